import assert from 'node:assert/strict';
import { Group } from '../../schema/core/group';
import { User } from '../../schema/core/user';
import { Device, warranty } from '../device';
import { assertDate, assertSame, type Suite } from '../suite';

const complete = {
  externalId: 'ext-1',
  serialNumber: 'SN-1',
  label: 'Printer',
  model: 'XP-10',
  active: false,
  slots: 0,
  weight: 1.25,
  manufactured: '2011-05-13T06:42:34.5+02:00',
  certificate: 'TUlJ',
  homepage: 'https://example.com/printer',
  pin: '1234',
  note: 'second floor',
  tags: ['red', 'big'],
  place: { building: 'North', floor: -1 },
  ports: [
    { value: 'eth0', type: 'lan', primary: true, speed: 100 },
    { value: 'wlan0', type: 'wifi', speed: 54 },
  ],
  [warranty]: { assetTag: 'T-1', contract: 'Gold', expires: '2030-01-01T00:00:00Z' },
};

/** POST as a store sees it (RFC 7644 §3.3). */
export function createSuite(suite: Suite): void {
  suite.test('RFC 7644 §3.3: a resource that is created has an id and a version', async (store) => {
    const { id, version } = await store.create(User, { userName: 'bjensen' });
    assert.ok(typeof id === 'string' && id.length > 0, 'id must be a string that is not empty');
    assert.ok(typeof version === 'string' && version.length > 0, 'version must be a string that is not empty');
  });

  suite.test('RFC 7643 §3.1: no two resources have the same id, whatever their type', async (store) => {
    const resources = [
      await store.create(User, { userName: 'a' }),
      await store.create(User, { userName: 'b' }),
      await store.create(Group, { displayName: 'a' }),
      await store.create(Group, { displayName: 'b' }),
    ];
    assert.equal(new Set(resources.map(({ id }) => id)).size, 4);
  });

  suite.test('RFC 7643 §3.1: the id is not "bulkId" and can be a segment of a URL', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    assert.ok(!id.includes('bulkId') && !id.includes('/') && id.trim() === id, `${id} cannot be an id`);
  });

  suite.test('RFC 7643 §3.1: created is now, and lastModified the same', async (store) => {
    const { created, lastModified } = await store.create(User, { userName: 'bjensen' });
    assertDate(created);
    assertDate(lastModified);
    assert.equal(lastModified.getTime(), created.getTime());
    assert.ok(Math.abs(Date.now() - created.getTime()) < 60_000, `${created.toISOString()} is not now`);
  });

  suite.test('RFC 7644 §3.3: create answers the attributes as they were given', async (store) => {
    const { attributes } = await store.create(Device, complete);
    assertSame(attributes, complete);
  });

  suite.test('RFC 7643 §2.3: values of every data type are kept, false and 0 too', async (store) => {
    const { id } = await store.create(Device, complete);
    assertSame((await store.read(Device, id)).attributes, complete);
  });

  suite.test('RFC 7643 §3.3: attributes of an extension are kept under its URN', async (store) => {
    const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const attributes = { userName: 'bjensen', [urn]: { employeeNumber: '701984', manager: { value: '26118915' } } };
    const { id } = await store.create(User, attributes);
    assertSame((await store.read(User, id)).attributes[urn], attributes[urn]);
  });

  for (const [about, text] of texts) {
    suite.test(`RFC 7643 §2.3.1: text is kept character for character: ${about}`, async (store) => {
      const { id } = await store.create(User, { userName: 'bjensen', displayName: text });
      assert.equal((await store.read(User, id)).attributes['displayName'], text);
    });
  }

  suite.test('a resource without optional attributes has none', async (store) => {
    const { id } = await store.create(Device, { serialNumber: 'SN-1' });
    assertSame((await store.read(Device, id)).attributes, { serialNumber: 'SN-1' });
  });

  suite.test('changing the object that was stored does not change the resource', async (store) => {
    const attributes = { userName: 'bjensen', name: { givenName: 'Barbara' }, emails: [{ value: 'b@example.com' }] };
    const { id } = await store.create(User, attributes);
    attributes.name.givenName = 'changed';
    attributes.emails.push({ value: 'changed@example.com' });
    const stored = (await store.read(User, id)).attributes;
    assertSame(stored['name'], { givenName: 'Barbara' });
    assertSame(stored['emails'], [{ value: 'b@example.com' }]);
  });

  suite.test('changing what the store answered does not change the resource', async (store) => {
    const created = await store.create(User, { userName: 'bjensen', name: { givenName: 'Barbara' } });
    attempt(() => ((created.attributes['name'] as Record<string, unknown>)['givenName'] = 'changed'));
    attempt(() => created.created.setTime(0));
    attempt(() => created.lastModified.setTime(0));
    const stored = await store.read(User, created.id);
    assertSame(stored.attributes['name'], { givenName: 'Barbara' });
    assert.ok(stored.created.getTime() > 0 && stored.lastModified.getTime() > 0);
  });
}

const texts: readonly (readonly [string, string])[] = [
  ['quotation marks and backslashes', `"O'Brien" \\ \\u0041 %_ $1 ?`],
  ['line breaks and tabs', 'one\ntwo\r\n\tthree'],
  ['composed and decomposed letters', 'Zo\u00eb Zoe\u0308'],
  ['characters beyond the basic plane', '\u{1f469}\u200d\u{1f4bb} \u{20000}'],
  ['blanks at both ends', '  padded  '],
];

/** Frozen answers refuse to be changed, copied ones do not mind; both are right. */
function attempt(change: () => unknown): void {
  try {
    change();
  } catch (error) {
    assert.equal((error as Error).name, 'TypeError');
  }
}
