import type { Authorizer, Grant, PaginationOptions } from 'scim-router';
import { MemoryStore, createScimRouter } from 'scim-router';

import { backends } from '../support/backends';
import type { TestService, TestServiceOptions } from '../support/service';
import { acceptToken, groupBody, mountPath, openService, userBody } from '../support/service';
import request from 'supertest';

const secret = 'a secret of at least 16 characters';

describe.each(backends)('pages by cursor on %s', (_name, open) => {
  let service: TestService;

  const list = async (query: string, on = service): Promise<any> => {
    const response = await on.send('get', `/Users?${query}`);
    expect([response.status, response.text]).toEqual([200, expect.any(String)]);
    return response.body;
  };
  const refusal = async (path: string, on = service): Promise<any> => {
    const { status, body } = await on.send('get', path);
    expect(status).toBe(400);
    return body;
  };
  const namesOf = ({ Resources }: any): string[] => Resources.map(({ userName }: { userName: string }) => userName);
  /** All pages, from the first to the last. */
  const walk = async (query: string, on = service): Promise<any[]> => {
    const pages = [await list(`${query}&cursor`, on)];
    while (pages.at(-1).nextCursor !== undefined) pages.push(await list(`${query}&cursor=${pages.at(-1).nextCursor}`, on));
    return pages;
  };
  /** Another service provider on the same resources. */
  const beside = (options: TestServiceOptions): Promise<TestService> =>
    openService(async () => ({ store: service.backend.store, close: async () => undefined }), options);

  beforeAll(async () => {
    // Requests come to a port of their own each.
    service = await openService(open, { baseUrl: 'https://scim.example.com/scim/v2' });
    for (let index = 0; index < 25; index += 1) {
      const more = { displayName: `Name ${index % 4}`, ...(index % 5 !== 0 && { title: `Title ${index % 3}` }) };
      await service.create('/Users', userBody(`user-${String(index).padStart(2, '0')}`, more));
    }
    for (let index = 0; index < 4; index += 1) await service.create('/Groups', groupBody(`Group ${index}`));
  });
  afterAll(() => service.close());
  afterEach(() => jest.restoreAllMocks());

  test('RFC 9865 §2: an empty cursor starts with the first page, as does one without a value', async () => {
    for (const query of ['cursor&count=10', 'cursor=&count=10', 'count=10&cursor=']) {
      const page = await list(query);
      expect(page).toEqual({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
        totalResults: 25,
        itemsPerPage: 10,
        nextCursor: expect.stringMatching(/^[A-Za-z0-9._~-]+$/),
        Resources: expect.any(Array),
      });
      expect(namesOf(page)).toEqual(namesOf(await list('count=10')));
    }
  });

  test.each([
    [10, 3],
    [5, 5],
    [25, 1],
    [24, 2],
    [100, 1],
  ])('RFC 9865 §2: pages of %i put together are the list; the last of the %i has no nextCursor', async (count, expected) => {
    const pages = await walk(`count=${count}`);
    expect(pages).toHaveLength(expected);
    expect(pages.flatMap(namesOf)).toEqual(namesOf(await list('count=100')));
    expect(pages.map((page) => 'previousCursor' in page)).toEqual(pages.map((_page, index) => index > 0));
    expect(pages.map((page) => page.itemsPerPage)).toEqual(pages.map((page) => page.Resources.length));
    expect(pages.every((page) => page.totalResults === 25 && !('startIndex' in page))).toBe(true);
  });

  test('RFC 9865 §2: previousCursor leads back to the very pages before, and nowhere from the first', async () => {
    const pages = await walk('count=7&sortBy=title&sortOrder=descending');
    let page = pages.at(-1);
    for (const expected of pages.slice(0, -1).reverse()) {
      page = await list(`count=7&sortBy=title&sortOrder=descending&cursor=${page.previousCursor}`);
      expect(page.Resources).toEqual(expected.Resources);
      expect(page.nextCursor).toEqual(expect.any(String));
    }
    expect(page.previousCursor).toBeUndefined();
  });

  test('RFC 9865 §2: a page holds what the same page by position holds', async () => {
    const byIndex = await list('startIndex=9&count=8');
    const [, byCursor] = await walk('count=8');
    expect(byCursor.Resources).toEqual(byIndex.Resources);
  });

  test('RFC 9865 §2.2: pages are sorted and filtered as the whole list is', async () => {
    for (const query of ['sortBy=title', 'sortBy=displayName&sortOrder=descending', 'filter=title pr&sortBy=meta.created', 'filter=displayName eq "name 1"']) {
      expect((await walk(`${query}&count=3`)).flatMap(namesOf)).toEqual(namesOf(await list(`${query}&count=100`)));
    }
  });

  test('RFC 9865 §2: count 0, and a negative one, asks for the total only', async () => {
    for (const count of [0, -3]) {
      expect(await list(`cursor=&count=${count}`)).toEqual({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
        totalResults: 25,
        itemsPerPage: 0,
        Resources: [],
      });
    }
  });

  test('RFC 9865 §2, §4: without count a page has the default size, and never more than the maximum', async () => {
    const limited = await beside({ pagination: { defaultCount: 3, maxCount: 6 } });
    expect((await list('cursor', limited)).itemsPerPage).toBe(3);
    expect((await list('cursor&count=1000', limited)).itemsPerPage).toBe(6);
    expect((await walk('count=1000', limited)).flatMap(namesOf)).toHaveLength(25);
    expect((await walk('', limited)).flatMap(namesOf)).toHaveLength(25);
  });

  test('RFC 9865 §2.1: another filter, order, selection or endpoint than that of the cursor is refused, in one way', async () => {
    const { nextCursor } = await list('cursor&count=5&filter=title pr&sortBy=title&attributes=userName');
    const path = (query: string) => `/Users?cursor=${nextCursor}&count=5&${query}`;
    const whole = 'filter=title pr&sortBy=title&attributes=userName';
    expect((await service.send('get', path(whole))).status).toBe(200);
    const others = [
      'filter=userName pr&sortBy=title&attributes=userName',
      'sortBy=title&attributes=userName',
      'filter=title pr&attributes=userName',
      'filter=title pr&sortBy=title&sortOrder=descending&attributes=userName',
      'filter=title pr&sortBy=userName&attributes=userName',
      'filter=title pr&sortBy=title',
      'filter=title pr&sortBy=title&attributes=displayName',
      'filter=title pr&sortBy=title&excludedAttributes=userName',
    ].map(path);
    const forged = await refusal('/Users?cursor=AAAA&count=5');
    expect(forged).toMatchObject({ status: '400', scimType: 'invalidCursor' });
    for (const other of [...others, `/Groups?cursor=${(await list('cursor&count=3')).nextCursor}&count=3`]) {
      expect(await refusal(other)).toEqual(forged);
    }
  });

  test('RFC 9865 §2: the example, which spells the name in its filter in two ways, works', async () => {
    const { nextCursor } = await list('filter=userName%20sw%20"user"&cursor&count=10');
    expect(namesOf(await list(`filter=username%20sw%20"user"&cursor=${nextCursor}&count=10`))).toHaveLength(10);
  });

  test('RFC 9865 §2.1: another count than that of the first page is refused, as is one that is no number', async () => {
    const { nextCursor } = await list('cursor&count=5');
    for (const count of ['count=7', 'count=0', 'sortOrder=ascending', 'count=abc', 'count=']) {
      expect(await refusal(`/Users?cursor=${nextCursor}&${count}`)).toMatchObject({ scimType: 'invalidCount' });
    }
    expect(await refusal('/Users?cursor&count=1.5')).toMatchObject({ scimType: 'invalidCount' });
    expect(await refusal('/Users?count=abc')).toMatchObject({ scimType: 'invalidValue' });
  });

  test('RFC 9865 §2.4: startIndex and cursor together are refused', async () => {
    expect(await refusal('/Users?startIndex=1&cursor=')).toMatchObject({ scimType: 'invalidValue' });
  });

  test('RFC 9865 §2.1: a cursor expires after the time that is published, and each page starts it anew', async () => {
    const timed = await beside({ pagination: { cursor: { timeout: 60 } } });
    const start = Date.now();
    const first = await list('cursor&count=5', timed);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(start + 59_000);
    const second = await list(`cursor=${first.nextCursor}&count=5`, timed);
    clock.mockReturnValue(start + 118_000);
    expect((await list(`cursor=${second.nextCursor}&count=5`, timed)).Resources).toHaveLength(5);
    expect(await refusal(`/Users?cursor=${first.nextCursor}&count=5`, timed)).toMatchObject({ scimType: 'expiredCursor' });
  });

  test('RFC 9865 §2.4: the default method serves requests that name none, and each method its own members', async () => {
    expect(await list('count=5')).toMatchObject({ startIndex: 1 });
    expect(await list('count=5')).not.toHaveProperty('nextCursor');
    const byCursor = await beside({ pagination: { method: 'cursor', defaultCount: 10 } });
    const page = await list('', byCursor);
    expect(page).not.toHaveProperty('startIndex');
    expect(namesOf(await list(`cursor=${page.nextCursor}`, byCursor))).toEqual(namesOf(await list('startIndex=11&count=10', byCursor)));
    expect(await list('startIndex=1', byCursor)).toMatchObject({ startIndex: 1, itemsPerPage: 10 });
  });

  test('RFC 9865 §4: ServiceProviderConfig says what is supported', async () => {
    const published = async (pagination: PaginationOptions) => (await (await beside({ pagination })).send('get', '/ServiceProviderConfig')).body.pagination;
    expect(await published({})).toEqual({
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: 100,
      maxPageSize: 1000,
      cursorTimeout: 3600,
    });
    expect(await published({ method: 'cursor', defaultCount: 7, maxCount: 9, cursor: { timeout: 60 } })).toEqual({
      cursor: true,
      index: true,
      defaultPaginationMethod: 'cursor',
      defaultPageSize: 7,
      maxPageSize: 9,
      cursorTimeout: 60,
    });
    const { cursor, cursorTimeout, index } = await published({ cursor: false });
    expect([cursor, cursorTimeout, index]).toEqual([false, undefined, true]);
  });

  test('RFC 7644 §3.4.2: switched off, cursor is a parameter like any other that is not known', async () => {
    const without = await beside({ pagination: { cursor: false } });
    for (const query of ['cursor=&count=5', 'cursor=AAAA&count=5', 'cursor=AAAA&startIndex=1&count=5', 'cursor=a&cursor=%FF&count=5']) {
      const page = await list(query, without);
      expect(page).toMatchObject({ startIndex: 1, itemsPerPage: 5 });
      expect(page).not.toHaveProperty('nextCursor');
    }
    expect(await refusal('/Users?cursor=&count=abc', without)).toMatchObject({ scimType: 'invalidValue' });
    const searched = await without.send('post', '/Users/.search', { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], cursor: 5, count: 5 });
    expect(searched.body).toMatchObject({ startIndex: 1, itemsPerPage: 5 });
  });

  test('RFC 9865 §5.2: a cursor works with another process of the same secret, and with none of another', async () => {
    const [one, two, other] = await Promise.all(
      [secret, secret, `${secret}!`].map((own) => beside({ pagination: { cursor: { secret: own } } })),
    );
    const { nextCursor } = await list('cursor&count=5', one);
    expect((await list(`cursor=${nextCursor}&count=5`, two)).Resources).toHaveLength(5);
    for (const stranger of [other, service]) {
      expect(await refusal(`/Users?cursor=${nextCursor}&count=5`, stranger)).toMatchObject({ scimType: 'invalidCursor' });
    }
  });

  test('RFC 9865 §5.2: a cursor is no credential, and ends with the permission it was made with', async () => {
    let permission: boolean | Grant = true;
    const authorizer: Authorizer = { ...acceptToken, authenticate: (each) => acceptToken.authenticate(each), authorize: () => permission };
    const guarded = await beside({ authorizer });
    const path = `/Users?cursor=${(await list('cursor&count=5', guarded)).nextCursor}&count=5`;
    expect((await guarded.send('get', path)).status).toBe(200);
    expect((await request(guarded.listener).get(`${mountPath}${path}`)).status).toBe(401);
    permission = { where: 'title pr' };
    expect(await refusal(path, guarded)).toMatchObject({ scimType: 'invalidCursor' });
    expect((await list('cursor&count=5', guarded)).totalResults).toBe(20);
    permission = false;
    expect((await guarded.send('get', path)).status).toBe(403);
  });

  test('RFC 9865 §5.2: a cursor of one tenant is refused for another', async () => {
    const tenants = await beside({ tenant: ({ headers }) => headers['x-tenant'] as string | undefined });
    for (const tenant of ['one', 'two']) {
      for (const name of ['a', 'b', 'c']) await tenants.send('post', '/Users', userBody(name), { 'x-tenant': tenant });
    }
    const first = await tenants.send('get', '/Users?cursor&count=2', undefined, { 'x-tenant': 'one' });
    const follow = (tenant: string) => tenants.send('get', `/Users?cursor=${first.body.nextCursor}&count=2`, undefined, { 'x-tenant': tenant });
    expect(namesOf((await follow('one')).body)).toEqual(['c']);
    expect((await follow('two')).body).toMatchObject({ status: '400', scimType: 'invalidCursor' });
  });

  test('RFC 9865 §2: a long value that is sorted by makes a long cursor, which still fits a URL', async () => {
    const created = await service.create('/Users', userBody('zzz', { nickName: 'n'.repeat(4000) }));
    await service.create('/Users', userBody('zzzz', { nickName: 'n'.repeat(4001) }));
    const pages = await walk('sortBy=nickName&count=1&filter=nickName pr');
    expect(pages.flatMap(namesOf)).toEqual(['zzz', 'zzzz']);
    for (const page of pages) await service.send('delete', `/Users/${page.Resources[0].id}`);
    expect(created['userName']).toBe('zzz');
  });
});

