import type { TenantLimits, TenantLimitsOption } from 'scim-router';
import { MemoryStore, bearerAuth } from 'scim-router';

import { backends } from '../support/backends';
import type { TestService, TestServiceOptions } from '../support/service';
import { openService, patchBody, userBody } from '../support/service';

const tenant: NonNullable<TestServiceOptions['tenant']> = ({ headers }) => headers['x-tenant'] as string | undefined;
const of = (name: string): Record<string, string> => ({ 'x-tenant': name });
const searchUrn = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
const bulkBody = (count: number): object => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
  Operations: Array.from({ length: count }, () => ({ method: 'DELETE', path: '/Users/none' })),
});

const small: TenantLimits = {
  maxBodyBytes: 2000,
  json: { depth: 6, members: 8, elements: 4 },
  limits: { filterLength: 60, filterDepth: 2, filterTerms: 2, patchOperations: 2, patchValues: 3 },
  pagination: { defaultCount: 2, maxCount: 3 },
  bulk: { maxOperations: 3, maxPayloadSize: 500 },
};
const plans: Readonly<Record<string, TenantLimits>> = { small, large: { pagination: { maxCount: 5000 }, bulk: { maxOperations: 9 } } };

type Request = readonly [method: 'get' | 'post' | 'patch', path: string, body: object | undefined];
const terms = (count: number): string => Array.from({ length: count }, () => 'title pr').join(' and ');
const values = (count: number): readonly object[] => Array.from({ length: count }, (_, index) => ({ value: `${index}@example.com` }));
const replacement = { op: 'replace', path: 'title', value: 'x' };

/** What is too much for one tenant, and how it is told; another tenant may do all of it. */
const refusals: readonly (readonly [string, Request, number, string | undefined])[] = [
  ['maxBodyBytes', ['post', '/Users', userBody('long', { title: 'x'.repeat(2000) })], 413, undefined],
  ['json.depth', ['post', '/Users', userBody('deep', { x: [[[[[[]]]]]] })], 400, 'invalidSyntax'],
  ['json.members', ['post', '/Users', userBody('wide', { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1 })], 400, 'invalidSyntax'],
  ['json.elements', ['post', '/Users', userBody('many', { emails: values(5) })], 413, undefined],
  ['limits.filterLength', ['get', `/Users?filter=${encodeURIComponent(`title eq "${'x'.repeat(60)}"`)}`, undefined], 400, 'invalidFilter'],
  ['limits.filterDepth', ['get', `/Users?filter=${encodeURIComponent('(((title pr)))')}`, undefined], 400, 'invalidFilter'],
  ['limits.filterTerms', ['get', `/Users?filter=${encodeURIComponent(terms(3))}`, undefined], 400, 'invalidFilter'],
  ['limits.filterTerms of a search', ['post', '/Users/.search', { schemas: [searchUrn], filter: terms(3) }], 400, 'invalidFilter'],
  ['limits.filterTerms of all types', ['post', '/.search', { schemas: [searchUrn], filter: terms(3) }], 400, 'invalidFilter'],
  ['limits.patchOperations', ['patch', '/Users/{id}', patchBody(replacement, replacement, replacement)], 413, undefined],
  ['limits.patchValues', ['patch', '/Users/{id}', patchBody({ op: 'add', path: 'emails', value: values(4) })], 413, undefined],
  ['bulk.maxOperations', ['post', '/Bulk', bulkBody(4)], 413, undefined],
  ['bulk.maxPayloadSize', ['post', '/Bulk', { ...bulkBody(1), failOnErrors: 1, x: 'x'.repeat(500) }], 413, undefined],
];

