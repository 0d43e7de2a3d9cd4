import { InvalidValueError, UniquenessError, VersionMismatchError } from '../../src/errors/catalog';
import { createKnexStore, type KnexStore } from '../../src/knex/knex-store';
import { Group } from '../../src/schema/core/group';
import { User } from '../../src/schema/core/user';
import { createDatabase, type TestDatabase } from '../support/postgres';
import { byDefault, context, contextOf, createGroup, createUser, everything, migratedStore, nothing } from './fixture';

let database: TestDatabase;
let store: KnexStore;

beforeAll(async () => {
  database = await createDatabase();
  store = await migratedStore(database.knex);
}, 30_000);

afterAll(() => database.close(), 30_000);

const babs = {
  userName: 'bjensen',
  externalId: 'E-1',
  password: 'secret',
  name: { formatted: 'Ms. Barbara J Jensen III', familyName: 'Jensen' },
  emails: [{ value: 'bjensen@example.com', type: 'work', primary: true }],
  active: true,
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { employeeNumber: '701984' },
};

test('a created resource comes back with text, times and a version', async () => {
  const created = await store.create({ type: User, attributes: babs, projection: byDefault }, context);
  const { password: _password, ...visible } = babs;
  expect(created.created).toEqual(created.lastModified);
  expect(JSON.parse(created.text ?? '')).toEqual(visible);
  expect(created.attributes).toEqual(visible);

  const read = await store.get({ type: User, id: created.id, projection: byDefault }, context);
  expect(read).toEqual(created);
  const whole = await store.get({ type: User, id: created.id, projection: everything }, context);
  expect(whole?.attributes).toEqual(babs);
  expect(whole?.text).toBeUndefined();
});

test('a resource of another type, tenant or id is absent', async () => {
  const id = await createUser(store, { userName: 'elsewhere' });
  expect(await store.get({ type: Group, id, projection: byDefault }, context)).toBeUndefined();
  expect(await store.get({ type: User, id, projection: byDefault }, contextOf([User], 'other'))).toBeUndefined();
  expect(await store.get({ type: User, id: 'no-such-id', projection: byDefault }, context)).toBeUndefined();
  expect(await store.delete({ type: Group, id }, context)).toBe(false);
});

test('RFC 7644 §3.14: replacing another version than the stored one is refused', async () => {
  const created = await store.create(
    { type: User, attributes: { userName: 'versioned' }, projection: nothing },
    context,
  );
  const request = {
    type: User,
    id: created.id,
    attributes: { userName: 'versioned', title: 'x' },
    projection: byDefault,
  };
  const replaced = await store.replace({ ...request, ifVersion: created.version }, context);
  expect(replaced?.version).not.toBe(created.version);
  expect(replaced?.attributes).toEqual({ userName: 'versioned', title: 'x' });
  await expect(store.replace({ ...request, ifVersion: created.version }, context)).rejects.toThrow(
    VersionMismatchError,
  );
  await expect(store.delete({ type: User, id: created.id, ifVersion: 'nonsense' }, context)).rejects.toThrow(
    VersionMismatchError,
  );
  expect(await store.replace({ ...request, id: 'absent', ifVersion: '1' }, context)).toBeUndefined();
});

test('RFC 7643 §7: of many who take one userName at once, in whatever letter case, one gets it', async () => {
  const names = ['Racer', 'racer', 'RACER', 'rAcer', 'raCer', 'racEr'];
  const outcomes = await Promise.allSettled(names.map((userName) => createUser(store, { userName })));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(names.length - 1);
  for (const { reason } of refused) {
    expect(reason).toBeInstanceOf(UniquenessError);
    expect((reason as Error).message).toBe('userName is already in use by another User');
  }
});

test('another tenant may have the same userName', async () => {
  await createUser(store, { userName: 'shared' });
  const other = contextOf([User], 'tenant-2');
  await expect(
    store.create({ type: User, attributes: { userName: 'shared' }, projection: nothing }, other),
  ).resolves.toBeDefined();
});

