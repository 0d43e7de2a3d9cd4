import { Group, MemoryStore, User, storeByType } from 'scim-router';
import { Device, createTestContext, storeSuite, withoutPatch } from 'scim-router/testing';

const everything = { kind: 'all', includes: () => true } as const;
const context = createTestContext();

describe('a store made of one store for each type', () => {
  storeSuite({
    describe,
    test,
    create: async () => {
      const options = { referentialIntegrity: false };
      const [users, groups, devices] = [new MemoryStore(options), new MemoryStore(options), new MemoryStore(options)];
      return { store: storeByType({ User: users, Group: groups, Device: devices }), close: async () => undefined };
    },
    supports: { transaction: false, links: false, referentialIntegrity: false, inverse: false },
  });
});

test('each request goes to the store of its type', async () => {
  const [users, groups] = [new MemoryStore(), new MemoryStore()];
  const store = storeByType({ User: users, Group: groups });
  const { id } = await store.create({ type: User, attributes: { userName: 'a' }, projection: everything }, context);
  expect(await users.get({ type: User, id, projection: everything }, context)).toBeDefined();
  expect(await groups.get({ type: User, id, projection: everything }, context)).toBeUndefined();
  expect(store.transaction).toBeUndefined();
  expect(store.resolvesInverse).toBeUndefined();
});

test('a patch for a store that has none is read, changed and replaced', async () => {
  const users = withoutPatch(new MemoryStore());
  const readModifyWrite = jest.fn(async () => undefined);
  const request = { type: User, id: 'a', operations: [], projection: everything, apply: jest.fn(), readModifyWrite };
  await storeByType({ User: users }).patch!(request, context);
  expect(readModifyWrite).toHaveBeenCalledTimes(1);
});

test('a type without a store is a TypeError that names it, for every request', async () => {
  const store = storeByType({ User: new MemoryStore() });
  const target = { type: Group, id: 'a', projection: everything };
  const page = { startIndex: 1, count: 1 };
  const calls = [
    store.create({ ...target, attributes: {} }, context),
    store.get(target, context),
    store.query({ ...target, page }, context),
    store.replace({ ...target, attributes: {} }, context),
    store.delete(target, context),
    store.patch!({ ...target, operations: [], apply: jest.fn(), readModifyWrite: jest.fn() }, context),
    store.get({ ...target, type: Device }, context),
  ];
  for (const outcome of await Promise.allSettled(calls)) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.objectContaining({ name: 'TypeError' }) });
  }
  await expect(store.get(target, context)).rejects.toThrow('storeByType has no store for the resource type Group');
});
