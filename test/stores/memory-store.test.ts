import { Group, InvalidValueError, MemoryStore, User, defineResourceType, defineSchema } from 'scim-router';
import type { Attributes, PatchOperation, ResourceStore, ResourceType, StoredResource } from 'scim-router';
import { createTestContext } from 'scim-router/testing';

const everything = { kind: 'all', includes: () => true } as const;
const nothing = { kind: 'none', includes: () => false } as const;
const context = createTestContext();

function create(store: ResourceStore, type: ResourceType, attributes: Attributes): Promise<StoredResource> {
  return store.create({ type, attributes, projection: everything }, context);
}

function get(store: ResourceStore, type: ResourceType, id: string): Promise<StoredResource | undefined> {
  return store.get({ type, id, projection: everything }, context);
}

function patchMembers(store: ResourceStore, id: string, { op, value }: { op: 'add' | 'remove'; value: string }) {
  const [attribute] = Group.links;
  const [member] = attribute!.subAttributes.filter(({ name }) => name === 'value');
  const where = { kind: 'comparison', path: { attribute: member! }, operator: 'eq', value, caseExact: true } as const;
  const path = { attribute: attribute! };
  const operation: PatchOperation = op === 'add' ? { op, path, value: [{ value }] } : { op, path, where };
  const refuse = () => Promise.reject(new Error('must not be called'));
  const request = {
    type: Group,
    id,
    operations: [operation],
    projection: nothing,
    apply: refuse as never,
    readModifyWrite: refuse,
  };
  return store.patch!(request, context);
}