describe('options', () => {
  const start = (pagination: unknown) => () => createScimRouter(new MemoryStore(), acceptToken, { pagination: pagination as PaginationOptions });

  test.each([
    [{ method: 'offset' }, /options\.pagination\.method/],
    [{ method: 'cursor', cursor: false }, /options\.pagination\.cursor/],
    [{ cursor: true }, /options\.pagination\.cursor/],
    [{ cursor: null }, /options\.pagination\.cursor/],
    [{ cursor: { timeout: 0 } }, /options\.pagination\.cursor\.timeout/],
    [{ cursor: { timeout: 1.5 } }, /options\.pagination\.cursor\.timeout/],
    [{ cursor: { secret: 'short' } }, /options\.pagination\.cursor\.secret/],
    [{ cursor: { secret: 7 } }, /options\.pagination\.cursor\.secret/],
    [{ defaultCount: 0 }, /options\.pagination\.defaultCount/],
    [{ maxCount: -1 }, /options\.pagination\.maxCount/],
  ])('%j is refused at start', (pagination, message) => {
    expect(start(pagination)).toThrow(TypeError);
    expect(start(pagination)).toThrow(message);
  });

  test.each([{}, { cursor: {} }, { cursor: false }, { method: 'index', cursor: false }, { method: 'cursor' }, { cursor: { secret, timeout: 1 } }])(
    '%j is taken',
    (pagination) => {
      expect(start(pagination)).not.toThrow();
    },
  );
});
