import { parseFilterSyntax } from '../../src/filter/parser';
import { resolveValueFilter } from '../../src/filter/resolve';
import type { KnexStore } from '../../src/knex/knex-store';
import type { PatchOperation } from '../../src/resource/patch-operation';
import type { Attribute } from '../../src/schema/attribute';
import { Group } from '../../src/schema/core/group';
import type { PatchRequest } from '../../src/store/resource-store';
import { VersionMismatchError } from '../../src/errors/catalog';
import { createDatabase, type TestDatabase } from '../support/postgres';
import {
  byDefault,
  context,
  createGroup,
  createUser,
  everything,
  migratedStore,
  nothing,
  recordStatements,
} from './fixture';

const members = Group.links[0] as Attribute;
const displayName = Group.attributes.find(({ name }) => name === 'displayName') as Attribute;
const path = { attribute: members };

let database: TestDatabase;
let store: KnexStore;

beforeAll(async () => {
  database = await createDatabase();
  store = await migratedStore(database.knex);
}, 30_000);

afterAll(() => database.close(), 30_000);

function patch(id: string, operations: readonly PatchOperation[], more: Partial<PatchRequest> = {}) {
  const request: PatchRequest = {
    type: Group,
    id,
    operations,
    projection: nothing,
    apply: (attributes, [operation]) =>
      operation !== undefined && 'value' in operation ? { ...attributes, displayName: operation.value } : attributes,
    readModifyWrite: () => Promise.reject(new Error('not pushed down')),
    ...more,
  };
  return store.patch(request, context);
}

const add = (...values: string[]): PatchOperation => ({ op: 'add', path, value: values.map((value) => ({ value })) });
const where = (filter: string) => resolveValueFilter(parseFilterSyntax(filter), members);

async function membersOf(id: string): Promise<readonly string[]> {
  const group = await store.get({ type: Group, id, projection: everything }, context);
  return ((group?.attributes['members'] ?? []) as { value: string }[]).map(({ value }) => value);
}

async function users(prefix: string, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push(await createUser(store, { userName: `${prefix}${index}` }));
  return ids;
}

test('adding one member to a group of 10,000 is one statement and reads no member', async () => {
  const rows = await database.knex.raw<{ rows: { id: string }[] }>(`
    insert into scim_resource (tenant, type, id, created, last_modified, body, search)
    select '', 'User', 'bulk-' || n, now(), now(), '{}', '{}' from generate_series(1, 10001) n returning id`);
  const ids = rows.rows.map(({ id }) => id);
  const id = await createGroup(store, 'Large', ids.slice(1));
  const recorded = recordStatements(database.knex);
  const patched = await patch(id, [add(ids[0] as string)]);
  recorded.stop();
  expect(recorded.texts).toHaveLength(1);
  expect(recorded.texts[0]).not.toMatch(/string_agg/);
  expect(patched?.attributes).toEqual({});
  expect(await membersOf(id)).toEqual([...ids.slice(1), ids[0]]);
  const { rows: plan } = await database.knex.raw(
    `explain (analyze, format json) delete from scim_link
    where tenant = '' and owner_id = ? and attribute = 'members' and value = ?`,
    [id, ids[0] as string],
  );
  expect(JSON.stringify(plan)).toContain('scim_link_pkey');
}, 60_000);

test('RFC 7644 §3.5.2.1: adding a member that is there already keeps version and lastModified', async () => {
  const [first] = await users('same', 1);
  const id = await createGroup(store, 'Same', [first as string]);
  const before = await store.get({ type: Group, id, projection: nothing }, context);
  const after = await patch(id, [add(first as string)]);
  expect(after).toEqual(before);
  const changed = await patch(id, [{ op: 'remove', path }]);
  expect(changed?.version).not.toBe(before?.version);
  expect(await patch(id, [{ op: 'remove', path }])).toEqual(changed);
});

const cases: readonly [string, (ids: readonly string[]) => readonly PatchOperation[], readonly number[]][] = [
  ['add', ([, , c, d]) => [add(c as string, d as string)], [0, 1, 2, 3]],
  ['remove by value', ([a]) => [{ op: 'remove', path, where: where(`value eq "${a}"`) }], [1]],
  [
    'remove by several values',
    ([a, b]) => [{ op: 'remove', path, where: where(`value eq "${a}" or value eq "${b}"`) }],
    [],
  ],
  ['remove what is not there', ([, , c]) => [{ op: 'remove', path, where: where(`value eq "${c}"`) }], [0, 1]],
  ['replace', ([, b, c]) => [{ op: 'replace', path, value: [{ value: b }, { value: c }] }], [1, 2]],
  [
    'add, then remove',
    ([, , c]) => [add(c as string), { op: 'remove', path, where: where(`value eq "${c}"`) }],
    [0, 1],
  ],
  ['remove, then add', ([a]) => [{ op: 'remove', path, where: where(`value eq "${a}"`) }, add(a as string)], [0, 1]],
  ['clear, then add', ([, , c]) => [{ op: 'remove', path }, add(c as string)], [2]],
];

test.each(cases)('RFC 7644 §3.5.2: %s', async (name, operations, expected) => {
  const ids = await users(`${name}-`, 4);
  const id = await createGroup(store, name, ids.slice(0, 2));
  await patch(id, operations(ids));
  expect(await membersOf(id)).toEqual(expected.map((index) => ids[index]));
});

test('operations on members and on other attributes happen together', async () => {
  const [user] = await users('mixed', 1);
  const id = await createGroup(store, 'Before');
  const rename: PatchOperation = { op: 'replace', path: { attribute: displayName }, value: 'After' };
  const patched = await patch(id, [add(user as string), rename], { projection: byDefault });
  expect(JSON.parse(patched?.text ?? '')).toMatchObject({ displayName: 'After', members: [{ value: user }] });
  await expect(patch(id, [add('nobody'), { ...rename, value: 'Never' }])).rejects.toThrow('members refers to');
  expect((await store.get({ type: Group, id, projection: byDefault }, context))?.attributes['displayName']).toBe(
    'After',
  );
});

test('another version is refused, a group that is gone is absent', async () => {
  const id = await createGroup(store, 'Guarded');
  await expect(patch(id, [{ op: 'remove', path }], { ifVersion: '999' })).rejects.toThrow(VersionMismatchError);
  expect(await patch('absent', [{ op: 'remove', path }], { ifVersion: '1' })).toBeUndefined();
});

test('what depends on the members that are there is left to the engine', async () => {
  const id = await createGroup(store, 'Engine');
  const result = Promise.resolve(undefined);
  const operation: PatchOperation = { op: 'remove', path, where: where('type eq "User"') };
  let calls = 0;
  await patch(id, [operation], { readModifyWrite: () => ((calls += 1), result) });
  expect(calls).toBe(1);
});

test('members that are added at once are all there', async () => {
  const ids = await users('crowd', 20);
  const id = await createGroup(store, 'Crowd');
  await Promise.all(ids.map((user) => patch(id, [add(user)])));
  expect([...(await membersOf(id))].sort()).toEqual([...ids].sort());
});
