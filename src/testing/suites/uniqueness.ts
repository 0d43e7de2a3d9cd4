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

  suite.test('values that are unique together are refused when all of them are another resource\'s', async (store) => {
    await store.create(Device, { serialNumber: '1', slot: 'a', rack: { name: 'R1', height: 2 } });
    await store.create(Device, { serialNumber: '2', slot: 'a', rack: { name: 'R1', height: 3 } });
    await store.create(Device, { serialNumber: '3', slot: 'b', rack: { name: 'R1', height: 2 } });
    const copy = store.create(Device, { serialNumber: '4', slot: 'A', rack: { name: 'R1', height: 2 } });
    await assertRefused(copy, refused, /slot.*rack\.name.*rack\.height/);
  });

  suite.test('letter case of values that are unique together counts as the schema of each says', async (store) => {
    await store.create(Device, { serialNumber: '1', slot: 'a', rack: { name: 'R1' } });
    await store.create(Device, { serialNumber: '2', slot: 'a', rack: { name: 'r1' } });
    await assertRefused(store.create(Device, { serialNumber: '3', slot: 'A', rack: { name: 'r1' } }), refused, /rack\.name/);
  });

  suite.test('of values that are unique together, a missing one counts as one, and none at all do not', async (store) => {
    await store.create(Device, { serialNumber: '1', slot: 'a' });
    await store.create(Device, { serialNumber: '2', slot: 'a', rack: { name: 'a' } });
    await store.create(Device, { serialNumber: '3', rack: { name: 'a' } });
    await assertRefused(store.create(Device, { serialNumber: '4', slot: 'a' }), refused, /slot/);
    await assertRefused(store.create(Device, { serialNumber: '5', rack: { name: 'a' } }), refused, /slot/);
    await store.create(Device, { serialNumber: '6' });
    await store.create(Device, { serialNumber: '7' });
  });

  suite.test('values that are unique together can be taken when they were given up', async (store) => {
    const { id } = await store.create(Device, { serialNumber: '1', slot: 'a', rack: { name: 'R1' } });
    await store.replace(Device, id, { attributes: { serialNumber: '1', slot: 'b', rack: { name: 'R1' } } });
    const other = await store.create(Device, { serialNumber: '2', slot: 'a', rack: { name: 'R1' } });
    const operations = [{ op: 'replace', path: 'slot', value: 'b' }] as const;
    await assertRefused(store.patch(Device, other.id, { operations }), refused, /slot/);
    await store.delete(Device, id);
    await store.patch(Device, other.id, { operations });
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
