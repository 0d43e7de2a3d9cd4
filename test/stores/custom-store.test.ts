import { createCustomStore } from '../../examples/custom-store/store';
import { storeSuite } from '../../src/testing';

describe('the custom store of the examples', () => {
  storeSuite({
    describe,
    test,
    create: async () => ({ store: createCustomStore(), close: async () => undefined }),
    supports: { transaction: false, patch: false, links: false, referentialIntegrity: false, inverse: false },
  });
});
