import assert from 'node:assert/strict';
import { Group } from '../../schema/core/group';
import { User } from '../../schema/core/user';
import type { StoredResource } from '../../resource/stored-resource';
import type { Attributes } from '../../schema/resource-type';
import { everything } from '../projections';
import { assertRefused, assertSame, type Suite } from '../suite';
import type { TestStore } from '../test-store';
import { createGroup, createUsers, memberIdsOf, membersOf } from './members';

const nobody = '2819c223-7f76-453a-919d-413861904646';

/** References between resources, such as the members of a group (RFC 7643 §4.2). */
export function linksSuite(suite: Suite): void {
  suite.test('RFC 7643 §4.2: the members of a group are kept', async (store) => {
    const [a, b] = (await createUsers(store, 'a', 'b')) as [string, string];
    const group = await createGroup(store, 'Tour Guides', [a, b]);
    assertSame(await memberIdsOf(store, group.id), [a, b].sort());
  });

  suite.test('RFC 7643 §4.2: a group without members has none', async (store) => {
    const { id } = await store.create(Group, { displayName: 'Empty' });
    assertSame(await membersOf(store, id), []);
    assert.equal((await store.query(Group, { filter: 'members pr' })).totalResults, 0);
  });

  suite.test(
    'RFC 7643 §2.4: a member has type, $ref and display of the resource it refers to',
    async (store) => {
      const [user] = (await createUsers(store, 'bjensen')) as [string];
      const inner = await createGroup(store, 'Inner', []);
      const outer = await createGroup(store, 'Outer', [user, inner.id]);
      const members = await membersOf(store, outer.id);
      const expected = [
        { value: user, type: 'User', $ref: store.context.locate('User', user), display: 'Name of bjensen' },
        { value: inner.id, type: 'Group', $ref: store.context.locate('Group', inner.id), display: 'Inner' },
      ];
      for (const member of expected)
        assertSame(
          members.find(({ value }) => value === member.value),
          member,
        );
      assert.equal(members.length, 2);
    },
    'links',
  );

  suite.test(
    'RFC 7643 §2.4: display follows the resource it is taken from',
    async (store) => {
      const [user] = (await createUsers(store, 'bjensen')) as [string];
      const group = await createGroup(store, 'Tour Guides', [user]);
      await store.replace(User, user, { attributes: { userName: 'bjensen', displayName: 'Babs' } });
      assertSame(
        (await membersOf(store, group.id)).map(({ display }) => display),
        ['Babs'],
      );
    },
    'links',
  );

  suite.test('RFC 7644 §3.5.1: replace sets the members', async (store) => {
    const [a, b, c] = (await createUsers(store, 'a', 'b', 'c')) as [string, string, string];
    const group = await createGroup(store, 'Tour Guides', [a, b]);
    const members = [{ value: b }, { value: c }];
    await store.replace(Group, group.id, { attributes: { displayName: 'Tour Guides', members } });
    assertSame(await memberIdsOf(store, group.id), [b, c].sort());
    await store.replace(Group, group.id, { attributes: { displayName: 'Tour Guides' } });
    assertSame(await memberIdsOf(store, group.id), []);
  });

  suite.test('RFC 7644 §3.5.1: members that were read can be written back', async (store) => {
    const [a, b] = (await createUsers(store, 'a', 'b')) as [string, string];
    const group = await createGroup(store, 'Tour Guides', [a, b]);
    const before = await store.read(Group, group.id);
    await store.replace(Group, group.id, { attributes: { ...before.attributes, displayName: 'Guides' } });
    const after = await store.read(Group, group.id);
    assertSame(after.attributes['members'], before.attributes['members']);
  });

  suite.test(
    'RFC 7643 §2.4: a member that is given twice is kept once',
    async (store) => {
      const [a] = (await createUsers(store, 'a')) as [string];
      const group = await createGroup(store, 'Tour Guides', [a, a]);
      assertSame(await memberIdsOf(store, group.id), [a]);
    },
    'links',
  );

  suite.test('RFC 7644 §3.4.2.2: groups are found by their members', async (store) => {
    const [a, b] = (await createUsers(store, 'a', 'b')) as [string, string];
    await createGroup(store, 'A', [a]);
    await createGroup(store, 'AB', [a, b]);
    await createGroup(store, 'None', []);
    const find = async (filter: string) => (await store.list(Group, 'displayName', { filter })).toSorted();
    assertSame(await find(`members.value eq "${a}"`), ['A', 'AB']);
    assertSame(await find(`members eq "${b}"`), ['AB']);
    assertSame(await find(`members[value eq "${b}"]`), ['AB']);
    assertSame(await find(`members.value eq "${a}" and members.value eq "${b}"`), ['AB']);
    assertSame(await find(`members.value eq "${b}" or displayName eq "none"`), ['AB', 'None']);
    assertSame(await find('members pr'), ['A', 'AB']);
    assertSame(await find('not (members pr)'), ['None']);
    assertSame(await find(`members.value eq "${nobody}"`), []);
  });

  suite.test('a group of a thousand members is kept and answered whole', async (store) => {
    const names = Array.from({ length: 1000 }, (_member, index) => `user${index}`);
    const ids: string[] = [];
    for (let start = 0; start < names.length; start += 50) {
      const created = names.slice(start, start + 50).map((userName) => store.create(User, { userName }));
      ids.push(...(await Promise.all(created)).map(({ id }) => id));
    }
    const group = await createGroup(store, 'Everybody', ids);
    assertSame(await memberIdsOf(store, group.id), ids.toSorted());
  });

  suite.test(
    'a member that does not exist is refused, and nothing is stored',
    async (store) => {
      const [a] = (await createUsers(store, 'a')) as [string];
      await assertRefused(createGroup(store, 'Tour Guides', [a, nobody]), 'ERR_SCIM_INVALID_VALUE', /members/);
      await assertRefused(createGroup(store, 'Tour Guides', ['unknown']), 'ERR_SCIM_INVALID_VALUE', /members/);
      assert.equal((await store.query(Group)).totalResults, 0);
    },
    'referentialIntegrity',
  );

  suite.test(
    'a replace with a member that does not exist is refused and changes nothing',
    async (store) => {
      const [a] = (await createUsers(store, 'a')) as [string];
      const group = await createGroup(store, 'Tour Guides', [a]);
      const attributes = { displayName: 'changed', members: [{ value: nobody }] };
      await assertRefused(store.replace(Group, group.id, { attributes }), 'ERR_SCIM_INVALID_VALUE', /members/);
      const after = await store.read(Group, group.id);
      assertSame([after.version, after.attributes['displayName']], [group.version, 'Tour Guides']);
      assertSame(await memberIdsOf(store, group.id), [a]);
    },
    'referentialIntegrity',
  );

  suite.test(
    'RFC 7644 §3.6: deleting a resource removes it from all groups, which changes their version',
    async (store) => {
      const [a, b] = (await createUsers(store, 'a', 'b')) as [string, string];
      const groups = [await createGroup(store, 'One', [a, b]), await createGroup(store, 'Two', [a])];
      const bystander = await createGroup(store, 'Three', [b]);
      await store.delete(User, a);
      assertSame(await memberIdsOf(store, groups[0]!.id), [b]);
      assertSame(await memberIdsOf(store, groups[1]!.id), []);
      for (const { id, version } of groups) assert.notEqual((await store.read(Group, id)).version, version);
      assert.equal((await store.read(Group, bystander.id)).version, bystander.version);
    },
    'referentialIntegrity',
  );

  suite.test('RFC 7644 §3.5.1: a replace that leaves the members alone keeps them', async (store) => {
    const [a, b] = (await createUsers(store, 'a', 'b')) as [string, string];
    const { id, version } = await createGroup(store, 'Tour Guides', [a, b]);
    const replaced = await replaceBeside(store, id, { displayName: 'Guides' });
    assert.ok(replaced !== undefined);
    assert.equal(replaced.attributes['displayName'], 'Guides');
    assert.notEqual(replaced.version, version);
    assertSame(await memberIdsOf(store, id), [a, b].sort());
    // What the store keeps once, a replace that names none takes away.
    await store.replace(Group, id, { attributes: { displayName: 'Guides' } });
    assertSame(await membersOf(store, id), []);
  });

  suite.test('RFC 7644 §3.6: deleting a group does not delete its members', async (store) => {
    const [a] = (await createUsers(store, 'a')) as [string];
    const group = await createGroup(store, 'Tour Guides', [a]);
    assert.equal(await store.delete(Group, group.id), true);
    assert.notEqual(await store.get(User, a), undefined);
  });
}

/** Replaces a group but for its members, as the engine does: a store without `keepsLinks` is handed them again. */
async function replaceBeside({ store, context }: TestStore, id: string, attributes: Attributes): Promise<StoredResource | undefined> {
  const request = { type: Group, id, projection: everything };
  if (store.keepsLinks === true) return store.replace({ ...request, attributes, untouchedLinks: Group.links }, context);
  const members = (await store.get(request, context))?.attributes['members'];
  return store.replace({ ...request, attributes: { ...attributes, members } }, context);
}
