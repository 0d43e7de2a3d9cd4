import assert from 'node:assert/strict';
import { Group } from '../../schema/core/group';
import { User } from '../../schema/core/user';
import { Device, warranty } from '../device';
import { assertRefused, assertSame, type Suite } from '../suite';

/** PUT as a store sees it (RFC 7644 §3.5.1). */
export function replaceSuite(suite: Suite): void {
  suite.test('RFC 7644 §3.5.1: replace answers and stores the attributes given', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen', displayName: 'Barbara' });
    const attributes = { userName: 'babs', nickName: 'Babs', emails: [{ value: 'b@example.com', primary: true }] };
    const replaced = await store.replace(User, id, { attributes });
    assertSame(replaced?.attributes, attributes);
    assertSame((await store.read(User, id)).attributes, attributes);
  });

  suite.test('RFC 7644 §3.5.1: attributes that are not given are gone', async (store) => {
    const { id } = await store.create(Device, { serialNumber: 'SN-1', label: 'Printer', pin: '1', tags: ['red'] });
    await store.replace(Device, id, { attributes: { serialNumber: 'SN-1' } });
    assertSame((await store.read(Device, id)).attributes, { serialNumber: 'SN-1' });
  });

  suite.test('RFC 7643 §3.3: an extension that is given is kept, one that is not is gone', async (store) => {
    const extension = { [warranty]: { assetTag: 'T-1', contract: 'Gold' } };
    const { id } = await store.create(Device, { serialNumber: 'SN-1', ...extension });
    await store.replace(Device, id, { attributes: { serialNumber: 'SN-2', ...extension } });
    assertSame((await store.read(Device, id)).attributes[warranty], extension[warranty]);
    await store.replace(Device, id, { attributes: { serialNumber: 'SN-2' } });
    assert.equal(Object.hasOwn((await store.read(Device, id)).attributes, warranty), false);
  });

  suite.test('RFC 7643 §3.1: id and created stay', async (store) => {
    const before = await store.create(User, { userName: 'bjensen' });
    await later();
    const after = await store.replace(User, before.id, { attributes: { userName: 'babs' } });
    assert.ok(after !== undefined);
    assert.equal(after.id, before.id);
    assert.equal(after.created.getTime(), before.created.getTime());
    assert.equal((await store.read(User, before.id)).created.getTime(), before.created.getTime());
  });

  suite.test('RFC 7643 §3.1: lastModified moves forward, never back', async (store) => {
    const created = await store.create(User, { userName: 'bjensen' });
    let previous = created.lastModified.getTime();
    for (const displayName of ['a', 'b', 'c']) {
      await later();
      await store.replace(User, created.id, { attributes: { userName: 'bjensen', displayName } });
      const { lastModified } = await store.read(User, created.id);
      assert.ok(lastModified.getTime() >= previous, 'lastModified went back');
      previous = lastModified.getTime();
    }
    assert.ok(previous > created.lastModified.getTime(), 'lastModified never moved');
  });

  suite.test('RFC 7644 §3.5.1: replacing an id that nobody has is undefined and creates nothing', async (store) => {
    const unknown = '2819c223-7f76-453a-919d-413861904646';
    assert.equal(await store.replace(User, unknown, { attributes: { userName: 'bjensen' } }), undefined);
    assert.equal(await store.get(User, unknown), undefined);
    assert.equal((await store.query(User)).totalResults, 0);
  });

  suite.test('a resource is replaced at its own type only', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    assert.equal(await store.replace(Group, id, { attributes: { displayName: 'Tour Guides' } }), undefined);
    assert.equal((await store.read(User, id)).attributes['userName'], 'bjensen');
  });

  suite.test('replacing one resource leaves the others alone', async (store) => {
    const first = await store.create(User, { userName: 'first' });
    const second = await store.create(User, { userName: 'second' });
    await store.replace(User, first.id, { attributes: { userName: 'third' } });
    const { version, attributes } = await store.read(User, second.id);
    assert.equal(version, second.version);
    assert.equal(attributes['userName'], 'second');
  });

  suite.test('a replace that is refused changes nothing', async (store) => {
    await store.create(User, { userName: 'taken' });
    const before = await store.create(User, { userName: 'bjensen', displayName: 'Barbara' });
    const attributes = { userName: 'taken', displayName: 'changed' };
    await assertRefused(store.replace(User, before.id, { attributes }), 'ERR_SCIM_UNIQUENESS', /userName/);
    const after = await store.read(User, before.id);
    assert.equal(after.version, before.version);
    assertSame(after.attributes, { userName: 'bjensen', displayName: 'Barbara' });
  });
}

/** Long enough for a clock of milliseconds to move. */
function later(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 3));
}
