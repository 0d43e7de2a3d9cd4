import assert from 'node:assert/strict';
import { Group } from '../../schema/core/group';
import { nothing } from '../projections';
import { assertRefused, assertSame, type Suite } from '../suite';
import type { TestOperation, TestStore } from '../test-store';
import { createGroup, createUsers, memberIdsOf } from './members';

const nobody = '2819c223-7f76-453a-919d-413861904646';

interface LinkCase {
  readonly about: string;
  /** Numbers of the users a, b, c, d. */
  readonly before: readonly number[];
  readonly operations: (ids: readonly string[]) => readonly TestOperation[];
  readonly after: readonly number[];
}

const cases: readonly LinkCase[] = [
  {
    about: '§3.5.2.1: add adds members',
    before: [0],
    operations: ([, b, c]) => [{ op: 'add', path: 'members', value: [{ value: b }, { value: c }] }],
    after: [0, 1, 2],
  },
  {
    about: '§3.5.2.1: add of a member that is there adds nothing',
    before: [0, 1],
    operations: ([, b, c]) => [{ op: 'add', path: 'members', value: [{ value: b }, { value: c }] }],
    after: [0, 1, 2],
  },
  {
    about: '§3.5.2.2: remove with a filter removes one member',
    before: [0, 1, 2],
    operations: ([, b]) => [{ op: 'remove', path: `members[value eq "${b}"]` }],
    after: [0, 2],
  },
  {
    about: '§3.5.2.2: remove with a filter removes several members',
    before: [0, 1, 2],
    operations: ([a, , c]) => [{ op: 'remove', path: `members[value eq "${a}" or value eq "${c}"]` }],
    after: [1],
  },
  {
    about: '§3.5.2.2: remove with a filter on what is not the id',
    before: [0, 1, 2],
    operations: ([, b]) => [{ op: 'remove', path: `members[not (value eq "${b}")]` }],
    after: [1],
  },
  {
    about: '§3.5.2.2: remove without a filter removes all members',
    before: [0, 1],
    operations: () => [{ op: 'remove', path: 'members' }],
    after: [],
  },
  {
    about: '§3.5.2.3: replace sets the members',
    before: [0, 1],
    operations: ([, b, c]) => [{ op: 'replace', path: 'members', value: [{ value: c }, { value: b }] }],
    after: [1, 2],
  },
  {
    about: '§3.5.2: operations on members are made in order',
    before: [0],
    operations: ([a, b, c]) => [
      { op: 'add', path: 'members', value: [{ value: b }] },
      { op: 'remove', path: `members[value eq "${a}"]` },
      { op: 'add', path: 'members', value: [{ value: c }] },
      { op: 'remove', path: `members[value eq "${b}"]` },
    ],
    after: [2],
  },
];

