import type { ResourceType } from 'scim-router';

import { parseFilterSyntax } from '../../src/filter/parser';
import { resolveFilter } from '../../src/filter/resolve';
import { resolveRelations } from '../../src/filter/resolve-relations';
import { createKnexStore } from '../../src/knex/knex-store';
import { pageStatement } from '../../src/knex/query-statements';
import { selectionOf } from '../../src/knex/selection';
import { StoreScope } from '../../src/knex/store-scope';
import { nameTables } from '../../src/knex/tables';
import { soffidDialect } from '../../src/soffid/soffid-dialect';
import { contextOf, nothing } from '../knex/fixture';
import { createDatabase, type TestDatabase } from '../support/postgres';
import { labTypes } from './lab-types';

const count = Number(process.env['SCIM_PLAN_ROWS'] ?? 20_000);
const relations = resolveRelations(labTypes);
const context = contextOf(labTypes);
let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
  await createKnexStore(database.knex).migrate(labTypes);
  await insert('Person', `jsonb_build_object('userName', 'p' || n, 'lastName', 'l' || n % 100, 'home', 'u' || n % 50,
    'active', n % 2 = 0, 'skills', jsonb_build_array('s' || n % 1000))`);
  await insert('Account', `jsonb_build_object('name', 'n' || n, 'system', 's' || n % 10, 'type', 'u', 'owner', 'p' || n,
    'owners', jsonb_build_array('p' || n, 'p' || n + 1), 'managers', jsonb_build_array(jsonb_build_object('name', 'p' || n + 2)))`);
  await insert('Grant', `jsonb_build_object('role', 'r' || n % 100, 'accountName', 'n' || n, 'accountSystem', 's' || n % 10, 'enabled', true)`);
  await insert('Membership', `jsonb_build_object('person', 'p' || n, 'unit', 'u' || n % 50)`);
  await database.knex.raw('analyze');
}, 120_000);

afterAll(() => database.close(), 30_000);

async function insert(type: string, search: string): Promise<void> {
  await database.knex.raw(`insert into scim_resource (tenant, type, id, created, last_modified, body, search)
    select '', '${type}', '${type}-' || n, now(), now(), d::text, d from generate_series(1, ${count}) n, lateral (select ${search}) s(d)`);
}

interface Plan {
  readonly text: string;
  readonly milliseconds: number;
}

async function explain(type: ResourceType, source: string): Promise<Plan> {
  const syntax = parseFilterSyntax(source, { dialect: soffidDialect });
  const filter = resolveFilter(syntax, type, { dialect: soffidDialect, follow: { relations } });
  const scope = new StoreScope(nameTables(undefined), true).request(type, context);
  const page = { startIndex: 1, count: 100 };
  const request = { type, filter, page, projection: nothing };
  const { text, values } = pageStatement(request, selectionOf(scope.plan, nothing), scope);
  const pool = database.knex.client as { acquireConnection(): Promise<Connection>; releaseConnection(connection: Connection): Promise<void> };
  const connection = await pool.acquireConnection();
  try {
    const { rows } = await connection.query(`explain (analyze, costs off, timing off) ${text}`, [...values]);
    const lines = rows.map((row) => row['QUERY PLAN']);
    return { text: lines.join('\n'), milliseconds: Number(/Execution Time: ([0-9.]+)/.exec(lines.join('\n'))?.[1]) };
  } finally {
    await pool.releaseConnection(connection);
  }
}

interface Connection {
  query(text: string, values: unknown[]): Promise<{ readonly rows: readonly { readonly 'QUERY PLAN': string }[] }>;
}

test.each<readonly [string, string]>([
  ['Account', `type eq U and user.userName eq 'p4711'`],
  ['Account', `user.userName eq 'p4711' or manager.userName eq 'p4711'`],
  ['Account', `grants.account.name eq 'n4711'`],
  ['Account', `manager.userName eq 'p4711'`],
  ['Person', `accountAccess.account.id eq 'Account-4711' or accounts.account.id eq 'Account-4711'`],
  ['Person', `accounts.account.id eq 'Account-4711'`],
  ['Person', `home eq 'nowhere' or membership.id eq 'Membership-4711'`],
  ['Person', `userName eq 'p1' and membership.unit eq 'u1'`],
  ['Membership', `person.accounts.account.id eq 'Account-4711'`],
  ['Person', `userName eq_ci 'p1' or userName eq_ci 'p2' or userName eq_ci 'p3'`],
])('%s: %s is answered by indexes', async (name, source) => {
  const type = labTypes.find((each) => each.name === name) as unknown as ResourceType;
  const { text, milliseconds } = await explain(type, source);
  if (process.env['SCIM_PLAN_SHOW'] !== undefined) console.log(`${name}: ${source}\n${milliseconds} ms\n${text}`);
  expect(text).not.toContain('Seq Scan on scim_resource');
});
