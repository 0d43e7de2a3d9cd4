import { MemoryStore } from '../../src/store/memory-store';
import { storeSuite, tenantPrefixed, withoutPatch } from '../../src/testing';

const close = async () => undefined;

describe('MemoryStore', () => {
  storeSuite({ describe, test, create: async () => ({ store: new MemoryStore(), close }) });
});

describe('MemoryStore behind a wrapper that prefixes tenants', () => {
  const shared = new MemoryStore();
  let prefixes = 0;

  storeSuite({
    describe,
    test,
    create: async () => {
      prefixes += 1;
      return { store: tenantPrefixed(shared, `suite ${prefixes}`), close };
    },
  });
});

describe('MemoryStore without patch', () => {
  storeSuite({
    describe,
    test,
    create: async () => ({ store: withoutPatch(new MemoryStore()), close }),
    supports: { patch: false },
  });
});
