import assert from 'node:assert/strict';
import type { Projection } from '../../resource/projection';
import type { StoredResource } from '../../resource/stored-resource';
import { Group } from '../../schema/core/group';
import type { Attributes } from '../../schema/resource-type';
import { Device, warranty } from '../device';
import { everything, except, nothing, only, standard } from '../projections';
import { assertSame, type Suite } from '../suite';
import { createGroup, createUsers } from './members';

const device = {
  serialNumber: 'SN-1',
  label: 'He said "hi"\n\\ \u{1f600}',
  slots: 0,
  weight: 1.25,
  active: false,
  pin: '1234',
  note: 'second floor',
  tags: ['red'],
  [warranty]: { assetTag: 'T-1' },
};

const { pin: _pin, note: _note, ...returned } = device;
const { label: _label, tags: _tags, ...without } = returned;

const cases: readonly { readonly about: string; readonly projection: Projection; readonly expected: Attributes }[] = [
  { about: 'all attributes', projection: everything, expected: device },
  {
    about: 'what is returned by default: nothing never returned or returned on request',
    projection: standard,
    expected: returned,
  },
  {
    about: 'the attributes asked for',
    projection: only('note', 'slots'),
    expected: { note: 'second floor', slots: 0 },
  },
  { about: 'all but the attributes left out', projection: except('label', 'tags'), expected: without },
  { about: 'no attributes', projection: nothing, expected: {} },
];

/** `StoredResource.text`, which is copied into the answer unread; a store may do without it. */
export function textSuite(suite: Suite): void {
  for (const { about, projection, expected } of cases) {
    suite.test(`RFC 7644 §3.9: text, where there is one, has exactly the projection: ${about}`, async (store) => {
      const created = await store.create(Device, device, projection);
      const { id } = created;
      assertText(created, expected);
      assertText(await store.read(Device, id, projection), expected);
      const { resources } = await store.query(Device, { projection });
      for (const resource of resources) assertText(resource, expected);
      assertText((await store.replace(Device, id, { attributes: device, projection }))!, expected);
      const operations = [{ op: 'replace', path: 'slots', value: 0 }] as const;
      assertText((await store.patch(Device, id, { operations, projection }))!, expected);
    });
  }

  suite.test('RFC 7643 §2.4: text, where there is one, has the references that attributes have', async (store) => {
    const group = await createGroup(store, 'Tour Guides', await createUsers(store, 'a', 'b'));
    const resource = await store.read(Group, group.id, standard);
    assertText(resource, resource.attributes);
    assertText(await store.read(Group, group.id, except('members')), { displayName: 'Tour Guides' });
  });

  suite.test('text, where there is one, says what attributes say', async (store) => {
    const { id } = await store.create(Device, device);
    const { text, attributes } = await store.read(Device, id, standard);
    assertSame(text === undefined ? attributes : JSON.parse(text), attributes);
  });
}

function assertText({ text }: StoredResource, expected: Attributes): void {
  if (text === undefined) return;
  assert.equal(typeof text, 'string');
  assertSame(JSON.parse(text), expected);
  assert.equal(text, JSON.stringify(JSON.parse(text)), 'text has no insignificant white space');
}
