import assert from 'node:assert/strict';
import { Group } from '../../schema/core/group';
import { User } from '../../schema/core/user';
import type { QueryResult } from '../../store/resource-store';
import { Device } from '../device';
import { fromClient, idsOfPage, idsOfPages, ListWalk } from '../list-walk';
import { only, standard } from '../projections';
import { assertSame, type Suite } from '../suite';
import type { TestQuery, TestStore } from '../test-store';

/** Devices with equal values, values that differ in case only, and none at all, in every attribute that is sorted by. */
const devices: readonly Readonly<Record<string, unknown>>[] = [
  { label: 'b', model: 'b', slots: 10, active: true, ports: [{ value: 'z' }, { value: 'b', primary: true }] },
  {},
  { label: 'a', model: 'B', slots: 9, active: false, ports: [{ value: 'a' }] },
  { label: 'B', model: 'a', slots: 10, active: true, ports: [{ value: 'B' }, { value: 'a' }] },
  { label: 'a', model: 'A', slots: -1, active: true, manufactured: '2011-05-13T04:30:00Z' },
  { manufactured: '2011-05-13T09:30:00+05:00', weight: 0.1, tags: ['x'] },
  { label: 'A', model: 'b', slots: 0, manufactured: '2012-01-01T00:00:00.123Z', weight: 1e21, tags: ['X', 'a'] },
  { label: 'ä', model: '\u{10000}', weight: 0.30000000000000004, tags: ['a', 'x'], place: { building: 'b' } },
  { label: '', model: '\uff5e', weight: -7.25, place: { building: 'B' } },
  { label: 'b', slots: 2, active: false, place: { building: 'a' } },
  { label: 'a', active: false, ports: [{ type: 'wifi' }] },
];

const sortAttributes = ['label', 'model', 'slots', 'weight', 'active', 'manufactured', 'tags', 'ports', 'place.building'];
const moreSortAttributes = ['id', 'meta.created', 'meta.resourceType', 'serialNumber'];

