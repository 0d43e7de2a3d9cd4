import assert from 'node:assert/strict';
import { Group } from '../../schema/core/group';
import { User } from '../../schema/core/user';
import { assertSame, countOutcomes, type Suite } from '../suite';
import { createGroup, createUsers, memberIdsOf } from './members';

const times = <T>(count: number, call: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_item, index) => call(index));

/** Calls that overlap have the outcome of some order of them. */
export function concurrencySuite(suite: Suite): void {
  suite.test('RFC 7643 §7: of many creates with one userName, one is made', async (store) => {
    const calls = times(10, (index) => store.create(User, { userName: index % 2 === 0 ? 'bjensen' : 'BJensen' }));
    assertSame(await countOutcomes(calls, 'ERR_SCIM_UNIQUENESS'), { made: 1, refused: 9 });
    assert.equal((await store.query(User)).totalResults, 1);
  });

  suite.test('many creates at once are all made, each with its own id', async (store) => {
    const created = await Promise.all(times(20, (index) => store.create(User, { userName: `user${index}` })));
    assert.equal(new Set(created.map(({ id }) => id)).size, 20);
    assert.equal((await store.query(User)).totalResults, 20);
  });

  suite.test('RFC 7644 §3.14: of many replaces with one version, one is made', async (store) => {
    const { id, version } = await store.create(User, { userName: 'bjensen' });
    const calls = times(10, (index) =>
      store.replace(User, id, { attributes: { userName: 'bjensen', title: String(index) }, ifVersion: version }),
    );
    assertSame(await countOutcomes(calls, 'ERR_SCIM_VERSION_MISMATCH'), { made: 1, refused: 9 });
  });

  suite.test('RFC 7644 §3.14: of a replace and a delete with one version, one is made', async (store) => {
    const { id, version } = await store.create(User, { userName: 'bjensen' });
    const calls = [
      store.replace(User, id, { attributes: { userName: 'babs' }, ifVersion: version }),
      store.delete(User, id, version),
    ];
    const outcomes = await Promise.allSettled(calls);
    const wasReplaced = outcomes[0]?.status === 'fulfilled' && outcomes[0].value !== undefined;
    const wasDeleted = outcomes[1]?.status === 'fulfilled' && outcomes[1].value === true;
    assert.notEqual(wasReplaced, wasDeleted);
    assert.equal((await store.get(User, id)) === undefined, wasDeleted);
  });

  suite.test('RFC 7644 §3.6: of many deletes of one resource, one is made', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    const outcomes = await Promise.all(times(10, () => store.delete(User, id)));
    assert.equal(outcomes.filter(Boolean).length, 1);
  });

  suite.test('RFC 7644 §3.5.2: many patches of one resource lose nothing', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    const values = times(10, (index) => ({ value: `${index}@example.com`, type: `type${index}` }));
    const add = (value: unknown) =>
      store.patch(User, id, { operations: [{ op: 'add', path: 'emails', value: [value] }] });
    await Promise.all(values.map(add));
    const emails = (await store.read(User, id)).attributes['emails'] as readonly { readonly value: string }[];
    assertSame(emails.map(({ value }) => value).toSorted(), values.map(({ value }) => value).toSorted());
  });

  suite.test('RFC 7644 §3.5.2: many patches of the members of one group lose nothing', async (store) => {
    const ids = await createUsers(store, ...times(10, (index) => `user${index}`));
    const [leaving, joining] = [ids.slice(0, 5), ids.slice(5)];
    const group = await createGroup(store, 'Tour Guides', leaving);
    await Promise.all(
      [
        ...joining.map((value) => ({ op: 'add', path: 'members', value: [{ value }] }) as const),
        ...leaving.map((value) => ({ op: 'remove', path: `members[value eq "${value}"]` }) as const),
      ].map((operation) => store.patch(Group, group.id, { operations: [operation] })),
    );
    assertSame(await memberIdsOf(store, group.id), joining.toSorted());
  });

  suite.test('RFC 7644 §3.14: changes that overlap give the resource as many versions', async (store) => {
    const { id, version } = await store.create(User, { userName: 'bjensen' });
    const replaced = await Promise.all(
      times(10, (index) => store.replace(User, id, { attributes: { userName: 'bjensen', title: String(index) } })),
    );
    assert.equal(new Set([version, ...replaced.map((resource) => resource?.version)]).size, 11);
    const stored = await store.read(User, id);
    const last = replaced.find((resource) => resource?.version === stored.version);
    assert.equal(last?.attributes['title'], stored.attributes['title']);
  });
}
