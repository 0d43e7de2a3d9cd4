import { knex as createKnex } from 'knex';

import { createKnexStore } from '../../src/knex/knex-store';
import { Group } from '../../src/schema/core/group';
import { User } from '../../src/schema/core/user';
import { createDatabase, type TestDatabase } from '../support/postgres';
import { Device } from './device';
import { byDefault, context, createUser, migratedStore } from './fixture';

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
}, 30_000);

afterAll(() => database.close(), 30_000);

test('eight processes that start at once migrate an empty database together', async () => {
  const { connection } = database.knex.client.config as { connection: object };
  const pools = Array.from({ length: 8 }, () => createKnex({ client: 'pg', connection, pool: { min: 0, max: 1 } }));
  try {
    await Promise.all(pools.map((pool) => createKnexStore(pool).migrate([User, Group, Device])));
  } finally {
    await Promise.all(pools.map((pool) => pool.destroy()));
  }
  expect(await database.knex('scim_migration').select('step')).toEqual([{ step: 0 }, { step: 1 }, { step: 2 }, { step: 3 }]);
});

test('walks through groups are not compiled at every call', async () => {
  const { rows } = await database.knex.raw<{ rows: readonly { proname: string }[] }>(
    `select proname from pg_proc where 'jit=off' = any(proconfig) order by proname`,
  );
  expect(rows.map(({ proname }) => proname)).toEqual(['scim_owners_above', 'scim_targets_below']);
});

test('migrating again changes nothing', async () => {
  const indexes = () =>
    database.knex('pg_indexes').where({ schemaname: 'public' }).orderBy('indexname').select('indexname', 'indexdef');
  const before = await indexes();
  await migratedStore(database.knex);
  expect(await indexes()).toEqual(before);
  expect(before.every(({ indexname }) => indexname.length <= 63)).toBe(true);
});

test('a schema of its own keeps a store apart from others', async () => {
  const apart = await migratedStore(database.knex, { schema: 'Tenant "A"' });
  const usual = await migratedStore(database.knex);
  const id = await createUser(apart, { userName: 'apart' });
  expect(await apart.get({ type: User, id, projection: byDefault }, context)).toBeDefined();
  expect(await usual.get({ type: User, id, projection: byDefault }, context)).toBeUndefined();
});

test('a Knex instance of another client is refused', () => {
  expect(() => createKnexStore(createKnex({ client: class Other extends createKnex.Client {} as never }))).toThrow(
    TypeError,
  );
});
