import assert from 'node:assert/strict';
import { User } from '../../schema/core/user';
import { Device, warranty } from '../device';
import { assertSame, type Suite } from '../suite';
import type { TestStore } from '../test-store';

interface SortCase {
  readonly about: string;
  readonly sortBy: string;
  /** The devices, in ascending order of the attribute. */
  readonly ascending: readonly Readonly<Record<string, unknown>>[];
}

const cases: readonly SortCase[] = [
  {
    about: 'letter case does not count',
    sortBy: 'label',
    ascending: [{ label: 'alpha' }, { label: 'Bravo' }, { label: 'charlie' }, { label: 'Delta' }],
  },
  {
    about: 'letter case counts for a caseExact attribute: capitals first',
    sortBy: 'model',
    ascending: [{ model: 'Bravo' }, { model: 'Delta' }, { model: 'alpha' }, { model: 'charlie' }],
  },
  {
    about: 'text is ordered by code point, not by the rules of a language',
    sortBy: 'model',
    ascending: [
      { model: 'a-b' },
      { model: 'aa' },
      { model: 'z' },
      { model: 'ä' },
      { model: '\uff5e' },
      { model: '\u{10000}' },
    ],
  },
  {
    about: 'a shorter text comes before a longer one that starts with it',
    sortBy: 'label',
    ascending: [{ label: 'print' }, { label: 'print 1' }, { label: 'printer' }],
  },
  {
    about: 'integers are ordered by value',
    sortBy: 'slots',
    ascending: [{ slots: -10 }, { slots: -9 }, { slots: 0 }, { slots: 9 }, { slots: 10 }],
  },
  {
    about: 'decimals are ordered by value',
    sortBy: 'weight',
    ascending: [{ weight: -0.5 }, { weight: 0 }, { weight: 0.75 }, { weight: 9.5 }, { weight: 10.25 }],
  },
  {
    about: 'dateTimes are ordered by instant, whatever their offset and fraction',
    sortBy: 'manufactured',
    ascending: [
      { manufactured: '2011-05-13T09:00:00+05:00' },
      { manufactured: '2011-05-13T04:30:00Z' },
      { manufactured: '2011-05-13T04:30:00.5Z' },
      { manufactured: '2011-05-13T00:00:00-05:00' },
    ],
  },
  { about: 'false comes before true', sortBy: 'active', ascending: [{ active: false }, { active: true }] },
  {
    about: 'a sub-attribute of a complex attribute',
    sortBy: 'place.building',
    ascending: [{ place: { building: 'east' } }, { place: { building: 'North' } }, { place: { building: 'south' } }],
  },
  {
    about: 'a multi-valued attribute is ordered by its primary value, else by the first',
    sortBy: 'ports',
    ascending: [
      { ports: [{ value: 'z' }, { value: 'a', primary: true }] },
      { ports: [{ value: 'b' }, { value: 'a' }] },
      {
        ports: [
          { value: 'c', primary: false },
          { value: 'a', primary: false },
        ],
      },
      { ports: [{ value: 'a' }, { value: 'd', primary: true }] },
    ],
  },
  {
    about: 'a sub-attribute of the primary value',
    sortBy: 'ports.speed',
    ascending: [{ ports: [{ speed: 100 }, { speed: 9, primary: true }] }, { ports: [{ speed: 10 }, { speed: 1 }] }],
  },
  {
    about: 'a simple multi-valued attribute is ordered by its first value',
    sortBy: 'tags',
    ascending: [{ tags: ['a', 'z'] }, { tags: ['B', 'a'] }, { tags: ['c'] }],
  },
  {
    about: 'an attribute of an extension',
    sortBy: `${warranty}:assetTag`,
    ascending: [
      { [warranty]: { assetTag: 'a' } },
      { [warranty]: { assetTag: 'B' } },
      { [warranty]: { assetTag: 'c' } },
    ],
  },
  {
    about: 'resources without a value come last when ascending, first when descending',
    sortBy: 'slots',
    ascending: [{ slots: -1 }, { slots: 0 }, { slots: 1 }, {}],
  },
];

/** Sorting (RFC 7644 §3.4.2.3). */
export function querySortSuite(suite: Suite): void {
  for (const { about, sortBy, ascending } of cases) {
    suite.test(
      `RFC 7644 §3.4.2.3: ${about}`,
      async (store) => {
        const names = await createShuffled(store, ascending);
        assertSame(await store.list(Device, 'serialNumber', { sortBy }), names);
        const descending = await store.list(Device, 'serialNumber', { sortBy, sortOrder: 'descending' });
        assertSame(descending, [...names].reverse());
      },
      'sort',
    );
  }

  suite.test(
    'RFC 7644 §3.4.2.3: meta.created is sorted by',
    async (store) => {
      for (const userName of ['b', 'a', 'c']) {
        await store.create(User, { userName });
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
      assertSame(await store.list(User, 'userName', { sortBy: 'meta.created' }), ['b', 'a', 'c']);
      const sortOrder = 'descending';
      assertSame(await store.list(User, 'userName', { sortBy: 'meta.created', sortOrder }), ['c', 'a', 'b']);
    },
    'sort',
  );

  suite.test(
    'RFC 7644 §3.4.2.3: all matches are sorted before the page is taken',
    async (store) => {
      for (const userName of ['d', 'b', 'a', 'c', 'x']) await store.create(User, { userName, displayName: 'sorted' });
      await store.replace(User, (await store.query(User, { filter: 'userName eq "x"' })).resources[0]!.id, {
        attributes: { userName: 'x' },
      });
      const page = { filter: 'displayName pr', sortBy: 'userName', startIndex: 2, count: 2 };
      assertSame(await store.list(User, 'userName', page), ['b', 'c']);
    },
    'sort',
  );

  for (const sortOrder of ['ascending', 'descending'] as const) {
    suite.test(
      `RFC 7644 §3.4.2.3: ties are broken the same way on every page, ${sortOrder}`,
      async (store) => {
        for (let index = 0; index < 9; index += 1) {
          await store.create(User, { userName: `user${index}`, displayName: index % 2 === 0 ? 'Same' : 'same' });
        }
        const query = { sortBy: 'displayName', sortOrder };
        const pages = [1, 4, 7].map((startIndex) => store.list(User, 'userName', { ...query, startIndex, count: 3 }));
        const names = (await Promise.all(pages)).flat();
        assert.equal(new Set(names).size, 9);
        assertSame(names, await store.list(User, 'userName', query));
      },
      'sort',
    );
  }
}

/** Creates devices out of order; returns their serial numbers in order. */
async function createShuffled(store: TestStore, ascending: SortCase['ascending']): Promise<readonly string[]> {
  // Serial numbers that say nothing about the order, so that sorting by them is noticed.
  const devices = ascending.map((attributes, index) => ({ ...attributes, serialNumber: `SN-${(index * 7 + 3) % 10}` }));
  const even = devices.filter((_device, index) => index % 2 === 0);
  const odd = devices.filter((_device, index) => index % 2 === 1);
  for (const device of [...odd.reverse(), ...even]) await store.create(Device, device);
  return devices.map(({ serialNumber }) => serialNumber);
}