test('members come with type, $ref and display of their targets, and users with their groups', async () => {
  const user = await createUser(store, { userName: 'member', displayName: 'Mem "B" er' });
  const inner = await createGroup(store, 'Inner');
  const attributes = { displayName: 'Outer', members: [{ value: user, type: 'Group' }, { value: inner }] };
  const group = await store.create({ type: Group, attributes, projection: byDefault }, context);
  const members = [
    { value: user, type: 'User', $ref: `https://example.com/scim/v2/Users/${user}`, display: 'Mem "B" er' },
    { value: inner, type: 'Group', $ref: `https://example.com/scim/v2/Groups/${inner}`, display: 'Inner' },
  ];
  expect(JSON.parse(group.text ?? '')).toEqual({ displayName: 'Outer', members });
  expect(group.text).not.toMatch(/"\s*:\s/);
  const read = await store.get({ type: User, id: user, projection: byDefault }, context);
  const groups = [
    { value: group.id, type: 'direct', $ref: `https://example.com/scim/v2/Groups/${group.id}`, display: 'Outer' },
  ];
  expect(JSON.parse(read?.text ?? '')).toEqual({ userName: 'member', displayName: 'Mem "B" er', groups });
});

test('a member that does not exist is refused and named', async () => {
  const create = createGroup(store, 'Bad', ['00000000-0000-0000-0000-000000000000']);
  await expect(create).rejects.toThrow(InvalidValueError);
  await expect(create).rejects.toThrow('members refers to a resource that does not exist: "00000000-0000-0000-0000-000000000000"');
});

test('without referential integrity a member may exist elsewhere', async () => {
  const lenient = createKnexStore(database.knex, { referentialIntegrity: false });
  const user = await createUser(store, { userName: 'known', displayName: 'Known' });
  const attributes = { displayName: 'Mixed', members: [{ value: user }, { value: 'elsewhere', type: 'User' }] };
  const group = await lenient.create({ type: Group, attributes, projection: byDefault }, context);
  expect(group.attributes['members']).toEqual([
    { value: user, type: 'User', $ref: `https://example.com/scim/v2/Users/${user}`, display: 'Known' },
    { value: 'elsewhere', type: 'User' },
  ]);
});

test('replacing a group changes only the members that differ', async () => {
  const users = await Promise.all(['r1', 'r2', 'r3'].map((userName) => createUser(store, { userName })));
  const id = await createGroup(store, 'Replaced', users.slice(0, 2));
  const before = await database
    .knex('scim_link')
    .where({ owner_id: id, value: users[1] as string })
    .first('seq');
  const attributes = { displayName: 'Replaced', members: users.slice(1).map((value) => ({ value })) };
  const replaced = await store.replace({ type: Group, id, attributes, projection: everything }, context);
  expect((replaced?.attributes['members'] as { value: string }[]).map(({ value }) => value)).toEqual(users.slice(1));
  expect(
    await database
      .knex('scim_link')
      .where({ owner_id: id, value: users[1] as string })
      .first('seq'),
  ).toEqual(before);
});

test('deleting a user takes it out of its groups and changes their version', async () => {
  const user = await createUser(store, { userName: 'leaver' });
  const id = await createGroup(store, 'Left', [user]);
  const before = await store.get({ type: Group, id, projection: everything }, context);
  expect(await store.delete({ type: User, id: user }, context)).toBe(true);
  const after = await store.get({ type: Group, id, projection: everything }, context);
  expect(after?.attributes).toEqual({ displayName: 'Left' });
  expect(after?.version).not.toBe(before?.version);
  expect(await store.delete({ type: User, id: user }, context)).toBe(false);
});

test('totals follow inserts and deletes, also those that are rolled back', async () => {
  const tenant = contextOf([User], 'counted');
  const create = (on: KnexStore, userName: string) =>
    on.create({ type: User, attributes: { userName }, projection: nothing }, tenant);
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c', 'd']) ids.push((await create(store, name)).id);
  await store.delete({ type: User, id: ids[0] as string }, tenant);
  const failing = store.transaction(async (inner) => {
    await create(inner, 'e');
    throw new RangeError('rolled back');
  }, tenant);
  await expect(failing).rejects.toThrow(RangeError);
  const page = (startIndex: number, count: number) => ({
    type: User,
    page: { startIndex, count },
    projection: nothing,
  });
  const totals = [page(1, 2), page(2, 2), page(9, 2), page(1, 0)].map((request) => store.query(request, tenant));
  expect((await Promise.all(totals)).map(({ totalResults }) => totalResults)).toEqual([3, 3, 3, 3]);
  const second = await store.query(page(2, 2), tenant);
  expect(second.resources.map(({ id }) => id)).toEqual(ids.slice(2));
});

test('a transaction within a transaction is the same one', async () => {
  const ids = await store.transaction(
    async (outer) => outer.transaction(async (inner) => [await createUser(inner, { userName: 'nested' })], context),
    context,
  );
  expect(
    await store.get({ type: User, id: ids[0] as string, projection: byDefault, forUpdate: true }, context),
  ).toBeDefined();
});
