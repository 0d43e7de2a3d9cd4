import assert from 'node:assert/strict';
import { Group } from '../../schema/core/group';
import { User } from '../../schema/core/user';
import { Device, warranty } from '../device';
import { everything, except, nothing, only, standard } from '../projections';
import { assertDate, assertSame, type Suite } from '../suite';

const device = {
  serialNumber: 'SN-1',
  label: 'Printer',
  pin: '1234',
  note: 'second floor',
  [warranty]: { assetTag: 'T-1' },
};

/** What an answer has to contain at least (RFC 7644 §3.9, RFC 7643 §7 `returned`). */
export function projectionSuite(suite: Suite): void {
  suite.test('a read before a write gets everything, also what is never returned', async (store) => {
    const { id } = await store.create(Device, device);
    assertSame((await store.read(Device, id, everything)).attributes, device);
    const { resources } = await store.query(Device, { projection: everything });
    assertSame(resources[0]?.attributes, device);
  });

  suite.test('RFC 7643 §7: the default projection gets all that is returned by default', async (store) => {
    const { id } = await store.create(Device, device);
    const { attributes } = await store.read(Device, id, standard);
    assertSame([attributes['serialNumber'], attributes['label']], ['SN-1', 'Printer']);
    assertSame(attributes[warranty], { assetTag: 'T-1' });
  });

  suite.test(
    'RFC 7644 §3.9: attributes that are asked for are there, also those returned on request',
    async (store) => {
      const { id } = await store.create(Device, device);
      assert.equal((await store.read(Device, id, only('note'))).attributes['note'], 'second floor');
      const { resources } = await store.query(Device, { projection: only('note', 'serialNumber') });
      assertSame(
        [resources[0]?.attributes['note'], resources[0]?.attributes['serialNumber']],
        ['second floor', 'SN-1'],
      );
    },
  );

  suite.test('RFC 7644 §3.9: leaving out one attribute leaves the others', async (store) => {
    const { id } = await store.create(Device, device);
    const { attributes } = await store.read(Device, id, except('label'));
    assert.equal(attributes['serialNumber'], 'SN-1');
    assertSame(attributes[warranty], { assetTag: 'T-1' });
  });

  suite.test('RFC 7644 §3.9: with no attributes, id, version and dates are there', async (store) => {
    const created = await store.create(Device, device, nothing);
    const read = await store.read(Device, created.id, nothing);
    const { resources } = await store.query(Device, { projection: nothing });
    for (const resource of [created, read, resources[0]!]) {
      assert.equal(resource.id, created.id);
      assert.equal(resource.version, created.version);
      assertDate(resource.created);
      assertDate(resource.lastModified);
      assert.equal(typeof resource.attributes, 'object');
    }
  });

  suite.test('a narrow projection of a write stores all of it', async (store) => {
    const { id } = await store.create(Device, device, nothing);
    assertSame((await store.read(Device, id)).attributes, device);
    const attributes = { serialNumber: 'SN-2', label: 'changed' };
    await store.replace(Device, id, { attributes, projection: nothing });
    assertSame((await store.read(Device, id)).attributes, attributes);
    await store.patch(Device, id, { operations: [{ op: 'add', path: 'note', value: 'n' }], projection: nothing });
    assertSame((await store.read(Device, id)).attributes, { ...attributes, note: 'n' });
  });

  suite.test('RFC 7644 §3.9: references are there when asked for, in get and in query', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    const group = await store.create(Group, { displayName: 'Tour Guides', members: [{ value: id }] });
    const { attributes } = await store.read(Group, group.id, only('members'));
    const { resources } = await store.query(Group, { projection: only('displayName', 'members') });
    for (const members of [attributes['members'], resources[0]?.attributes['members']]) {
      assertSame(
        (members as { value: string }[]).map(({ value }) => value),
        [id],
      );
    }
  });
}
