import fc from 'fast-check';

import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { enterpriseUrn, openService, userBody } from '../support/service';

/** What users are sorted by: missing, equal, of mixed case, multi-valued, of every kind. */
const sortBy = [
  undefined,
  'userName',
  'displayName',
  'active',
  'emails',
  'emails.type',
  'name.familyName',
  `${enterpriseUrn}:department`,
  'meta.created',
  'id',
];
const texts = ['a', 'A', 'b', 'B', 'ab', 'ä', '\u{10000}', '\uff5e', '%_', "'", '1e3'];

const text = fc.constantFrom(...texts);
const user = fc.record(
  {
    displayName: text,
    active: fc.boolean(),
    emails: fc.array(fc.record({ value: text, type: text }, { requiredKeys: ['value'] }), { minLength: 1, maxLength: 2 }),
    name: fc.record({ familyName: text }, { requiredKeys: ['familyName'] }),
    [enterpriseUrn]: fc.record({ department: text }, { requiredKeys: ['department'] }),
  },
  { requiredKeys: [] },
);
const users = fc.array(user, { maxLength: 12 });
const query = fc.record({
  sortBy: fc.constantFrom(...sortBy),
  sortOrder: fc.constantFrom('ascending', 'descending'),
  filter: fc.constantFrom(undefined, undefined, 'displayName pr', 'not (emails pr)', 'active eq true'),
});

interface Query {
  readonly sortBy: string | undefined;
  readonly sortOrder: string;
  readonly filter: string | undefined;
}

