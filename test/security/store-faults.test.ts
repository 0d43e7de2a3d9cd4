import { ForbiddenError, MemoryStore, UnavailableError } from 'scim-router';
import type { ResourceStore } from 'scim-router';

import { groupBody, openService, patchBody, userBody } from '../support/service';
import type { TestService } from '../support/service';

/** What a store may throw beside its own words, and what a client is told. */
const faults: readonly (readonly [name: string, error: () => unknown, status: number])[] = [
  ['an UnavailableError', () => new UnavailableError('the database is not available'), 503],
  ['an Error', () => new Error('relation "users" does not exist: SELECT * FROM users'), 500],
  ['a TypeError', () => new TypeError("Cannot read properties of undefined (reading 'id')"), 500],
  ['an error that looks like an HTTP 404', () => Object.assign(new Error('not here'), { status: 404, statusCode: 404 }), 500],
  ['an error of a file system', () => Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' }), 500],
  ['an error that claims to be a ScimError', () => Object.assign(new Error('no'), { code: 'ERR_SCIM_NOT_FOUND', status: 404, scimType: 'uniqueness', headers: {} }), 500],
  ['a string', () => 'SELECT failed', 500],
  ['undefined', () => undefined, 500],
  ['an object with a cycle', () => Object.assign(Object.create(null) as { self?: unknown }, { message: 'x' }), 500],
];

const requests: readonly (readonly [name: string, method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body?: object])[] = [
  ['GET a resource', 'get', '/Users/{user}'],
  ['GET a list', 'get', '/Users'],
  ['GET a filtered and sorted list', 'get', '/Users?filter=userName%20eq%20%22a%22&sortBy=userName'],
  ['POST', 'post', '/Users', userBody('new')],
  ['POST with members', 'post', '/Groups', groupBody('new', ['{user}'])],
  ['PUT', 'put', '/Users/{user}', userBody('changed')],
  ['PATCH', 'patch', '/Users/{user}', patchBody({ op: 'replace', path: 'displayName', value: 'x' })],
  ['PATCH of members', 'patch', '/Groups/{group}', patchBody({ op: 'add', path: 'members', value: [{ value: '{user}' }] })],
  ['DELETE', 'delete', '/Users/{user}'],
];

describe('RFC 7644 §3.12: a fault of the store is never told as 404, 409 or 400', () => {
  let service: TestService;
  let fault: { readonly error: unknown } | undefined;
  const reported: unknown[] = [];
  const ids: Record<string, string> = {};
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_match, name: string) => ids[name]!);

  beforeAll(async () => {
    const store = faulty(new MemoryStore(), () => fault);
    service = await openService(async () => ({ store, close: async () => undefined }), { onError: (error) => reported.push(error) });
    ids['user'] = (await service.create('/Users', userBody('a'))).id;
    ids['group'] = (await service.create('/Groups', groupBody('b'))).id;
  });
  afterAll(() => service.close());
  afterEach(() => {
    fault = undefined;
    reported.length = 0;
  });

  const cases = faults.flatMap(([name, error, status]) => requests.map(([title, method, path, body]) => [title, name, { error, status, method, path, body }] as const));
  test.each(cases)('%s, when the store throws %s', async (_title, _name, { error, status, method, path, body }) => {
    const thrown = error();
    fault = { error: thrown };
    const response = await service.send(method, fill(path), body && fill(JSON.stringify(body)));
    expect([response.status, response.body.status, response.body.scimType]).toEqual([status, String(status), undefined]);
    expect(response.headers['retry-after']).toEqual(status === 503 ? expect.stringMatching(/^[0-9]+$/) : undefined);
    expect(response.text).not.toMatch(/SELECT|relation|ENOENT|reading|not here/);
    expect(reported).toEqual([thrown]);
  });

  test('a 500 names the request, and nothing else, so that the log can be searched', async () => {
    const requestIds: unknown[] = [];
    const store = faulty(new MemoryStore(), () => ({ error: new Error('inside') }));
    const own = await openService(async () => ({ store, close: async () => undefined }), { onError: (_error, { requestId }) => requestIds.push(requestId) });
    const { body } = await own.send('get', '/Users/1');
    expect(body.detail).toBe(`The service provider failed to process request ${String(requestIds[0])}`);
  });

  test('LOG-02: without onError a fault is one entry on stderr, with the request and without control characters', async () => {
    const written = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const store = faulty(new MemoryStore(), () => ({ error: new Error('Key (userName)=(\u001b]0;pwn\u0007\u009b2J\r) exists') }));
    const own = await openService(async () => ({ store, close: async () => undefined }));
    const { body } = await own.send('get', '/Users/1');
    const [[line, text]] = written.mock.calls as [[string, string]];
    written.mockRestore();
    expect(text).toContain('Key (userName)=(\\x1b]0;pwn\\x07\\x9b2J\\x0d) exists');
    expect(text).not.toMatch(/[^\P{Cc}\t\n]/u);
    expect(line).toContain(String(body.detail).split(' ').at(-1));
  });

  test.each<[string, () => unknown]>([
    ['throws', () => { throw new Error('logger down'); }],
    ['rejects', () => Promise.reject(new Error('logger down'))],
  ])('an onError that %s changes no answer and ends no process: both errors are on stderr', async (_does, onError) => {
    const written = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const store = faulty(new MemoryStore(), () => ({ error: new Error('inside') }));
    const own = await openService(async () => ({ store, close: async () => undefined }), { onError: onError });
    const { status } = await own.send('get', '/Users/1');
    const texts = written.mock.calls.map(([, text]) => String(text).split('\n')[0]);
    written.mockRestore();
    expect([status, texts]).toEqual([500, ['Error: inside', 'Error: logger down']]);
  });

  test('an authorizer that fails is a fault: never a 401, never a success', async () => {
    const failing = await openService(async () => ({ store: new MemoryStore(), close: async () => undefined }), {
      authorizer: { schemes: [{ type: 'x', name: 'x', description: 'x', challenge: 'X' }], authenticate: () => Promise.reject(new Error('keys unavailable')), authorize: () => true },
      onError: () => undefined,
    });
    expect((await failing.send('get', '/Users')).status).toBe(500);
  });

  test('what a store or a hook refuses in the words of SCIM is told as it is', async () => {
    fault = { error: new ForbiddenError('No changes today') };
    expect((await service.send('post', '/Users', userBody('forbidden'))).status).toBe(403);
    expect(reported).toEqual([]);
  });
});

/** Throws instead of every call while there is a fault. */
function faulty(store: ResourceStore, fault: () => { readonly error: unknown } | undefined): ResourceStore {
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name, target);
      if (typeof method !== 'function') return method;
      return async (...parameters: readonly unknown[]) => {
        const now = fault();
        if (now !== undefined) throw now.error;
        return (method as (...given: readonly unknown[]) => unknown).call(target, ...parameters);
      };
    },
  });
}
