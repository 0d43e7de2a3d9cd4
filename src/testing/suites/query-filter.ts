import assert from 'node:assert/strict';
import { User } from '../../schema/core/user';
import { Device, warranty } from '../device';
import { assertSame, type Suite } from '../suite';
import { filterCases, filteredDevices } from './filter-cases';

/** Filters (RFC 7644 §3.4.2.2). */
export function queryFilterSuite(suite: Suite): void {
  for (const [filter, expected] of filterCases) {
    suite.test(`RFC 7644 §3.4.2.2: ${filter}`, async (store) => {
      for (const device of filteredDevices) await store.create(Device, device);
      const { resources, totalResults } = await store.query(Device, { filter });
      const found = resources.map(({ attributes }) => String(attributes['serialNumber'])).sort();
      assertSame(found, [...expected].sort());
      assert.equal(totalResults, expected.length);
    });
  }

  suite.test('RFC 7644 §3.4.2.2: id finds one resource, letter case counts', async (store) => {
    const { id } = await store.create(User, { userName: 'bjensen' });
    await store.create(User, { userName: 'other' });
    assertSame(await store.list(User, 'userName', { filter: `id eq "${id}"` }), ['bjensen']);
    assertSame(await store.list(User, 'userName', { filter: 'id eq "unknown"' }), []);
    assertSame(await store.list(User, 'userName', { filter: `id eq "${id}" and userName eq "other"` }), []);
    assertSame(await store.list(User, 'userName', { filter: `id ne "${id}"` }), ['other']);
  });

  suite.test('RFC 7644 §3.4.2.2: userName finds one resource, whatever the letter case', async (store) => {
    await store.create(User, { userName: 'BJensen' });
    await store.create(User, { userName: 'other' });
    assertSame(await store.list(User, 'userName', { filter: 'userName eq "bjENSEN"' }), ['BJensen']);
    assertSame(await store.list(User, 'userName', { filter: 'userName eq "bj"' }), []);
  });

  suite.test('RFC 7644 §3.4.2.2: meta.lastModified tells what changed since', async (store) => {
    const first = await store.create(User, { userName: 'first' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await store.create(User, { userName: 'second' });
    const since = (date: Date) => `meta.lastModified ge "${date.toISOString()}"`;
    assertSame(await store.list(User, 'userName', { filter: since(second.lastModified) }), ['second']);
    assert.equal((await store.query(User, { filter: since(first.lastModified) })).totalResults, 2);
  });

  suite.test('RFC 7644 §3.4.2.2: a filter sees the resource as it is now', async (store) => {
    const { id } = await store.create(Device, { serialNumber: 'SN-1', label: 'old', tags: ['old'] });
    await store.replace(Device, id, {
      attributes: { serialNumber: 'SN-1', label: 'new', [warranty]: { contract: 'new' } },
    });
    const total = async (filter: string) => (await store.query(Device, { filter })).totalResults;
    assertSame([await total('label eq "old"'), await total('tags eq "old"')], [0, 0]);
    assertSame([await total('label eq "new"'), await total(`${warranty}:contract eq "new"`)], [1, 1]);
  });
}
