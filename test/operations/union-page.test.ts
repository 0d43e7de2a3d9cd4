import fc from 'fast-check';
import type { CursorPosition, StoredResource } from 'scim-router';

import type { Source, UnionOrder } from '../../src/operations/union-page';
import { unionPage } from '../../src/operations/union-page';

const dates = { version: '1', created: new Date(0), lastModified: new Date(0) };

/** A sorted list in memory that counts what is read of it. */
class ListSource implements Source {
  mostRead = 0;
  readonly list: readonly StoredResource[];

  constructor(name: string, keys: readonly (number | undefined)[], order: UnionOrder) {
    const resources = keys.map((key, index) => ({ ...dates, id: `${name}${index}`, attributes: { key } }));
    const direction = order === 'descending' ? -1 : 1;
    const rank = (key: number | undefined): number => key ?? Infinity;
    const compare = (a: { attributes: { key: number | undefined } }, b: typeof a): number =>
      rank(a.attributes.key) === rank(b.attributes.key) ? 0 : direction * (rank(a.attributes.key) < rank(b.attributes.key) ? -1 : 1);
    this.list = order === undefined ? resources : resources.toSorted(compare);
  }

  readonly keyOf: Source['keyOf'] = ({ attributes }) => attributes['key'] as number | undefined;

  readonly read: Source['read'] = async (page) => {
    const start = 'startIndex' in page ? page.startIndex - 1 : page.after === undefined ? 0 : this.list.findIndex(({ id }) => id === page.after?.[0]) + 1;
    const resources = this.list.slice(start, start + page.count);
    this.mostRead = Math.max(this.mostRead, resources.length);
    const last = resources.at(-1);
    const hasNext = !('startIndex' in page) && last !== undefined && start + page.count < this.list.length;
    return { resources, totalResults: this.list.length, ...(hasNext && { next: [last.id] }) };
  };
}

const lists = fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }), { maxLength: 12 }), { minLength: 1, maxLength: 4 });
const orders = fc.constantFrom<UnionOrder>(undefined, 'ascending', 'descending');
const open = (keys: readonly (readonly (number | undefined)[])[], order: UnionOrder): ListSource[] => keys.map((each, index) => new ListSource('abcd'[index]!, each, order));
const ids = ({ items }: Awaited<ReturnType<typeof unionPage>>): string[] => items.map(({ resource }) => resource.id);

describe('several lists as one (RFC 7644 §3.4.2.1)', () => {
  test('by position: every page is the part of the whole list that it says', async () => {
    await fc.assert(
      fc.asyncProperty(lists, orders, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 50 }), async (keys, order, startIndex, count) => {
        const sources = open(keys, order);
        const whole = ids(await unionPage(sources, order, { startIndex: 1, count: 1000 }));
        const page = await unionPage(sources, order, { startIndex, count });
        expect([page.totalResults, whole.length]).toEqual([keys.flat().length, keys.flat().length]);
        expect(ids(page)).toEqual(whole.slice(startIndex - 1, startIndex - 1 + count));
      }),
    );
  });

  test('by cursor: the pages put together are the whole list', async () => {
    await fc.assert(
      fc.asyncProperty(lists, orders, fc.integer({ min: 1, max: 20 }), async (keys, order, count) => {
        const sources = open(keys, order);
        const walked: string[] = [];
        let after: CursorPosition | undefined;
        do {
          const page = await unionPage(sources, order, { count, ...(after && { after }) });
          expect([page.totalResults, page.items.length <= count]).toEqual([keys.flat().length, true]);
          walked.push(...ids(page));
          after = page.next && (JSON.parse(JSON.stringify(page.next)) as CursorPosition);
          expect(after === undefined).toBe(walked.length === keys.flat().length);
        } while (after !== undefined);
        expect(walked).toEqual(ids(await unionPage(sources, order, { startIndex: 1, count: 1000 })));
      }),
    );
  });

  test('deep in sorted lists, what comes before is not read', async () => {
    const keys = [0, 1, 2].map((list) => Array.from({ length: 20_000 }, (_, index) => (index * (7 + list)) % 9973));
    const sources = open(keys, 'ascending');
    const whole = sources.flatMap(({ list }, source) => list.map((resource) => ({ resource, source })));
    whole.sort((a, b) => Number(a.resource.attributes['key']) - Number(b.resource.attributes['key']) || a.source - b.source);
    for (const startIndex of [1001, 1002, 5000, 31_234, 59_990]) {
      const page = await unionPage(sources, 'ascending', { startIndex, count: 20 });
      expect(ids(page)).toEqual(whole.slice(startIndex - 1, startIndex + 19).map(({ resource }) => resource.id));
    }
    expect(Math.max(...sources.map(({ mostRead }) => mostRead))).toBeLessThan(1100);
  });

  test('a list that shrinks while it is looked at ends the search', async () => {
    const keys = Array.from({ length: 5000 }, (_, index) => index);
    const [first, second] = open([keys, keys], 'ascending') as [ListSource, ListSource];
    const shrinking: Source = {
      keyOf: second.keyOf,
      read: async (page) => (page.count === 0 ? { resources: [], totalResults: 9000 } : second.read(page)),
    };
    const page = await unionPage([first, shrinking], 'ascending', { startIndex: 9900, count: 5 });
    expect(ids(page)).toEqual(['b4949', 'a4950', 'b4950', 'a4951', 'b4951']);
  });
});