/** Pages by what they lie next to (RFC 9865 §2). */
export function queryCursorSuite(suite: Suite): void {
  const test = (name: string, run: (store: TestStore) => Promise<void>): void => suite.test(name, run, 'cursor');

  test('RFC 9865 §2: the first page of an empty store is empty, with a total of 0 and no page beside it', async (store) => {
    assertSame(await store.query(User, { cursor: {}, count: 3 }), { resources: [], totalResults: 0 });
  });

  test('RFC 9865 §2: pages follow one another without gap or overlap, and the last one has no next', async (store) => {
    const ids = await createUsers(store, 10);
    const pages = await usersBy(store, { count: 3 }).pages();
    assertSame(pages.map(({ resources }) => resources.length), [3, 3, 3, 1]);
    assertSame(sorted(idsOfPages(pages)), sorted(ids));
  });

  test('RFC 9865 §2: a last page that is full has no next either', async (store) => {
    await createUsers(store, 6);
    assertSame((await usersBy(store, { count: 3 }).pages()).map(({ resources }) => resources.length), [3, 3]);
    assertSame((await usersBy(store, { count: 6 }).pages()).map(({ resources }) => resources.length), [6]);
  });

  test('RFC 9865 §2: the same list in pages of any size', async (store) => {
    await createUsers(store, 7);
    const whole = idsOfPages(await usersBy(store, { count: 100 }).pages());
    for (const count of [1, 2, 3, 6, 7, 8]) assertSame(idsOfPages(await usersBy(store, { count }).pages()), whole);
  });

  test('RFC 9865 §2: going back answers the very pages before, and nothing is ahead of the first', async (store) => {
    await createUsers(store, 8);
    const pages = await usersBy(store, { count: 3 }).pages();
    assert.equal(pages[0]?.previous, undefined);
    assertSame((await usersBy(store, { count: 3 }).pagesBefore(pages.at(-1))).map(idsOfPage), pages.slice(0, -1).map(idsOfPage));
  });

  test('RFC 9865 §2: a page that was reached by going back leads on to the same page as before', async (store) => {
    await createUsers(store, 8);
    const pages = await usersBy(store, { count: 3 }).pages();
    const [first] = (await usersBy(store, { count: 3 }).pagesBefore(pages.at(-1))).slice(0, 1);
    assertSame(idsOfPage(await usersBy(store, { count: 3 }).next(first)), idsOfPage(pages[1]));
  });

  test('RFC 9865 §2: totalResults counts the matches of all pages, on every page', async (store) => {
    await createUsers(store, 7);
    await store.create(Group, { displayName: 'Tour Guides' });
    assertSame((await usersBy(store, { count: 3 }).pages()).map(({ totalResults }) => totalResults), [7, 7, 7]);
    const filter = 'userName ne "user0"';
    assertSame((await usersBy(store, { count: 3, filter }).pages()).map(({ totalResults }) => totalResults), [6, 6]);
  });

  test('RFC 9865 §2: only what the filter selects is paged, also backwards', async (store) => {
    await createUsers(store, 12);
    const filter = 'userName eq "user2" or userName eq "user5" or userName eq "user8" or userName eq "user11"';
    const pages = await usersBy(store, { count: 2, filter }).pages();
    assertSame(sorted(namesOf(pages)), ['user11', 'user2', 'user5', 'user8']);
    assertSame((await usersBy(store, { count: 2, filter }).pagesBefore(pages[1])).map(idsOfPage), [idsOfPage(pages[0])]);
    assertSame(await store.query(User, { cursor: {}, count: 2, filter: 'userName eq "nobody"' }), { resources: [], totalResults: 0 });
  });

  for (const sortBy of [...sortAttributes, ...moreSortAttributes]) {
    for (const sortOrder of ['ascending', 'descending'] as const) {
      suite.test(
        `RFC 9865 §2.2: pages sorted by ${sortBy}, ${sortOrder}, are in the order of the whole list, forwards and backwards`,
        async (store) => {
          await createDevices(store);
          await assertSorted(store, { sortBy, sortOrder });
        },
        'cursor',
        'sort',
      );
    }
  }

  for (const gone of ['the last resource of the page', 'the whole page']) {
    test(`RFC 9865 §2: when ${gone} is deleted, the next page is what it was`, async (store) => {
      await createUsers(store, 9);
      const pages = await usersBy(store, { count: 3 }).pages();
      const deleted = gone === 'the whole page' ? idsOfPage(pages[0]) : idsOfPage(pages[0]).slice(-1);
      for (const id of deleted) await store.delete(User, id);
      const second = await usersBy(store, { count: 3 }).next(pages[0]);
      assertSame(idsOfPage(second), idsOfPage(pages[1]));
      assert.equal(second.previous === undefined, gone === 'the whole page');
    });
  }

  test('RFC 9865 §2: the page before a deleted resource is what it was', async (store) => {
    await createUsers(store, 9);
    const pages = await usersBy(store, { count: 3 }).pages();
    for (const page of pages.slice(1)) for (const id of idsOfPage(page)) await store.delete(User, id);
    const first = await usersBy(store, { count: 3 }).previous(pages[1]);
    assertSame(idsOfPage(first), idsOfPage(pages[0]));
    assertSame([first.next, first.previous], [undefined, undefined]);
  });

  test('RFC 9865 §2: a page behind all that is left is empty', async (store) => {
    await createUsers(store, 4);
    const pages = await usersBy(store, { count: 3 }).pages();
    for (const id of idsOfPage(pages[1])) await store.delete(User, id);
    assertSame({ ...(await usersBy(store, { count: 3 }).next(pages[0])), totalResults: 3 }, { resources: [], totalResults: 3 });
  });

  for (const sortBy of [undefined, 'label', 'slots']) {
    suite.test(
      `RFC 9865 §2: while others come and go, the resources that stay are listed once, ${sortBy === undefined ? 'unsorted' : `sorted by ${sortBy}`}`,
      async (store) => {
        await assertStaysListed(store, sortBy === undefined ? {} : { sortBy });
      },
      'cursor',
      ...(sortBy === undefined ? [] : (['sort'] as const)),
    );
  }

  test('RFC 7644 §3.9: a page by cursor holds of each resource what a page by position holds', async (store) => {
    await createUsers(store, 3);
    for (const projection of [standard, only('displayName')]) {
      const byIndex = await store.query(User, { projection });
      const byCursor = await store.query(User, { projection, cursor: {}, count: 3 });
      assertSame(byName(byCursor), byName(byIndex));
    }
  });

  test('RFC 9865 §5.2: a position of one tenant shows nothing of another', async (store) => {
    await createUsers(store, 4);
    const other = store.forTenant('other');
    await other.create(User, { userName: 'stranger' });
    const [page] = await usersBy(store, { count: 2 }).pages();
    const seen = await other.query(User, { count: 10, cursor: { after: fromClient(page?.next) } });
    assert.ok(seen.resources.every(({ attributes }) => attributes['userName'] === 'stranger'));
    assert.equal(seen.totalResults, 1);
  });
}