/** PATCH of references, which a store may make without reading them (RFC 7644 §3.5.2). */
export function patchLinksSuite(suite: Suite): void {
  for (const { about, before, operations, after } of cases) {
    suite.test(`RFC 7644 ${about}`, async (store) => {
      const ids = await createUsers(store, 'a', 'b', 'c', 'd');
      const pick = (numbers: readonly number[]) => numbers.map((number) => ids[number]!);
      const group = await createGroup(store, 'Tour Guides', pick(before));
      const patched = await store.patch(Group, group.id, { operations: operations(ids) });
      const answered = (patched?.attributes['members'] ?? []) as readonly { readonly value: string }[];
      assertSame(answered.map(({ value }) => value).sort(), pick(after).toSorted());
      assertSame(await memberIdsOf(store, group.id), pick(after).toSorted());
      const { version } = await store.read(Group, group.id);
      assert.equal(version, patched?.version);
      assert.notEqual(version, group.version);
    });
  }

  suite.test('RFC 7644 §3.5.2: members and other attributes change together', async (store) => {
    const { group, b } = await createPair(store);
    const operations = [
      { op: 'replace', path: 'displayName', value: 'Guides' },
      { op: 'add', path: 'members', value: [{ value: b }] },
    ] as const;
    const patched = await store.patch(Group, group.id, { operations });
    assert.equal(patched?.attributes['displayName'], 'Guides');
    assert.equal((await store.read(Group, group.id)).attributes['displayName'], 'Guides');
    assert.equal((await memberIdsOf(store, group.id)).length, 2);
  });

  suite.test('RFC 7644 §3.5.2.1: adding a member that is there keeps version and lastModified', async (store) => {
    const { group, a } = await createPair(store);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const operations = [{ op: 'add', path: 'members', value: [{ value: a }] }] as const;
    const patched = await store.patch(Group, group.id, { operations });
    const after = await store.read(Group, group.id);
    assertSame([patched?.version, after.version], [group.version, group.version]);
    assert.equal(after.lastModified.getTime(), group.lastModified.getTime());
  });

  suite.test('RFC 7644 §3.5.2.2: removing a member that is not there changes nothing', async (store) => {
    const { group, a, b } = await createPair(store);
    const operations = [{ op: 'remove', path: `members[value eq "${b}"]` }] as const;
    const patched = await store.patch(Group, group.id, { operations });
    assert.equal(patched?.version, group.version);
    assertSame(await memberIdsOf(store, group.id), [a]);
  });

  suite.test('RFC 7644 §3.5.2.3: replacing the members by the same keeps them', async (store) => {
    const { group, a } = await createPair(store);
    await store.patch(Group, group.id, { operations: [{ op: 'replace', path: 'members', value: [{ value: a }] }] });
    assertSame(await memberIdsOf(store, group.id), [a]);
  });

  suite.test('RFC 7644 §3.5.2: with an answer of 204 members change and the version is told', async (store) => {
    const { group, a, b } = await createPair(store);
    const operations = [{ op: 'add', path: 'members', value: [{ value: b }] }] as const;
    const patched = await store.patch(Group, group.id, { operations, projection: nothing });
    assert.notEqual(patched?.version, group.version);
    assert.equal(patched?.version, (await store.read(Group, group.id)).version);
    assertSame(await memberIdsOf(store, group.id), [a, b].sort());
  });

  suite.test('RFC 7644 §3.5.2: a change of members shows in created and lastModified as any other', async (store) => {
    const { group, b } = await createPair(store);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await store.patch(Group, group.id, { operations: [{ op: 'add', path: 'members', value: [{ value: b }] }] });
    const after = await store.read(Group, group.id);
    assert.equal(after.created.getTime(), group.created.getTime());
    assert.ok(after.lastModified.getTime() > group.lastModified.getTime());
  });

  suite.test('RFC 7644 §3.14: members of an older version are not changed', async (store) => {
    const { group, a, b } = await createPair(store);
    await store.replace(Group, group.id, { attributes: { ...group.attributes, displayName: 'changed' } });
    const operations = [{ op: 'add', path: 'members', value: [{ value: b }] }] as const;
    const patch = store.patch(Group, group.id, { operations, ifVersion: group.version });
    await assertRefused(patch, 'ERR_SCIM_VERSION_MISMATCH');
    assertSame(await memberIdsOf(store, group.id), [a]);
  });

  suite.test('RFC 7644 §3.5.2: members of an id that nobody has cannot be changed', async (store) => {
    const [a] = (await createUsers(store, 'a')) as [string];
    const operations = [{ op: 'add', path: 'members', value: [{ value: a }] }] as const;
    assert.equal(await store.patch(Group, nobody, { operations }), undefined);
  });

  suite.test(
    'RFC 7644 §3.5.2: when a member does not exist, no operation is made',
    async (store) => {
      const { group, a, b } = await createPair(store);
      const operations = [
        { op: 'replace', path: 'displayName', value: 'changed' },
        { op: 'add', path: 'members', value: [{ value: b }] },
        { op: 'add', path: 'members', value: [{ value: nobody }] },
      ] as const;
      await assertRefused(store.patch(Group, group.id, { operations }), 'ERR_SCIM_INVALID_VALUE', /members/);
      const after = await store.read(Group, group.id);
      assertSame([after.version, after.attributes['displayName']], [group.version, 'Tour Guides']);
      assertSame(await memberIdsOf(store, group.id), [a]);
    },
    'referentialIntegrity',
  );
}

/** A group with the member a, and a user b that is not in it. */
async function createPair(store: TestStore) {
  const [a, b] = (await createUsers(store, 'a', 'b')) as [string, string];
  return { group: await createGroup(store, 'Tour Guides', [a]), a, b };
}
