import { createKnexStore } from '../../src/knex';
import type { KnexStore } from '../../src/knex';
import { storeSuite, type SuiteStore, suiteResourceTypes, tenantPrefixed, withoutPatch } from '../../src/testing';
import { createDatabase, type TestDatabase } from '../support/postgres';

let database: TestDatabase;
let shared: KnexStore;
let prefixes = 0;

beforeAll(async () => {
  database = await createDatabase();
  shared = createKnexStore(database.knex);
  await shared.migrate(suiteResourceTypes);
}, 60_000);

afterAll(() => database.close());

/** A part of the one database that nobody else uses. */
async function create(): Promise<SuiteStore> {
  prefixes += 1;
  return { store: tenantPrefixed(shared, `suite ${prefixes}`), close: async () => undefined };
}

describe('KnexStore on PostgreSQL', () => {
  storeSuite({ describe, test, create });
});

describe('KnexStore on PostgreSQL without patch', () => {
  storeSuite({
    describe,
    test,
    create: async () => {
      const { store, close } = await create();
      return { store: withoutPatch(store), close };
    },
    supports: { patch: false },
  });
});