function usersBy(store: TestStore, query: TestQuery): ListWalk {
  return new ListWalk(store, User, query);
}

async function createUsers(store: TestStore, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await store.create(User, { userName: `user${index}` })).id);
  return ids;
}

async function createDevices(store: TestStore): Promise<void> {
  for (const [index, device] of devices.entries()) {
    await store.create(Device, { ...device, serialNumber: `SN-${(index * 7 + 3) % devices.length}` });
  }
}

/** The order of pages is that of the list by position, but for resources with equal values. */
async function assertSorted(store: TestStore, sort: Pick<TestQuery, 'sortBy' | 'sortOrder'>): Promise<void> {
  const whole = await new ListWalk(store, Device, { ...sort, count: 100 }).pages();
  const byIndex = await store.query(Device, sort);
  assertSame(sorted(idsOfPages(whole)), sorted(byIndex.resources.map(({ id }) => id)));
  const ties = await tiesOf(store, sort);
  assertSame(idsOfPages(whole).map(ties), byIndex.resources.map(({ id }) => ties(id)));
  for (const count of [1, 2, 3, 4]) {
    const walk = new ListWalk(store, Device, { ...sort, count });
    const pages = await walk.pages();
    assertSame(idsOfPages(pages), idsOfPages(whole));
    const back = await walk.pagesBefore(pages.at(-1));
    assertSame(back.map(idsOfPage), pages.slice(0, -1).map(idsOfPage));
  }
}

/** Which resources are equal in the eyes of a sort order: those that change places when all are listed the other way. */
async function tiesOf(store: TestStore, { sortBy = 'id' }: Pick<TestQuery, 'sortBy'>): Promise<(id: string) => number> {
  const position = async (sortOrder: 'ascending' | 'descending'): Promise<Map<string, number>> => {
    const { resources } = await store.query(Device, { sortBy, sortOrder });
    return new Map(resources.map(({ id }, index) => [id, index]));
  };
  const [up, down] = [await position('ascending'), await position('descending')];
  // In a strict order the two positions of a resource add up to the same; equal ones keep their order both ways.
  return (id) => groupOf(id, up, down);
}

/** The group of equal resources: the number of resources that are strictly ahead of it. */
function groupOf(id: string, up: ReadonlyMap<string, number>, down: ReadonlyMap<string, number>): number {
  const isAhead = (other: string): boolean => up.get(other)! < up.get(id)! && down.get(other)! > down.get(id)!;
  return [...up.keys()].filter(isAhead).length;
}

/** Between pages, one resource of those seen, one of those to come and one new one come or go. */
async function assertStaysListed(store: TestStore, sort: Pick<TestQuery, 'sortBy'>): Promise<void> {
  const ids: string[] = [];
  for (let index = 0; index < 30; index += 1) {
    const values = index % 4 === 0 ? {} : { label: `label ${index % 3}`, slots: index % 5 };
    ids.push((await store.create(Device, { serialNumber: `SN-${index}`, ...values })).id);
  }
  const passing = ids.filter((_id, index) => index % 3 === 0);
  const seen: string[] = [];
  const walk = new ListWalk(store, Device, { ...sort, count: 4 });
  let page: QueryResult | undefined;
  for (let round = 0; page === undefined || page.next !== undefined; round += 1) {
    page = page === undefined ? await walk.first() : await walk.next(page);
    seen.push(...idsOfPage(page));
    const [first, last] = [passing.shift(), passing.pop()];
    for (const id of [first, last]) if (id !== undefined) await store.delete(Device, id);
    if (round < 5) await store.create(Device, { serialNumber: `new ${round}`, label: `label ${round % 3}`, slots: round });
  }
  assert.equal(new Set(seen).size, seen.length);
  const stayed = ids.filter((_id, index) => index % 3 !== 0);
  assertSame(sorted(seen.filter((id) => stayed.includes(id))), sorted(stayed));
}

function namesOf(pages: readonly QueryResult[]): readonly string[] {
  return pages.flatMap(({ resources }) => resources.map(({ attributes }) => String(attributes['userName'])));
}

function byName({ resources }: QueryResult): readonly unknown[] {
  return resources.map(({ id, version, attributes }) => ({ id, version, attributes })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...texts].sort();
}
