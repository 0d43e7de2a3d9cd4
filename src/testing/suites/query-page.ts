import assert from 'node:assert/strict';
import { Group } from '../../schema/core/group';
import { User } from '../../schema/core/user';
import { assertSame, type Suite } from '../suite';
import type { TestQuery, TestStore } from '../test-store';

/** Pages by position (RFC 7644 §3.4.2.4). */
export function queryPageSuite(suite: Suite): void {
  suite.test('RFC 7644 §3.4.2.4: an empty store answers no resources and a total of 0', async (store) => {
    assertSame(await store.query(User), { resources: [], totalResults: 0 });
  });

  suite.test(
    'RFC 7644 §3.4.2: without a filter all resources of the type are answered, and no others',
    async (store) => {
      await store.create(Group, { displayName: 'Tour Guides' });
      await createUsers(store, 3);
      const { resources, totalResults } = await store.query(User);
      assert.equal(totalResults, 3);
      assertSame(resources.map(({ attributes }) => attributes['userName']).sort(), ['user0', 'user1', 'user2']);
    },
  );

  suite.test(
    'RFC 7644 §3.4.2.4: totalResults is the number of matches, not of the resources in the page',
    async (store) => {
      await createUsers(store, 5);
      const { resources, totalResults } = await store.query(User, { count: 2 });
      assert.equal(resources.length, 2);
      assert.equal(totalResults, 5);
    },
  );

  suite.test('RFC 7644 §3.4.2.4: startIndex is 1-based', async (store) => {
    await createUsers(store, 3);
    const all = await userNames(store, {});
    assert.equal(all.length, 3);
    assertSame(await userNames(store, { startIndex: 1, count: 1 }), all.slice(0, 1));
    assertSame(await userNames(store, { startIndex: 2, count: 1 }), all.slice(1, 2));
    assertSame(await userNames(store, { startIndex: 3, count: 9 }), all.slice(2));
  });

  suite.test('RFC 7644 §3.4.2.4: pages follow one another without gap or overlap', async (store) => {
    await createUsers(store, 7);
    const pages = [1, 3, 5, 7].map((startIndex) => userNames(store, { startIndex, count: 2 }));
    const names = (await Promise.all(pages)).flat();
    assertSame(names, await userNames(store, {}));
    assert.equal(new Set(names).size, 7);
  });

  suite.test('RFC 7644 §3.4.2.4: count 0 asks for the total only', async (store) => {
    await createUsers(store, 3);
    assertSame(await store.query(User, { count: 0 }), { resources: [], totalResults: 3 });
    const filtered = await store.query(User, { count: 0, filter: 'userName eq "user1"', sortBy: 'id' });
    assertSame(filtered, { resources: [], totalResults: 1 });
  });

  suite.test('RFC 7644 §3.4.2.4: a page behind the end is empty, with the total of all matches', async (store) => {
    await createUsers(store, 3);
    assertSame(await store.query(User, { startIndex: 4, count: 2 }), { resources: [], totalResults: 3 });
    assertSame(await store.query(User, { startIndex: 1_000_000, count: 2 }), { resources: [], totalResults: 3 });
  });

  suite.test('RFC 7644 §3.4.2.4: the filter is applied before the page is taken', async (store) => {
    await createUsers(store, 9);
    const filter = 'userName eq "user2" or userName eq "user5" or userName eq "user8"';
    const first = await store.query(User, { filter, startIndex: 1, count: 2 });
    const second = await store.query(User, { filter, startIndex: 3, count: 2 });
    assertSame([first.totalResults, second.totalResults], [3, 3]);
    const names = [...first.resources, ...second.resources].map(({ attributes }) => attributes['userName']);
    assertSame(names.sort(), ['user2', 'user5', 'user8']);
  });

  suite.test('the same query is answered in the same order each time', async (store) => {
    await createUsers(store, 9);
    const [first, second] = [await userNames(store, {}), await userNames(store, {})];
    assertSame(first, second);
  });

  suite.test('a change of one resource does not move the others out of order', async (store) => {
    const ids = await createUsers(store, 5);
    const before = (await store.query(User)).resources.map(({ id }) => id);
    await store.replace(User, ids[2]!, { attributes: { userName: 'user2', displayName: 'changed' } });
    const after = (await store.query(User)).resources.map(({ id }) => id);
    const others = (list: readonly string[]) => list.filter((id) => id !== ids[2]);
    assertSame(others(after), others(before));
  });
}

async function createUsers(store: TestStore, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push((await store.create(User, { userName: `user${index}` })).id);
  }
  return ids;
}

function userNames(store: TestStore, query: TestQuery): Promise<readonly unknown[]> {
  return store.list(User, 'userName', query);
}
