import { createKnexStore } from '../../src/knex';
import type { KnexStore } from '../../src/knex';
import { storeSuite, suiteResourceTypes, tenantPrefixed } from '../../src/testing';
import { createEmbeddedDatabase } from '../support/embedded';

let database: Awaited<ReturnType<typeof createEmbeddedDatabase>>;
let shared: KnexStore;
let prefixes = 0;

beforeAll(async () => {
  database = await createEmbeddedDatabase();
  shared = createKnexStore(database.knex);
  await shared.migrate(suiteResourceTypes);
}, 60_000);

afterAll(() => database.close());

describe('KnexStore on an embedded database', () => {
  storeSuite({
    describe,
    test,
    create: async () => {
      prefixes += 1;
      return { store: tenantPrefixed(shared, `suite ${prefixes}`), close: async () => undefined };
    },
  });
});
