import assert from 'node:assert/strict';
import { Group } from '../../schema/core/group';
import { User } from '../../schema/core/user';
import { everything } from '../projections';
import { assertRefused, assertSame, type Suite } from '../suite';
import type { TestStore } from '../test-store';
import { createGroup, createUsers, memberIdsOf } from './members';

class Failure extends Error {}

/** Changes that happen together or not at all. */
export function transactionSuite(suite: Suite): void {
  const test = (name: string, run: (store: TestStore) => Promise<void>) => suite.test(name, run, 'transaction');

  test('a transaction answers what its work does, and its changes stay', async (store) => {
    const id = await store.transaction(async (inside) => {
      const created = await inside.create(User, { userName: 'bjensen' });
      await inside.replace(User, created.id, { attributes: { userName: 'babs' } });
      return created.id;
    });
    assert.equal((await store.read(User, id)).attributes['userName'], 'babs');
  });

  test('a transaction sees its own changes', async (store) => {
    await store.transaction(async (inside) => {
      const { id } = await inside.create(User, { userName: 'bjensen' });
      assert.equal((await inside.read(User, id)).id, id);
      assertSame(await inside.list(User, 'userName', { filter: 'userName eq "bjensen"' }), ['bjensen']);
      await assertRefused(Promise.resolve(inside.delete(User, id, 'other')), 'ERR_SCIM_VERSION_MISMATCH');
    });
  });

  test('a failure is thrown as it is', async (store) => {
    const failure = new Failure('expected');
    await assert.rejects(
      store.transaction(() => Promise.reject(failure)),
      (error) => error === failure,
    );
  });

  test('a failure undoes a create, and its unique values are free', async (store) => {
    let id = '';
    await fails(store, async (inside) => {
      ({ id } = await inside.create(User, { userName: 'bjensen' }));
    });
    assert.equal(await store.get(User, id), undefined);
    assert.equal((await store.query(User)).totalResults, 0);
    await store.create(User, { userName: 'bjensen' });
  });

  test('a failure undoes a replace, with version and dates', async (store) => {
    const before = await store.create(User, { userName: 'bjensen', title: 'Guide' });
    await fails(store, (inside) => inside.replace(User, before.id, { attributes: { userName: 'babs' } }));
    const after = await store.read(User, before.id);
    assertSame(after.attributes, { userName: 'bjensen', title: 'Guide' });
    assert.equal(after.version, before.version);
    assert.equal(after.lastModified.getTime(), before.lastModified.getTime());
    await store.create(User, { userName: 'babs' });
    await assertRefused(store.create(User, { userName: 'bjensen' }), 'ERR_SCIM_UNIQUENESS');
  });

  test('a failure undoes a patch', async (store) => {
    const before = await store.create(User, { userName: 'bjensen', title: 'Guide' });
    const operations = [{ op: 'replace', path: 'title', value: 'changed' }] as const;
    await fails(store, (inside) => inside.patch(User, before.id, { operations }));
    const after = await store.read(User, before.id);
    assertSame([after.version, after.attributes['title']], [before.version, 'Guide']);
  });

  test('a failure undoes a delete, with all references', async (store) => {
    const [a, b] = (await createUsers(store, 'a', 'b')) as [string, string];
    const group = await createGroup(store, 'Tour Guides', [a, b]);
    await fails(store, (inside) => inside.delete(User, a));
    assert.notEqual(await store.get(User, a), undefined);
    assertSame(await memberIdsOf(store, group.id), [a, b].sort());
    assert.equal((await store.read(Group, group.id)).version, group.version);
    await assertRefused(store.create(User, { userName: 'a' }), 'ERR_SCIM_UNIQUENESS');
  });

  test('a failure undoes changes of references', async (store) => {
    const [a, b] = (await createUsers(store, 'a', 'b')) as [string, string];
    const group = await createGroup(store, 'Tour Guides', [a]);
    const operations = [
      { op: 'add', path: 'members', value: [{ value: b }] },
      { op: 'remove', path: `members[value eq "${a}"]` },
    ] as const;
    await fails(store, (inside) => inside.patch(Group, group.id, { operations }));
    assertSame(await memberIdsOf(store, group.id), [a]);
  });

  test('a failure undoes all of several changes', async (store) => {
    const [a, b] = (await createUsers(store, 'a', 'b')) as [string, string];
    await fails(store, async (inside) => {
      await inside.create(User, { userName: 'c' });
      await inside.replace(User, a, { attributes: { userName: 'b2' } });
      await inside.delete(User, b);
    });
    assertSame((await store.list(User, 'userName')).toSorted(), ['a', 'b']);
  });

  test('a write that is refused inside leaves nothing of itself', async (store) => {
    const [a] = (await createUsers(store, 'a', 'b')) as [string];
    const refused = store.transaction((inside) => inside.replace(User, a, { attributes: { userName: 'b' } }));
    await assertRefused(refused, 'ERR_SCIM_UNIQUENESS');
    assert.equal((await store.read(User, a)).attributes['userName'], 'a');
  });

  test('nobody outside ever sees a change that is undone', async (store) => {
    let outside: readonly Promise<unknown>[] = [];
    await fails(store, async (inside) => {
      const { id } = await inside.create(User, { userName: 'bjensen' });
      // Not awaited: a store may answer it now or when the transaction has ended.
      outside = [store.get(User, id), store.query(User, { count: 0 })];
      await new Promise((resolve) => setTimeout(resolve, 10));
    });
    assert.equal(await outside[0], undefined);
    assertSame(await outside[1], { resources: [], totalResults: 0 });
  });

  test('what is read for update does not change until the transaction ends', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen', title: '0' });
    const increment = () =>
      store.transaction(async ({ store: inner, context }) => {
        const current = await inner.get({ type: User, id, projection: everything, forUpdate: true }, context);
        const title = String(Number(current?.attributes['title']) + 1);
        await inner.replace(
          { type: User, id, attributes: { userName: 'bjensen', title }, projection: everything },
          context,
        );
      });
    await Promise.all(Array.from({ length: 8 }, increment));
    assert.equal((await store.read(User, id)).attributes['title'], '8');
  });
}

async function fails(store: TestStore, work: (inside: TestStore) => Promise<unknown>): Promise<void> {
  const transaction = store.transaction(async (inside) => {
    await work(inside);
    throw new Failure('undo');
  });
  await assert.rejects(transaction, Failure);
}
