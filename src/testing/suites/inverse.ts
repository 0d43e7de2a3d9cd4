import assert from 'node:assert/strict';
import { Group } from '../../schema/core/group';
import { User } from '../../schema/core/user';
import { only } from '../projections';
import { assertSame, type Suite } from '../suite';
import type { TestStore } from '../test-store';
import { createGroup, createUsers, type Reference } from './members';

/** Attributes that mirror references held elsewhere, such as `User.groups` (RFC 7643 §4.1.2). */
export function inverseSuite(suite: Suite): void {
  const test = (name: string, run: (store: TestStore) => Promise<void>) => suite.test(name, run, 'inverse');

  test('the store says that it resolves inverse attributes', async ({ store }) => {
    assert.equal(store.resolvesInverse, true);
  });

  test('RFC 7643 §4.1.2: groups has the groups a user is a member of', async (store) => {
    const [a, b] = (await createUsers(store, 'a', 'b')) as [string, string];
    const group = await createGroup(store, 'Tour Guides', [a]);
    const $ref = store.context.locate('Group', group.id);
    assertSame(await groupsOf(store, a), [{ value: group.id, $ref, display: 'Tour Guides', type: 'direct' }]);
    assertSame(await groupsOf(store, b), []);
  });

  test('RFC 7643 §4.1.2: groups is answered by query, too', async (store) => {
    const [a] = (await createUsers(store, 'a', 'b')) as [string];
    const group = await createGroup(store, 'Tour Guides', [a]);
    const { resources } = await store.query(User, { projection: only('userName', 'groups') });
    const found = resources.map(({ id, attributes }) => [
      id,
      (attributes['groups'] as Reference[] | undefined)?.[0]?.value,
    ]);
    assert.equal(new Map(found as [string, string][]).get(a), group.id);
    assert.equal(found.length, 2);
  });

  test('RFC 7643 §4.1.2: groups follows every change of the group', async (store) => {
    const [a, b] = (await createUsers(store, 'a', 'b')) as [string, string];
    const group = await createGroup(store, 'Tour Guides', [a]);
    await store.patch(Group, group.id, { operations: [{ op: 'add', path: 'members', value: [{ value: b }] }] });
    assert.equal((await groupsOf(store, b)).length, 1);
    await store.patch(Group, group.id, { operations: [{ op: 'remove', path: `members[value eq "${a}"]` }] });
    assertSame(await groupsOf(store, a), []);
    await store.delete(Group, group.id);
    assertSame(await groupsOf(store, b), []);
  });

  test('RFC 7643 §7: groups is readOnly: what is given for it is not stored', async (store) => {
    const [a] = (await createUsers(store, 'a')) as [string];
    const group = await createGroup(store, 'Tour Guides', [a]);
    const before = await store.read(User, a);
    await store.replace(User, a, { attributes: { ...before.attributes, title: 'Guide' } });
    await store.delete(Group, group.id);
    assertSame(await groupsOf(store, a), []);
    assert.equal((await store.query(User, { filter: 'groups pr' })).totalResults, 0);
  });

  test('RFC 7644 §3.4.2.2: users are found by their groups', async (store) => {
    const [a, b] = (await createUsers(store, 'a', 'b', 'c')) as [string, string];
    const group = await createGroup(store, 'Tour Guides', [a, b]);
    await createGroup(store, 'Other', [b]);
    const find = async (filter: string) => (await store.list(User, 'userName', { filter })).toSorted();
    assertSame(await find(`groups.value eq "${group.id}"`), ['a', 'b']);
    assertSame(await find(`groups[value eq "${group.id}"]`), ['a', 'b']);
    assertSame(await find('groups.display eq "other"'), ['b']);
    assertSame(await find('not (groups pr)'), ['c']);
  });

  indirectSuite(suite);
}