describe.each(backends)('options.tenantLimits on %s', (_name, open) => {
  let service: TestService;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    service = await openService(open, { tenant, tenantLimits: (name) => plans[name ?? ''] });
    for (const name of ['small', 'large', 'none']) {
      for (const user of ['a', 'b', 'c', 'd']) {
        const { body } = await service.send('post', '/Users', userBody(user), of(name));
        ids[name] = body.id;
      }
    }
  });
  afterAll(() => service.close());

  const ask = (name: string, [method, path, body]: Request) => service.send(method, path.replace('{id}', ids[name]!), body, of(name));

  test.each(refusals)('%s is that of the tenant, and of no other', async (_option, request, status, scimType) => {
    const refused = await ask('small', request);
    expect([refused.status, refused.body.scimType]).toEqual([status, scimType]);
    for (const other of ['large', 'none']) expect((await ask(other, request)).status).toBeLessThan(300);
  });

  test('RFC 7644 §3.4.2.4: pages have the sizes of the tenant, in a list, a search, a query of all types and a walk by cursor', async () => {
    const sizes = async (name: string): Promise<readonly number[]> => {
      const asked: readonly Request[] = [
        ['get', '/Users', undefined],
        ['get', '/Users?count=100', undefined],
        ['post', '/Users/.search', { schemas: [searchUrn], count: 100 }],
        ['get', '/?count=100', undefined],
        ['get', '/Users?cursor&count=100', undefined],
      ];
      const pages = [];
      for (const each of asked) pages.push((await ask(name, each)).body.itemsPerPage as number);
      return pages;
    };
    expect(await sizes('small')).toEqual([2, 3, 3, 3, 3]);
    for (const other of ['large', 'none']) expect(Math.min(...(await sizes(other)))).toBeGreaterThanOrEqual(4);
  });

  test('a cursor leads from page to page of a tenant with limits', async () => {
    const { body: first } = await ask('small', ['get', '/Users?cursor', undefined]);
    const { body: second } = await ask('small', ['get', `/Users?cursor=${first.nextCursor}`, undefined]);
    const ids = [...first.Resources, ...second.Resources].map(({ id }: { id: string }) => id);
    expect([first.itemsPerPage, second.itemsPerPage, new Set(ids).size]).toEqual([2, 2, 4]);
  });

  test('RFC 7643 §5: ServiceProviderConfig tells each tenant its own limits', async () => {
    const config = async (name: string) => (await ask(name, ['get', '/ServiceProviderConfig', undefined])).body;
    expect(await config('small')).toMatchObject({
      filter: { supported: true, maxResults: 3 },
      bulk: { supported: true, maxOperations: 3, maxPayloadSize: 500 },
      pagination: { cursor: true, index: true, defaultPaginationMethod: 'index', defaultPageSize: 2, maxPageSize: 3, cursorTimeout: 3600 },
    });
    expect(await config('large')).toMatchObject({
      filter: { maxResults: 5000 },
      bulk: { maxOperations: 9, maxPayloadSize: 1_048_576 },
      pagination: { defaultPageSize: 100, maxPageSize: 5000 },
    });
    expect(await config('none')).toMatchObject({ filter: { maxResults: 1000 }, bulk: { maxOperations: 1000 }, pagination: { defaultPageSize: 100 } });
  });
});

