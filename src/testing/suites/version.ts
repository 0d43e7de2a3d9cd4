import assert from 'node:assert/strict';
import { User } from '../../schema/core/user';
import { assertRefused, assertSame, type Suite } from '../suite';

const mismatch = 'ERR_SCIM_VERSION_MISMATCH';

/** Versions and conditional writes (RFC 7644 §3.14). */
export function versionSuite(suite: Suite): void {
  suite.test('RFC 7644 §3.14: every change gives the resource a version it never had', async (store) => {
    const { id, version } = await store.create(User, { userName: 'bjensen' });
    const versions = [version];
    for (const displayName of ['a', 'b', 'c']) {
      const replaced = await store.replace(User, id, { attributes: { userName: 'bjensen', displayName } });
      versions.push(replaced!.version);
    }
    assert.equal(new Set(versions).size, 4);
  });

  suite.test('RFC 7644 §3.14: the version that a write answers is the one that get answers', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    const replaced = await store.replace(User, id, { attributes: { userName: 'babs' } });
    assert.equal((await store.read(User, id)).version, replaced?.version);
  });

  suite.test('RFC 7644 §3.14: query answers the version that get answers', async (store) => {
    const { id, version } = await store.create(User, { userName: 'bjensen' });
    const { resources } = await store.query(User, { filter: `id eq "${id}"` });
    assertSame(
      resources.map((resource) => resource.version),
      [version],
    );
  });

  suite.test('RFC 7644 §3.14: replace with the stored version is made', async (store) => {
    const { id, version } = await store.create(User, { userName: 'bjensen' });
    const replaced = await store.replace(User, id, { attributes: { userName: 'babs' }, ifVersion: version });
    assert.equal(replaced?.attributes['userName'], 'babs');
  });

  suite.test('RFC 7644 §3.14: replace with an older version is refused and changes nothing', async (store) => {
    const { id, version } = await store.create(User, { userName: 'bjensen' });
    await store.replace(User, id, { attributes: { userName: 'babs' } });
    await assertRefused(store.replace(User, id, { attributes: { userName: 'lost' }, ifVersion: version }), mismatch);
    assert.equal((await store.read(User, id)).attributes['userName'], 'babs');
  });

  suite.test('RFC 7644 §3.14: replace with a version that never was is refused', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    const stranger = `not-a-version'"`;
    await assertRefused(store.replace(User, id, { attributes: { userName: 'lost' }, ifVersion: stranger }), mismatch);
  });

  suite.test('RFC 7644 §3.14: delete with the stored version is made', async (store) => {
    const { id, version } = await store.create(User, { userName: 'bjensen' });
    assert.equal(await store.delete(User, id, version), true);
    assert.equal(await store.get(User, id), undefined);
  });

  suite.test('RFC 7644 §3.14: delete with an older version is refused and deletes nothing', async (store) => {
    const { id, version } = await store.create(User, { userName: 'bjensen' });
    await store.replace(User, id, { attributes: { userName: 'babs' } });
    await assertRefused(store.delete(User, id, version), mismatch);
    assert.equal((await store.read(User, id)).attributes['userName'], 'babs');
  });

  suite.test('RFC 7644 §3.14: a version does not make up for a resource that is not there', async (store) => {
    const { id, version } = await store.create(User, { userName: 'bjensen' });
    await store.delete(User, id);
    assert.equal(await store.replace(User, id, { attributes: { userName: 'bjensen' }, ifVersion: version }), undefined);
    assert.equal(await store.delete(User, id, version), false);
  });

  suite.test('RFC 7644 §3.14: patch with the stored version is made, with an older one refused', async (store) => {
    const { id, version } = await store.create(User, { userName: 'bjensen' });
    const operations = [{ op: 'replace', path: 'displayName', value: 'Barbara' }] as const;
    const patched = await store.patch(User, id, { operations, ifVersion: version });
    assert.equal(patched?.attributes['displayName'], 'Barbara');
    const next = [{ op: 'replace', path: 'displayName', value: 'lost' }] as const;
    await assertRefused(store.patch(User, id, { operations: next, ifVersion: version }), mismatch);
    assert.equal((await store.read(User, id)).attributes['displayName'], 'Barbara');
  });
}
