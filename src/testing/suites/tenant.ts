import assert from 'node:assert/strict';
import { Group } from '../../schema/core/group';
import { User } from '../../schema/core/user';
import { assertRefused, assertSame, type Suite } from '../suite';
import type { TestStore } from '../test-store';

const tenants: readonly (string | undefined)[] = [
  undefined,
  'undefined',
  'null',
  'a',
  'A',
  'a/b',
  'a"b',
  "a'b",
  '__proto__',
];

/** Data of one tenant is out of reach for every other (RFC 7644 §6). */
export function tenantSuite(suite: Suite): void {
  suite.test('RFC 7644 §6: get does not see the resources of another tenant', async (store) => {
    const { theirs, id } = await withNeighbour(store);
    assert.equal(await theirs.get(User, id), undefined);
  });

  suite.test('RFC 7644 §6: query neither answers nor counts the resources of another tenant', async (store) => {
    const { theirs, id } = await withNeighbour(store);
    for (const filter of ['userName eq "bjensen"', 'userName pr', `id eq "${id}"`]) {
      assertSame(await theirs.query(User, { filter }), { resources: [], totalResults: 0 });
    }
    assert.equal((await theirs.query(User, { count: 0 })).totalResults, 0);
  });

  suite.test('RFC 7644 §6: replace, patch and delete do not reach the resources of another tenant', async (store) => {
    const { ours, theirs, id } = await withNeighbour(store);
    const operations = [{ op: 'replace', path: 'displayName', value: 'changed' }] as const;
    assert.equal(await theirs.replace(User, id, { attributes: { userName: 'changed' } }), undefined);
    assert.equal(await theirs.patch(User, id, { operations }), undefined);
    assert.equal(await theirs.delete(User, id), false);
    assertSame((await ours.read(User, id)).attributes, { userName: 'bjensen' });
  });

  suite.test('RFC 7643 §7: the same unique value may be used by two tenants', async (store) => {
    const { ours, theirs } = await withNeighbour(store);
    await theirs.create(User, { userName: 'bjensen' });
    await assertRefused(theirs.create(User, { userName: 'BJENSEN' }), 'ERR_SCIM_UNIQUENESS');
    assert.equal((await ours.query(User)).totalResults, 1);
  });

  suite.test('no two tenants are confused, whatever they are called', async (store) => {
    for (const [index, tenant] of tenants.entries()) {
      await store.forTenant(tenant).create(User, { userName: 'bjensen', displayName: String(index) });
    }
    for (const [index, tenant] of tenants.entries()) {
      assertSame(await store.forTenant(tenant).list(User, 'displayName'), [String(index)]);
    }
  });

  suite.test(
    'a reference to a resource of another tenant is a reference to nothing',
    async (store) => {
      const { theirs, id } = await withNeighbour(store);
      const group = theirs.create(Group, { displayName: 'Tour Guides', members: [{ value: id }] });
      await assertRefused(group, 'ERR_SCIM_INVALID_VALUE', /members/);
    },
    'links',
    'referentialIntegrity',
  );

  suite.test(
    'a transaction does not reach the resources of another tenant',
    async (store) => {
      const { ours, theirs, id } = await withNeighbour(store);
      await theirs.transaction(async (inside) => {
        assert.equal(await inside.get(User, id), undefined);
        assert.equal(await inside.delete(User, id), false);
      });
      assert.notEqual(await ours.get(User, id), undefined);
    },
    'transaction',
  );
}

/** Two tenants, one of them with a user, beside the data of no tenant. */
async function withNeighbour(store: TestStore) {
  await store.forTenant(undefined).create(User, { userName: 'nobody' });
  const [ours, theirs] = [store.forTenant('ours'), store.forTenant('theirs')];
  const { id } = await ours.create(User, { userName: 'bjensen' });
  return { ours, theirs, id };
}