describe('what a caller gets', () => {
  test('is frozen through and through', async () => {
    const store = new MemoryStore();
    const user = await create(store, User, {
      userName: 'a',
      name: { givenName: 'A' },
      emails: [{ value: 'a@example.com' }],
    });
    const group = await create(store, Group, { displayName: 'g', members: [{ value: user.id }] });
    const read = (await get(store, User, user.id))!;
    const parts = [
      user,
      read,
      read.attributes,
      read.attributes['name'],
      read.attributes['emails'],
      group.attributes['members'],
    ];
    for (const part of parts) expect(Object.isFrozen(part)).toBe(true);
    expect(Object.isFrozen((group.attributes['members'] as unknown[])[0])).toBe(true);
    expect(Object.isFrozen((read.attributes['emails'] as unknown[])[0])).toBe(true);
  });

  test('keeps a member named __proto__ as a member', async () => {
    const store = new MemoryStore();
    const attributes = JSON.parse('{"userName":"a","__proto__":{"polluted":true}}') as Attributes;
    const { id } = await create(store, User, attributes);
    const stored = (await get(store, User, id))!.attributes;
    expect(Object.hasOwn(stored, '__proto__')).toBe(true);
    expect((stored as { polluted?: boolean }).polluted).toBeUndefined();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('time', () => {
  afterEach(() => jest.useRealTimers());

  test('RFC 7643 §3.1: lastModified does not go back with the clock of the machine', async () => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'],
      now: new Date('2024-01-02T00:00:00Z'),
    });
    const store = new MemoryStore();
    const { id, lastModified } = await create(store, User, { userName: 'a' });
    jest.setSystemTime(new Date('2024-01-01T00:00:00Z'));
    const replaced = await store.replace(
      { type: User, id, attributes: { userName: 'b' }, projection: everything },
      context,
    );
    expect(replaced?.lastModified).toEqual(lastModified);
  });
});

describe('references', () => {
  test('a member must be of a type that the attribute refers to', async () => {
    const Printer = defineResourceType({
      name: 'Printer',
      endpoint: '/Printers',
      schema: defineSchema({
        $id: 'urn:example:Printer',
        title: 'Printer',
        type: 'object',
        properties: { name: { type: 'string' } },
      }),
    });
    const store = new MemoryStore();
    const { id } = await create(store, Printer, { name: 'p' });
    await expect(create(store, Group, { displayName: 'g', members: [{ value: id }] })).rejects.toThrow(
      InvalidValueError,
    );
    await expect(create(store, Group, { displayName: 'g', members: [{ value: id }] })).rejects.toThrow(
      `members: no User or Group has the id "${id}"`,
    );
  });

  test('a member without a value is refused', async () => {
    const members = [{ display: 'nobody' }];
    await expect(create(new MemoryStore(), Group, { displayName: 'g', members })).rejects.toThrow(InvalidValueError);
  });

  test('a group may be a member of itself', async () => {
    const store = new MemoryStore();
    const { id } = await create(store, Group, { displayName: 'g' });
    const members = [{ value: id }];
    await store.replace(
      { type: Group, id, attributes: { displayName: 'g', members }, projection: everything },
      context,
    );
    expect((await get(store, Group, id))?.attributes['members']).toMatchObject([{ value: id, display: 'g' }]);
    expect(await store.delete({ type: Group, id }, context)).toBe(true);
  });

  test('without referential integrity a reference to nothing is kept as it was given', async () => {
    const store = new MemoryStore({ referentialIntegrity: false });
    const members = [{ value: 'unknown', display: 'Somebody', type: 'User' }];
    const { id } = await create(store, Group, { displayName: 'g', members });
    expect((await get(store, Group, id))?.attributes['members']).toEqual(members);
  });

  test('without referential integrity a reference outlives its target, which changes no version', async () => {
    const store = new MemoryStore({ referentialIntegrity: false });
    const user = await create(store, User, { userName: 'a', displayName: 'A' });
    const group = await create(store, Group, { displayName: 'g', members: [{ value: user.id }] });
    expect(group.attributes['members']).toMatchObject([{ display: 'A', type: 'User' }]);
    await store.delete({ type: User, id: user.id }, context);
    const after = await get(store, Group, group.id);
    expect(after?.version).toBe(group.version);
    expect(after?.attributes['members']).toEqual([{ value: user.id }]);
  });
});

describe('a group of 100,000 members', () => {
  const size = 100_000;
  const store = new MemoryStore({ referentialIntegrity: false });
  let id = '';

  beforeAll(async () => {
    const members = Array.from({ length: size }, (_member, index) => ({ value: `user${index}` }));
    ({ id } = await store.create(
      { type: Group, attributes: { displayName: 'g', members }, projection: nothing },
      context,
    ));
  });

  test('RFC 7644 §3.5.2: changes a member as fast as a small one', async () => {
    const small = await create(store, Group, { displayName: 'small' });
    const change = async (group: string) => {
      const start = performance.now();
      for (let index = 0; index < 500; index += 1) {
        await patchMembers(store, group, { op: 'add', value: `new${index}` });
        await patchMembers(store, group, { op: 'remove', value: `new${index}` });
      }
      return performance.now() - start;
    };
    await change(small.id);
    const [few, many] = [await change(small.id), await change(id)];
    // Copying the members once takes longer than all 1,000 changes of the small group.
    expect(many).toBeLessThan(few * 10 + 100);
  });

  test('RFC 7644 §3.4.2.2: is found by a member without looking at the others', async () => {
    const [attribute] = Group.links;
    const subAttribute = attribute!.subAttributes.find(({ name }) => name === 'value')!;
    const path = { attribute: attribute!, subAttribute };
    const filter = { kind: 'comparison', path, operator: 'eq', value: 'user99999', caseExact: true } as const;
    const page = { startIndex: 1, count: 10 };
    const { resources } = await store.query({ type: Group, filter, page, projection: nothing }, context);
    expect(resources.map((group) => group.id)).toEqual([id]);
  });
});

describe('transactions', () => {
  test('a store that was given to a transaction cannot be used after its end', async () => {
    const store = new MemoryStore();
    let leaked: ResourceStore = store;
    await store.transaction(async (inner) => {
      leaked = inner;
    }, context);
    await expect(create(leaked, User, { userName: 'late' })).rejects.toThrow('has ended');
    await expect(get(leaked, User, 'x')).rejects.toThrow('has ended');
  });

  test('a transaction in a transaction is undone alone', async () => {
    const store = new MemoryStore();
    await store.transaction(async (outer) => {
      await create(outer, User, { userName: 'outer' });
      const failing = outer.transaction!(async (inner) => {
        await create(inner, User, { userName: 'inner' });
        throw new Error('undo');
      }, context);
      await expect(failing).rejects.toThrow('undo');
      await outer.transaction!((inner) => create(inner, User, { userName: 'kept' }), context);
    }, context);
    const { resources } = await store.query(
      { type: User, page: { startIndex: 1, count: 9 }, projection: everything },
      context,
    );
    expect(resources.map(({ attributes }) => attributes['userName'])).toEqual(['outer', 'kept']);
  });

  test('a read does not wait for a transaction and sees nothing of it', async () => {
    const store = new MemoryStore();
    await store.transaction(async (inner) => {
      const { id } = await create(inner, User, { userName: 'a' });
      expect(await get(store, User, id)).toBeUndefined();
    }, context);
  });

  test('a version that was rolled back is never used again', async () => {
    const store = new MemoryStore();
    const { id } = await create(store, User, { userName: 'a' });
    const replace = (target: ResourceStore) =>
      target.replace({ type: User, id, attributes: { userName: 'b' }, projection: nothing }, context);
    let lost: string | undefined;
    const failing = store.transaction(async (inner) => {
      lost = (await replace(inner))?.version;
      throw new Error('undo');
    }, context);
    await expect(failing).rejects.toThrow('undo');
    expect((await replace(store))?.version).not.toBe(lost);
  });

  test('a request that was aborted while it waited does not write', async () => {
    const store = new MemoryStore();
    const controller = new AbortController();
    const aborted = createTestContext({ signal: controller.signal });
    const transaction = store.transaction(async () => controller.abort(), context);
    const write = store.create({ type: User, attributes: { userName: 'late' }, projection: nothing }, aborted);
    await transaction;
    await expect(write).rejects.toMatchObject({ name: 'AbortError' });
    await create(store, User, { userName: 'late' });
  });
});