describe.each(backends)('pages on %s', (_name, open) => {
  let service: TestService;
  let tenants = 0;

  beforeAll(async () => {
    service = await openService(open, { tenant: ({ headers }) => headers['x-tenant'] as string | undefined });
  });
  afterAll(() => service.close());

  /** A tenant of its own, with these users. */
  class Tenant {
    readonly #headers = { 'x-tenant': `tenant ${(tenants += 1)}` };
    #names = 0;

    async add(attributes: object): Promise<string> {
      // A name that says nothing about the order of creation.
      const name = `${(this.#names * 7 + 3) % 10}-${(this.#names += 1)}`;
      const { status, body } = await service.send('post', '/Users', userBody(name, attributes), this.#headers);
      expect(status).toBe(201);
      return body.id;
    }

    async remove(id: string): Promise<void> {
      expect((await service.send('delete', `/Users/${id}`, undefined, this.#headers)).status).toBe(204);
    }

    async page({ sortBy: path, sortOrder, filter }: Query, more: string): Promise<any> {
      const parameters = [
        ...(path === undefined ? [] : [`sortBy=${path}`, `sortOrder=${sortOrder}`]),
        ...(filter === undefined ? [] : [`filter=${encodeURIComponent(filter)}`]),
        more,
      ];
      const { status, body, text: answer } = await service.send('get', `/Users?${parameters.join('&')}`, undefined, this.#headers);
      expect([status, answer]).toEqual([200, expect.any(String)]);
      return body;
    }

    /** All pages by cursor, from the first to the last. */
    async walk(asked: Query, count: number): Promise<any[]> {
      const pages = [await this.page(asked, `cursor=&count=${count}`)];
      while (pages.at(-1).nextCursor !== undefined) {
        pages.push(await this.page(asked, `cursor=${pages.at(-1).nextCursor}&count=${count}`));
      }
      return pages;
    }

    /** The pages before a page, in the order of the list. */
    async walkBack(asked: Query, count: number, from: any): Promise<any[]> {
      const pages: any[] = [];
      for (let page = from; page.previousCursor !== undefined; [page] = pages) {
        pages.unshift(await this.page(asked, `cursor=${page.previousCursor}&count=${count}`));
      }
      return pages;
    }
  }

  const idsOf = (...pages: readonly any[]): string[] => pages.flatMap(({ Resources }) => Resources.map(({ id }: { id: string }) => id));

  test('RFC 7644 §3.4.2.4, RFC 9865 §2: pages put together are the whole list, by position and by cursor, forwards and backwards', async () => {
    await fc.assert(
      fc.asyncProperty(users, query, fc.integer({ min: 1, max: 5 }), async (given, asked, count) => {
        const tenant = new Tenant();
        for (const attributes of given) await tenant.add(attributes);
        const whole = await tenant.page(asked, 'count=100');
        expect(new Set(idsOf(whole)).size).toBe(whole.totalResults);

        const byIndex: any[] = [];
        for (let start = 1; start <= whole.totalResults; start += count) byIndex.push(await tenant.page(asked, `startIndex=${start}&count=${count}`));
        expect(idsOf(...byIndex)).toEqual(idsOf(whole));

        const byCursor = await tenant.walk(asked, count);
        expect(idsOf(...byCursor)).toEqual(idsOf(whole));
        expect(byCursor.map(({ totalResults }) => totalResults)).toEqual(byCursor.map(() => whole.totalResults));
        const back = await tenant.walkBack(asked, count, byCursor.at(-1));
        expect(back.map((page) => idsOf(page))).toEqual(byCursor.slice(0, -1).map((page) => idsOf(page)));
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  test('RFC 9865 §2: a list that others change between pages shows no resource twice, and misses none that stays', async () => {
    const change = fc.oneof(
      fc.record({ add: user }),
      fc.record({ remove: fc.nat() }),
    );
    await fc.assert(
      fc.asyncProperty(users, query, fc.integer({ min: 1, max: 4 }), fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 6 }), async (given, asked, count, rounds) => {
        const tenant = new Tenant();
        const staying = new Set<string>();
        for (const attributes of given) staying.add(await tenant.add(attributes));
        const before = idsOf(await tenant.page(asked, 'count=100'));
        const changes = rounds.values();
        const seen: string[] = [];
        for (let page = await tenant.page(asked, `cursor&count=${count}`); ; ) {
          seen.push(...idsOf(page));
          for (const each of changes.next().value ?? []) {
            if ('add' in each) await tenant.add(each.add);
            else if (staying.size > 0) {
              const id = [...staying][each.remove % staying.size]!;
              staying.delete(id);
              await tenant.remove(id);
            }
          }
          if (page.nextCursor === undefined) break;
          page = await tenant.page(asked, `cursor=${page.nextCursor}&count=${count}`);
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.filter((id) => staying.has(id))).toEqual(before.filter((id) => staying.has(id)));
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  test('RFC 9865 §2: the same holds of changes that are made at the same time as the pages', async () => {
    const tenant = new Tenant();
    const passing: string[] = [];
    const staying: string[] = [];
    for (let index = 0; index < 40; index += 1) (index % 2 ? passing : staying).push(await tenant.add({ displayName: texts[index % texts.length] }));
    const asked = { sortBy: 'displayName', sortOrder: 'descending', filter: undefined };
    const writers = [
      async () => {
        for (const id of passing) await tenant.remove(id);
      },
      async () => {
        for (const displayName of [...texts, ...texts]) await tenant.add({ displayName });
      },
    ];
    const [pages] = await Promise.all([tenant.walk(asked, 3), ...writers.map((write) => write())]);
    const seen = idsOf(...pages);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => staying.includes(id)).toSorted()).toEqual(staying.toSorted());
  }, 60_000);

  test('RFC 9865 §5.2: a thousand forged cursors are refused in one way, and none is a fault', async () => {
    const tenant = new Tenant();
    for (let index = 0; index < 3; index += 1) await tenant.add({});
    const asked = { sortBy: 'displayName', sortOrder: 'ascending', filter: undefined };
    const { nextCursor: real } = (await tenant.page(asked, 'cursor&count=1')) as { nextCursor: string };
    const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
    const place = fc.nat({ max: real.length - 1 });
    const forgery = fc
      .oneof(
        fc.string({ minLength: 1, maxLength: 300 }),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }),
        fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
        fc.tuple(place, fc.constantFrom(...alphabet)).map(([at, letter]) => real.slice(0, at) + letter + real.slice(at + 1)),
        place.map((end) => real.slice(0, end)),
        fc.string({ minLength: 1, maxLength: 4 }).map((more) => real + more),
        fc.tuple(place, place).map(([from, to]) => real.slice(from) + real.slice(0, to)),
        fc.constantFrom(`${real}=`, `${real}==`, ` ${real}`, `${real}\n`, real.toLowerCase(), Buffer.from(real, 'base64url').toString('base64')),
        fc.json().map((given) => Buffer.from(given).toString('base64url')),
      )
      .filter((given) => given !== real && given !== '');
    const details = new Set<string>();
    for (const given of fc.sample(forgery, 1000)) {
      const path = `/Users?cursor=${encodeURIComponent(given)}&count=1&sortBy=displayName`;
      const { status, body } = await service.send('get', path, undefined, { 'x-tenant': `tenant ${tenants}` });
      expect([given, status, body.scimType]).toEqual([given, 400, 'invalidCursor']);
      details.add(JSON.stringify(body));
    }
    expect(details.size).toBe(1);
    expect((await tenant.page(asked, `cursor=${real}&count=1`)).Resources).toHaveLength(1);
  }, 60_000);
});