/** Groups in groups: `groups.type` says how a user belongs to each (RFC 7643 §4.1.2). */
function indirectSuite(suite: Suite): void {
  const test = (name: string, run: (store: TestStore) => Promise<void>) => suite.test(name, run, 'inverse', 'indirectGroups');

  test('RFC 7643 §4.1.2: the groups of a nested group are indirect ones', async (store) => {
    const [a, b] = (await createUsers(store, 'a', 'b')) as [string, string];
    const inner = await createGroup(store, 'Inner', [a]);
    const middle = await createGroup(store, 'Middle', [inner.id]);
    const outer = await createGroup(store, 'Outer', [middle.id, b]);
    const $ref = (id: string): string | undefined => store.context.locate('Group', id);
    assertSame(await groupsOf(store, a), [
      { value: inner.id, $ref: $ref(inner.id), display: 'Inner', type: 'direct' },
      { value: middle.id, $ref: $ref(middle.id), display: 'Middle', type: 'indirect' },
      { value: outer.id, $ref: $ref(outer.id), display: 'Outer', type: 'indirect' },
    ]);
    assertSame(await typesOf(store, b), { Outer: 'direct' });
    const { resources } = await store.query(User, { filter: 'userName eq "a"', projection: only('groups') });
    assert.equal((resources[0]?.attributes['groups'] as unknown[]).length, 3);
  });

  test('RFC 7643 §4.1.2: who is in a group itself, too, is a direct member of it', async (store) => {
    const [a] = (await createUsers(store, 'a')) as [string];
    const inner = await createGroup(store, 'Inner', [a]);
    await createGroup(store, 'Outer', [inner.id, a]);
    assertSame(await typesOf(store, a), { Inner: 'direct', Outer: 'direct' });
  });

  test('RFC 7643 §4.1.2: groups that contain each other, or themselves, come once', async (store) => {
    const [a, b] = (await createUsers(store, 'a', 'b')) as [string, string];
    const first = await createGroup(store, 'First', [a]);
    const second = await createGroup(store, 'Second', [first.id, b]);
    await store.patch(Group, first.id, { operations: [{ op: 'add', path: 'members', value: [{ value: second.id }] }] });
    await store.patch(Group, second.id, { operations: [{ op: 'add', path: 'members', value: [{ value: second.id }] }] });
    assertSame(await typesOf(store, a), { First: 'direct', Second: 'indirect' });
    assertSame(await typesOf(store, b), { Second: 'direct', First: 'indirect' });
    for (const { id } of [first, second]) {
      const found = await store.list(User, 'userName', { filter: `groups.value eq "${id}"` });
      assertSame(found.toSorted(), ['a', 'b']);
    }
  });

  test('RFC 7643 §4.1.2: indirect groups follow every change between', async (store) => {
    const [a] = (await createUsers(store, 'a')) as [string];
    const inner = await createGroup(store, 'Inner', [a]);
    const outer = await createGroup(store, 'Outer', []);
    assertSame(await typesOf(store, a), { Inner: 'direct' });
    await store.patch(Group, outer.id, { operations: [{ op: 'add', path: 'members', value: [{ value: inner.id }] }] });
    assertSame(await typesOf(store, a), { Inner: 'direct', Outer: 'indirect' });
    await store.delete(Group, inner.id);
    assertSame(await typesOf(store, a), {});
  });

  test('RFC 7644 §3.4.2.2: users are found by indirect groups, too', async (store) => {
    const [a, b] = (await createUsers(store, 'a', 'b', 'c')) as [string, string];
    const inner = await createGroup(store, 'Inner', [a]);
    const outer = await createGroup(store, 'Outer', [inner.id, b]);
    const find = async (filter: string) => (await store.list(User, 'userName', { filter })).toSorted();
    assertSame(await find(`groups.value eq "${outer.id}"`), ['a', 'b']);
    assertSame(await find(`groups[value eq "${outer.id}"]`), ['a', 'b']);
    assertSame(await find(`groups[value eq "${outer.id}" and type eq "direct"]`), ['b']);
    assertSame(await find(`groups[type eq "indirect"]`), ['a']);
    assertSame(await find('groups.display eq "outer"'), ['a', 'b']);
    assertSame(await find(`groups.value ne "${inner.id}"`), ['a', 'b', 'c']);
    assertSame(await find(`not (groups.value eq "${outer.id}")`), ['c']);
    assertSame(await find(`groups.value eq "${a}"`), []);
  });
}

async function typesOf(store: TestStore, userId: string): Promise<Readonly<Record<string, unknown>>> {
  return Object.fromEntries((await groupsOf(store, userId)).map(({ display, type }) => [String(display), type]));
}

async function groupsOf(store: TestStore, userId: string): Promise<readonly Reference[]> {
  return ((await store.read(User, userId)).attributes['groups'] ?? []) as readonly Reference[];
}