describe('options.tenantLimits', () => {
  const [[, open]] = backends as readonly [(typeof backends)[0], ...typeof backends];
  const opened = (tenantLimits: TenantLimitsOption, options: TestServiceOptions = {}) => openService(open, { tenant, tenantLimits, ...options });

  test('with public discovery, whoever presents no credential is told the limits of the router, and others their own', async () => {
    const service = await opened(() => small, { publicDiscovery: true });
    const maxResults = async (headers: Record<string, string>) => (await service.send('get', '/ServiceProviderConfig', undefined, headers)).body.filter?.maxResults as number;
    expect([await maxResults({ Authorization: '' }), await maxResults({})]).toEqual([1000, 3]);
    expect((await service.send('get', '/ServiceProviderConfig', undefined, { Authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await service.send('get', '/Schemas', undefined, { Authorization: 'Bearer wrong' })).status).toBe(200);
  });

  test('RFC 7644 §2: it is not asked before the credential has been accepted', async () => {
    const asked: unknown[] = [];
    const service = await opened((name) => void asked.push(name), { authorizer: bearerAuth(() => undefined) });
    expect([(await service.send('get', '/Users')).status, asked]).toEqual([401, []]);
  });

  test('limits may change while the service runs: another object holds from the next request on', async () => {
    let limits: TenantLimits | undefined = { pagination: { maxCount: 1 } };
    const service = await opened(() => limits);
    for (const name of ['a', 'b', 'c']) await service.create('/Users', userBody(name));
    const size = async () => (await service.send('get', '/Users')).body.Resources.length as number;
    const sizes = [await size()];
    limits = { pagination: { maxCount: 2 } };
    sizes.push(await size());
    limits = undefined;
    sizes.push(await size());
    expect(sizes).toEqual([1, 2, 3]);
  });

  const wrong: readonly (readonly [string, unknown])[] = [
    ['.maxBodyBytes must be', { maxBodyBytes: 0 }],
    ['.json.depth must be', { json: { depth: 1.5 } }],
    ['.json.size does not exist', { json: { size: 5 } }],
    ['.json must be an object', { json: 5 }],
    ['.limits.filterTerms must be', { limits: { filterTerms: '5' } }],
    ['.limits.terms does not exist', { limits: { terms: 5 } }],
    ['.pagination.maxCount must be', { pagination: { maxCount: -1 } }],
    ['.pagination.method does not exist', { pagination: { method: 'cursor' } }],
    ['.bulk.maxOperations must be', { bulk: { maxOperations: Infinity } }],
    ['.bulk must be an object', { bulk: false }],
    ['.requestTimeout must be', { requestTimeout: Number.NaN }],
    ['.requestTimeout must be at most', { requestTimeout: 2 ** 31 }],
    ['.concurrency.running must be', { concurrency: { running: 0 } }],
    ['.concurrency must be an object', { concurrency: true }],
    ['.maxUrlLength is no limit of a tenant', { maxUrlLength: 100 }],
    [' must give an object of limits or undefined, and at once', Promise.resolve({})],
    [' must give an object of limits or undefined, and at once', null],
    [' must give an object of limits or undefined, and at once', 5],
    [' must give an object of limits or undefined, and at once', []],
  ];
  test.each(wrong)('what is wrong with %s %j is a fault: 500 without a word of it, and all of it for onError', async (text, given) => {
    const reported: [unknown, unknown][] = [];
    const service = await opened(() => given as TenantLimits, { onError: (error, context) => reported.push([error, context.tenant]) });
    for (const path of ['/Users', '/ServiceProviderConfig']) {
      const response = await service.send('get', path, undefined, of('acme'));
      expect([response.status, response.body.status, response.body.detail]).toEqual([500, '500', expect.stringMatching(/^The service provider failed to process request [0-9a-f-]{36}$/)]);
    }
    expect(reported).toEqual(Array.from({ length: 2 }, () => [expect.any(TypeError), 'acme']));
    expect((reported[0]![0] as TypeError).message.startsWith(`options.tenantLimits("acme")${text}`)).toBe(true);
  });

  test('what it throws is a fault, and leaves nothing behind that refuses later requests', async () => {
    let failing = true;
    const service = await opened(() => {
      if (failing) throw new Error('plans unavailable');
      return { concurrency: { running: 1, queued: 1 } };
    }, { onError: () => undefined });
    for (let index = 0; index < 5; index += 1) expect((await service.send('get', '/Users')).status).toBe(500);
    failing = false;
    expect((await service.send('get', '/Users')).status).toBe(200);
  });

  test('limits of bulk jobs, where the router has none, are a fault', async () => {
    const reported: unknown[] = [];
    const service = await opened(() => small, { bulk: false, onError: (error) => reported.push(error) });
    expect((await service.send('get', '/Users')).status).toBe(500);
    expect(String(reported[0])).toContain('options.bulk is false');
  });

  test('anything but a function is a TypeError at start', async () => {
    await expect(opened({} as unknown as TenantLimitsOption)).rejects.toThrow(/^options\.tenantLimits must be a function/);
  });
});

/** A store whose queries last until they are let go. */
class SlowStore extends MemoryStore {
  readonly held: (() => void)[] = [];

  override async query(...request: Parameters<MemoryStore['query']>): ReturnType<MemoryStore['query']> {
    await new Promise<void>((resolve) => this.held.push(resolve));
    return super.query(...request);
  }
}

describe('time and concurrency of a tenant', () => {
  let store: SlowStore;
  const opened = (tenantLimits: TenantLimitsOption, options: TestServiceOptions = {}) => {
    store = new SlowStore();
    return openService(async () => ({ store, close: async () => undefined }), { tenant, tenantLimits, ...options, onError: () => undefined });
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const release = (): void => store.held.splice(0).forEach((proceed) => proceed());

  test('a request has the time of its tenant: less or more than others', async () => {
    const service = await opened((name) => ({ requestTimeout: name === 'short' ? 50 : 5000 }), { requestTimeout: 300 });
    const short = await service.send('get', '/Users', undefined, of('short'));
    expect([short.status, short.headers['retry-after']]).toEqual([503, '5']);
    release();
    const long = service.send('get', '/Users', undefined, of('long')).then((response) => response);
    await until(() => store.held.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 400));
    release();
    expect((await long).status).toBe(200);
  });

  test('as many requests run and wait as the tenant has places; others have theirs', async () => {
    const service = await opened((name) => (name === 'narrow' ? { concurrency: { running: 1, queued: 1 } } : { concurrency: false }), { concurrency: { running: 2, queued: 1 } });
    const send = (name: string) => service.send('get', '/Users', undefined, of(name)).then(({ status }) => status);
    const first = send('narrow');
    await until(() => store.held.length === 1);
    const others = [send('narrow'), send('narrow')];
    expect(await Promise.race(others)).toBe(429);
    const wide = Array.from({ length: 6 }, () => send('wide'));
    await until(() => store.held.length === 7);
    release();
    await until(() => store.held.length === 1);
    release();
    expect([await first, ...(await Promise.all(others)).toSorted(), ...(await Promise.all(wide))]).toEqual([200, 200, 429, ...wide.map(() => 200)]);
  });

  test('places that are added while requests wait go to those first', async () => {
    let running = 1;
    const service = await opened(() => ({ concurrency: { running, queued: 5 } }));
    const sent: Promise<number>[] = [];
    const send = () => sent.push(service.send('post', '/.search', { schemas: [searchUrn] }).then(({ status }) => status));
    send();
    await until(() => store.held.length === 1);
    for (let index = 0; index < 3; index += 1) send();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(store.held).toHaveLength(1);
    running = 3;
    send();
    await until(() => store.held.length === 3);
    running = 1;
    const letting = setInterval(release, 5);
    expect(await Promise.all(sent)).toEqual([200, 200, 200, 200, 200]);
    clearInterval(letting);
  });
});
