import { parseFilter } from '../../src/filter/parse-filter';
import { Bindings } from '../../src/knex/bindings';
import { filterToSql } from '../../src/knex/filter-to-sql';
import { createKnexStore, type KnexStore } from '../../src/knex/knex-store';
import { StoreScope } from '../../src/knex/store-scope';
import { nameTables } from '../../src/knex/tables';
import { User } from '../../src/schema/core/user';
import { createDatabase, type TestDatabase } from '../support/postgres';
import { context, createUser, migratedStore, nothing } from './fixture';

let database: TestDatabase;
let store: KnexStore;

beforeAll(async () => {
  database = await createDatabase();
  store = await migratedStore(database.knex);
  await database.knex.raw(`
    insert into scim_resource (tenant, type, id, created, last_modified, body, search)
    select '', 'User', 'user-' || n, now(), now(), '{"userName":"u' || n || '"}', jsonb_build_object(
      'userName', 'u' || n, 'externalId', 'x' || n, 'active', n % 2 = 0,
      'emails', jsonb_build_array(jsonb_build_object('value', 'u' || n || '@example.com', 'type', 'work')))
    from generate_series(1, 5000) n`);
  await database.knex.raw('analyze');
}, 60_000);

afterAll(() => database.close(), 30_000);

function compile(filter: string): { sql: string; values: readonly unknown[] } {
  const scope = new StoreScope(nameTables(undefined), true).request(User, context);
  const bindings = new Bindings();
  return { sql: filterToSql(parseFilter(filter, User), { ...scope, bindings }), values: bindings.values };
}

const userName = `((r.search ->> 'userName') collate "C") collate "C"`;

test.each([
  ['userName eq "BJensen"', `${userName} = $1::text`, ['bjensen']],
  ['userName sw "50%_\\\\"', `${userName} like $1::text`, ['50\\%\\_\\\\%']],
  ['userName pr', `(coalesce((${userName.slice(1, userName.length - 13)}) <> '', false))`, []],
  ['not (userName co "X")', `not coalesce(${userName} like $1::text, false)`, ['%x%']],
  ['userName ne "x"', `coalesce(${userName} <> $1::text, true)`, ['x']],
  ['externalId ge "A"', `((r.search ->> 'externalId') collate "C") collate "C" >= $1::text`, ['A']],
  ['active eq true', `((r.search ->> 'active') collate "C") = $1::text`, ['true']],
  ['emails eq "A@b"', `r.search -> 'emails' @> $1::jsonb`, ['[{"value":"a@b"}]']],
  ['emails[type eq "work" and value eq "A"]', `r.search -> 'emails' @> $1::jsonb`, ['[{"type":"work","value":"a"}]']],
  ['id eq "7" or userName eq "a"', `((r.id) collate "C" = $1::text or ${userName} = $2::text)`, ['7', 'a']],
  [
    'meta.created ge "2011-05-13T04:42:34Z"',
    `(round(date_part('epoch', r.created) * 1000))::float8 >= $1::float8`,
    [1305261754000],
  ],
])('%s', (filter, sql, values) => {
  expect(compile(filter)).toEqual({ sql, values });
});

test.each([
  ['userName eq "U4711"', 'scim_user_username_unique'],
  ['externalId eq "x4711"', 'scim_user_externalid_value'],
  ['emails.value eq "U4711@example.com"', 'scim_user_emails_contains'],
  ['emails[type eq "work" and value eq "u4711@example.com"]', 'scim_user_emails_contains'],
  ['id eq "user-4711"', 'scim_resource_pkey'],
])('%s is found by index', async (filter, index) => {
  const { sql, values } = compile(filter);
  const connection = await database.knex.client.acquireConnection();
  const text = `explain (format json)
    select r.id from scim_resource r where r.tenant = '' and r.type = 'User' and ${sql}`;
  const plan = await connection
    .query({ text, values: [...values] })
    .finally(() => database.knex.client.releaseConnection(connection));
  expect(JSON.stringify(plan.rows)).toContain(index);
  const request = {
    type: User,
    filter: parseFilter(filter, User),
    page: { startIndex: 1, count: 10 },
    projection: nothing,
  };
  expect((await store.query(request, context)).resources.map(({ id }) => id)).toEqual(['user-4711']);
});

const attacks = [
  `' or true --`,
  `'; drop table scim_resource; --`,
  `" or ""="`,
  '\\',
  "\\\\'",
  '%',
  '_',
  '$1',
  '$$',
  '{}',
  '[{"value":1}]',
  `E'\\x27'`,
  '?',
  ':name',
  '\u{2028}',
];

test.each(attacks)('INJ: the value %j is only ever a value', async (attack) => {
  const id = await createUser(store, { userName: attack, externalId: attack, emails: [{ value: attack }] });
  const literal = JSON.stringify(attack);
  const filters = ['userName eq', 'externalId sw', 'emails.value eq', 'emails co', 'externalId ew'].map(
    (start) => `${start} ${literal}`,
  );
  for (const filter of [...filters, `emails[value eq ${literal}]`, `id eq "${id}" and not (userName ne ${literal})`]) {
    const page = { startIndex: 1, count: 100 };
    const found = await store.query(
      { type: User, filter: parseFilter(filter, User), page, projection: nothing },
      context,
    );
    expect(found.resources.map((resource) => resource.id)).toContain(id);
    expect(found.totalResults).toBeLessThan(30);
  }
  const elsewhere = await store.query(
    { type: User, page: { startIndex: 1, count: 1 }, projection: nothing },
    { ...context, tenant: attack },
  );
  expect(elsewhere.totalResults).toBe(0);
  await store.delete({ type: User, id }, context);
});

test('a page far behind reads the bodies of its own rows only', async () => {
  const page = { startIndex: 4_900, count: 10 };
  const found = await createKnexStore(database.knex, { preparedStatements: false }).query(
    { type: User, page, projection: nothing },
    context,
  );
  expect(found.totalResults).toBe(5000);
  expect(found.resources[0]?.id).toBe('user-4900');
});
