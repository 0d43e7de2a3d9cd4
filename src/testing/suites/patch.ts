import assert from 'node:assert/strict';
import { User } from '../../schema/core/user';
import type { Attributes } from '../../schema/resource-type';
import { Device, warranty } from '../device';
import { assertRefused, assertSame, type Suite } from '../suite';
import type { TestOperation } from '../test-store';

interface PatchCase {
  readonly about: string;
  readonly before: Attributes;
  readonly operations: readonly TestOperation[];
  readonly after: Attributes;
}

const emails = [
  { value: 'work@example.com', type: 'work', primary: true },
  { value: 'home@example.com', type: 'home' },
];

const cases: readonly PatchCase[] = [
  {
    about: '§3.5.2.1: add assigns an attribute that had no value',
    before: {},
    operations: [{ op: 'add', path: 'nickName', value: 'Babs' }],
    after: { nickName: 'Babs' },
  },
  {
    about: '§3.5.2.1: add to a multi-valued attribute keeps the values it has',
    before: { emails: emails.slice(0, 1) },
    operations: [{ op: 'add', path: 'emails', value: emails.slice(1) }],
    after: { emails },
  },
  {
    about: '§3.5.2.2: remove unassigns an attribute',
    before: { nickName: 'Babs', title: 'Guide' },
    operations: [{ op: 'remove', path: 'nickName' }],
    after: { title: 'Guide' },
  },
  {
    about: '§3.5.2.2: remove takes away the values that the filter selects',
    before: { emails },
    operations: [{ op: 'remove', path: 'emails[type eq "work"]' }],
    after: { emails: emails.slice(1) },
  },
  {
    about: '§3.5.2.3: replace changes an attribute',
    before: { nickName: 'Babs', title: 'Guide' },
    operations: [{ op: 'replace', path: 'nickName', value: 'Barbara' }],
    after: { nickName: 'Barbara', title: 'Guide' },
  },
  {
    about: '§3.5.2.3: replace of a sub-attribute leaves the others',
    before: { name: { givenName: 'Barbara', familyName: 'Jensen' } },
    operations: [{ op: 'replace', path: 'name.givenName', value: 'Babs' }],
    after: { name: { givenName: 'Babs', familyName: 'Jensen' } },
  },
  {
    about: '§3.5.2.3: replace changes the value that the filter selects',
    before: { emails },
    operations: [{ op: 'replace', path: 'emails[type eq "home"].value', value: 'new@example.com' }],
    after: { emails: [emails[0], { value: 'new@example.com', type: 'home' }] },
  },
  {
    about: '§3.5.2: later operations see what earlier ones did',
    before: { title: 'Guide' },
    operations: [
      { op: 'remove', path: 'title' },
      { op: 'add', path: 'title', value: 'Lead' },
      { op: 'replace', path: 'title', value: 'Chief' },
    ],
    after: { title: 'Chief' },
  },
];

/** PATCH as a store sees it, whether the store makes it or the engine does (RFC 7644 §3.5.2). */
export function patchSuite(suite: Suite): void {
  for (const { about, before, operations, after } of cases) {
    suite.test(`RFC 7644 ${about}`, async (store) => {
      const { id } = await store.create(User, { userName: 'bjensen', ...before });
      const patched = await store.patch(User, id, { operations });
      assertSame(patched?.attributes, { userName: 'bjensen', ...after });
      assertSame((await store.read(User, id)).attributes, { userName: 'bjensen', ...after });
    });
  }

  suite.test('RFC 7644 §3.5.2: an attribute of an extension is patched, its neighbours stay', async (store) => {
    const { id } = await store.create(Device, {
      serialNumber: 'SN-1',
      [warranty]: { assetTag: 'T-1', contract: 'Gold' },
    });
    const operations = [{ op: 'replace', path: `${warranty}:contract`, value: 'Silver' }] as const;
    await store.patch(Device, id, { operations });
    assertSame((await store.read(Device, id)).attributes[warranty], { assetTag: 'T-1', contract: 'Silver' });
  });

  suite.test('RFC 7644 §3.5.2: a patch changes version and lastModified, not created', async (store) => {
    const before = await store.create(User, { userName: 'bjensen' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await store.patch(User, before.id, { operations: [{ op: 'add', path: 'title', value: 'Guide' }] });
    const after = await store.read(User, before.id);
    assert.notEqual(after.version, before.version);
    assert.ok(after.lastModified.getTime() > before.lastModified.getTime());
    assert.equal(after.created.getTime(), before.created.getTime());
  });

  suite.test('RFC 7644 §3.5.2.1: a patch without effect keeps version and lastModified', async (store) => {
    const before = await store.create(User, { userName: 'bjensen', title: 'Guide', emails });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const operations = [
      { op: 'add', path: 'title', value: 'Guide' },
      { op: 'add', path: 'emails', value: emails.slice(0, 1) },
      { op: 'remove', path: 'nickName' },
    ] as const;
    const patched = await store.patch(User, before.id, { operations });
    const after = await store.read(User, before.id);
    assertSame([patched?.version, after.version], [before.version, before.version]);
    assert.equal(after.lastModified.getTime(), before.lastModified.getTime());
    assertSame(after.attributes['emails'], emails);
  });

  suite.test('RFC 7644 §3.5.2: patching an id that nobody has is undefined', async (store) => {
    const operations = [{ op: 'add', path: 'title', value: 'Guide' }] as const;
    assert.equal(await store.patch(User, '2819c223-7f76-453a-919d-413861904646', { operations }), undefined);
    assert.equal(await store.patch(User, 'unknown', { operations }), undefined);
    assert.equal((await store.query(User)).totalResults, 0);
  });

  suite.test('RFC 7644 §3.5.2: when one operation fails, none is made', async (store) => {
    const before = await store.create(User, { userName: 'bjensen', title: 'Guide' });
    const operations = [
      { op: 'replace', path: 'title', value: 'changed' },
      { op: 'replace', path: 'emails[type eq "none"].value', value: 'x@example.com' },
    ] as const;
    await assertRefused(store.patch(User, before.id, { operations }), 'ERR_SCIM_NO_TARGET');
    const after = await store.read(User, before.id);
    assert.equal(after.version, before.version);
    assertSame(after.attributes, { userName: 'bjensen', title: 'Guide' });
  });

  suite.test('what was patched is found by filters', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen', title: 'Guide' });
    await store.patch(User, id, { operations: [{ op: 'replace', path: 'title', value: 'Lead' }] });
    assertSame(await store.list(User, 'userName', { filter: 'title eq "lead"' }), ['bjensen']);
    assertSame(await store.list(User, 'userName', { filter: 'title eq "guide"' }), []);
  });

  suite.test(
    'the store has patch, or declares that it has not',
    async ({ store }) => assert.equal(typeof store.patch, 'function'),
    'patch',
  );
}
