import assert from 'node:assert/strict';
import { User } from '../../schema/core/user';
import { Device, warranty } from '../device';
import { assertRefused, assertSame, type Suite } from '../suite';

const refused = 'ERR_SCIM_UNIQUENESS';

/** Attributes with `uniqueness` server or global (RFC 7643 §7). */
export function uniquenessSuite(suite: Suite): void {
  suite.test('RFC 7644 §3.3: a userName that another user has is refused', async (store) => {
    await store.create(User, { userName: 'bjensen' });
    await assertRefused(store.create(User, { userName: 'bjensen' }), refused, /userName/);
  });

  suite.test('RFC 7643 §4.1.1: userName is unique whatever its letter case', async (store) => {
    await store.create(User, { userName: 'bjensen' });
    await assertRefused(store.create(User, { userName: 'BJensen' }), refused, /userName/);
  });

  suite.test('RFC 7643 §4.1.1: letter case does not count outside ASCII either', async (store) => {
    await store.create(User, { userName: 'jürgen.öz' });
    await assertRefused(store.create(User, { userName: 'JÜRGEN.ÖZ' }), refused, /userName/);
  });

  suite.test('RFC 8265 §3.3: composed and decomposed letters are the same userName', async (store) => {
    await store.create(User, { userName: 'zo\u00eb' });
    await assertRefused(store.create(User, { userName: 'zoe\u0308' }), refused, /userName/);
  });

  suite.test('RFC 7643 §7: a caseExact value is unique letter by letter', async (store) => {
    await store.create(Device, { serialNumber: 'abc' });
    await store.create(Device, { serialNumber: 'ABC' });
    await assertRefused(store.create(Device, { serialNumber: 'abc' }), refused, /serialNumber/);
  });

  suite.test('RFC 7643 §7: a unique attribute of an extension is unique', async (store) => {
    await store.create(Device, { serialNumber: '1', [warranty]: { assetTag: 'T-1' } });
    const copy = store.create(Device, { serialNumber: '2', [warranty]: { assetTag: 't-1' } });
    await assertRefused(copy, refused, /assetTag/);
  });

  suite.test('RFC 7643 §7: resources without a value do not collide', async (store) => {
    await store.create(Device, { serialNumber: '1', [warranty]: { contract: 'Gold' } });
    await store.create(Device, { serialNumber: '2', [warranty]: { contract: 'Gold' } });
    await store.create(Device, { serialNumber: '3' });
    assert.equal((await store.query(Device)).totalResults, 3);
  });

  suite.test('a create that is refused leaves nothing behind', async (store) => {
    await store.create(Device, { serialNumber: '1', [warranty]: { assetTag: 'T-1' } });
    await assertRefused(store.create(Device, { serialNumber: '2', [warranty]: { assetTag: 'T-1' } }), refused);
    assertSame(await store.list(Device, 'serialNumber'), ['1']);
    await store.create(Device, { serialNumber: '2' });
  });

  suite.test('RFC 7644 §3.5.1: replace cannot take the value of another resource', async (store) => {
    await store.create(User, { userName: 'taken' });
    const { id } = await store.create(User, { userName: 'bjensen' });
    await assertRefused(store.replace(User, id, { attributes: { userName: 'Taken' } }), refused, /userName/);
  });

  suite.test('RFC 7644 §3.5.1: a resource may keep its own value, also in another letter case', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    await store.replace(User, id, { attributes: { userName: 'bjensen', displayName: 'Barbara' } });
    const replaced = await store.replace(User, id, { attributes: { userName: 'BJensen' } });
    assert.equal(replaced?.attributes['userName'], 'BJensen');
  });

  suite.test('a value that was given up by replace can be taken, the new one cannot', async (store) => {
    const { id } = await store.create(User, { userName: 'old' });
    await store.replace(User, id, { attributes: { userName: 'new' } });
    await store.create(User, { userName: 'old' });
    await assertRefused(store.create(User, { userName: 'new' }), refused);
  });

  suite.test('a value that was given up by patch can be taken, the new one cannot', async (store) => {
    const { id } = await store.create(User, { userName: 'old' });
    await store.patch(User, id, { operations: [{ op: 'replace', path: 'userName', value: 'new' }] });
    await store.create(User, { userName: 'old' });
    await assertRefused(store.create(User, { userName: 'new' }), refused);
  });

  suite.test('RFC 7644 §3.5.2: patch cannot take the value of another resource', async (store) => {
    await store.create(User, { userName: 'taken' });
    const { id } = await store.create(User, { userName: 'bjensen' });
    const operations = [{ op: 'replace', path: 'userName', value: 'TAKEN' }] as const;
    await assertRefused(store.patch(User, id, { operations }), refused, /userName/);
    assert.equal((await store.read(User, id)).attributes['userName'], 'bjensen');
  });

  suite.test('RFC 7644 §3.6: the value of a deleted resource can be taken', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    await store.delete(User, id);
    await store.create(User, { userName: 'bjensen' });
  });
}
