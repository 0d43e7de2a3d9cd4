import type { Principal, ResourceStore, ScimContext } from 'scim-router';
import { MemoryStore } from 'scim-router';

import { allAttributes } from '../../src/resource/create-projection';
import { ownContext } from '../../src/provisioning/own-context';
import { hashOf, isToken, newToken } from '../../src/provisioning/tokens/token';
import { backends } from '../support/backends';
import type { createDatabase } from '../support/postgres';
import { enabledToken, formOf, openProvisioning, patch, serve, tokenIn, user } from './support/open-provisioning';

const dayMilliseconds = 86_400_000;

/** A clock that tests turn. */
function clock(): { now: () => Date; turn: (days: number) => void } {
  let time = Date.UTC(2026, 0, 15, 12);
  return { now: () => new Date(time), turn: (days) => (time += days * dayMilliseconds) };
}

/** A store that counts its calls, and fails those that it is told to. */
function watched(store: ResourceStore): ResourceStore & { calls: string[]; failing: string | undefined } {
  const watch = { calls: [] as string[], failing: undefined as string | undefined };
  const call = (name: 'create' | 'get' | 'query' | 'replace' | 'delete') => (request: any, context: ScimContext) => {
    const what = `${name} ${request.type.name}`;
    watch.calls.push(what);
    return watch.failing === what ? Promise.reject(new Error('secret detail of the database')) : (store[name] as any)(request, context);
  };
  return Object.assign(watch, { create: call('create'), get: call('get'), query: call('query'), replace: call('replace'), delete: call('delete'), resolvesInverse: true } as const);
}

test('a token has 256 random bits, a prefix and a checksum', () => {
  const tokens = new Set(Array.from({ length: 1000 }, newToken));
  expect(tokens.size).toBe(1000);
  const [token = ''] = tokens;
  expect(token).toMatch(/^scim_[A-Za-z0-9_-]{43}_[A-Za-z0-9_-]{6}$/);
  for (const each of tokens) expect(isToken(each)).toBe(true);
  for (let place = 5; place < token.length; place += 1) {
    const changed = `${token.slice(0, place)}${token[place] === 'A' ? 'B' : 'A'}${token.slice(place + 1)}`;
    expect(isToken(changed)).toBe(false);
  }
});

test('a token whose checksum is wrong is refused without a look into the store', async () => {
  const store = watched(new MemoryStore());
  const service = serve(store);
  const token = await enabledToken(service);
  store.calls.length = 0;
  for (const wrong of [`${token}A`, token.slice(0, -1), token.toUpperCase(), 'scim_', `xscim${token.slice(4)}`]) {
    expect((await service.scim('get', '/Users', wrong)).status).toBe(401);
  }
  expect(store.calls).toEqual([]);
  expect((await service.scim('get', '/Users', newToken())).status).toBe(401);
  expect(store.calls).toEqual(['query IdentityProvider']);
  await service.provisioning.flush();
});

test('a token counts in the Authorization header only (RFC 6750 §2.3)', async () => {
  const service = serve(new MemoryStore());
  const token = await enabledToken(service);
  for (const name of ['token', 'access_token']) expect((await service.scim('get', `/Users?${name}=${token}`, 'x')).status).toBe(401);
  await service.provisioning.flush();
});

test('a token that has expired is refused; 180 days, or what was chosen, and never more than is allowed (RFC 7644 §7.4, PAGE-09)', async () => {
  const { now, turn } = clock();
  const service = serve(new MemoryStore(), { now });
  const token = await enabledToken(service);
  turn(179);
  expect((await service.scim('get', '/Users', token)).status).toBe(200);
  turn(1);
  expect((await service.scim('get', '/Users', token)).status).toBe(401);
  expect((await service.get()).text).toContain('Expired');
  await service.submit('save', {}, { query: '?edit' });
  expect((await service.submit('save', { enabled: 'on', days: '3650' }, { query: '?edit' })).status).toBe(400);
  const short = await enabledToken(service, { days: '30' });
  turn(30);
  expect((await service.scim('get', '/Users', short)).status).toBe(401);
  await service.provisioning.flush();
});

test('a read-only token may not write, and a token for one type only that (RFC 6750 §3.1, insufficient_scope)', async () => {
  const service = serve(new MemoryStore());
  const token = await enabledToken(service, { 'access-User': 'read', 'access-Group': 'none' });
  expect((await service.scim('get', '/Users', token)).status).toBe(200);
  for (const [method, path, body] of [
    ['post', '/Users', user('ada')],
    ['put', '/Users/1', user('ada')],
    ['patch', '/Users/1', patch({ op: 'remove', path: 'title' })],
    ['delete', '/Users/1', undefined],
    ['get', '/Groups', undefined],
  ] as const) {
    const refused = await service.scim(method, path, token, body);
    expect([method, path, refused.status]).toEqual([method, path, 403]);
    expect(refused.headers['www-authenticate']).toContain('insufficient_scope');
  }
  const edit = await service.submit('save', {}, { query: '?edit' });
  expect(edit.text).toContain('SCIM provisioning is disabled');
  const none = await service.submit('save', { enabled: 'on', 'access-User': 'none', 'access-Group': 'none' }, { query: '?edit' });
  expect([none.status, tokenIn(none.text)]).toEqual([400, undefined]);
  expect((await service.submit('save', { enabled: 'on', 'access-Group': 'write' }, { query: '?edit' })).status).toBe(400);
  await service.provisioning.flush();
});

test('two tokens are active at most, so that one can be replaced without an interruption', async () => {
  const service = serve(new MemoryStore());
  const first = await enabledToken(service);
  const page = await service.get();
  const form = formOf(page.text, 'create');
  const created = await service.post(form);
  const second = tokenIn(created.text)!;
  for (const token of [first, second]) expect((await service.scim('get', '/Users', token)).status).toBe(200);
  expect(created.text).not.toContain('value="create"');
  expect(created.text).toContain('there can be no more');
  expect((await service.post(form)).status).toBe(409);
  const revoked = await service.post(formOf(created.text, 'revoke'));
  expect(revoked.status).toBe(200);
  expect((await service.scim('get', '/Users', first)).status).toBe(401);
  expect((await service.scim('get', '/Users', second)).status).toBe(200);
  await service.provisioning.flush();
});

test('ten forms at the same moment make one token (PAGE-07)', async () => {
  const service = serve(new MemoryStore());
  await enabledToken(service);
  const form = formOf((await service.get()).text, 'create');
  const answers = await Promise.all(Array.from({ length: 10 }, () => service.post(form)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  expect(answers.filter(({ text }) => tokenIn(text) !== undefined)).toHaveLength(1);
  await service.provisioning.flush();
});

test('a place whose token has expired is free', async () => {
  const { now, turn } = clock();
  const service = serve(new MemoryStore(), { now });
  await enabledToken(service, { days: '30' });
  await service.submit('create', { days: '365' });
  expect((await service.get()).text).toContain('there can be no more');
  turn(31);
  const third = tokenIn((await service.submit('create')).text)!;
  expect((await service.scim('get', '/Users', third)).status).toBe(200);
  await service.provisioning.flush();
});

describe('tenants', () => {
  test('see and change their own identity providers only, and their tokens lead to their own users', async () => {
    const service = serve(new MemoryStore());
    const [acme, globex] = [await enabledToken(service, {}, 'grace'), await enabledToken(service, {}, 'linus')];
    await service.scim('post', '/Users', acme, user('wile'));
    expect((await service.scim('get', '/Users', acme)).body.totalResults).toBe(1);
    expect((await service.scim('get', '/Users', globex)).body.totalResults).toBe(0);
    expect((await service.get('', 'ada')).text).toContain('SCIM provisioning is disabled');
    await service.submit('save', {}, { query: '?edit', user: 'linus' });
    expect((await service.scim('get', '/Users', globex)).status).toBe(401);
    expect((await service.scim('get', '/Users', acme)).status).toBe(200);
    await service.provisioning.flush();
  });

  test('the tenant is that of the administrator, whatever the form says, and names collide with nobody (TEN-13)', async () => {
    const service = serve(new MemoryStore());
    for (const user of ['grace', 'linus']) {
      expect((await service.submit('add', { name: 'google', tenant: 'globex', owner: '=globex' }, { query: '?add', user })).status).toBe(200);
      expect((await service.get('', user)).text.match(/>google</g)).toHaveLength(1);
    }
    const ofGlobex = /provider=([^"&]+)/.exec((await service.get('', 'linus')).text)![1]!;
    const form = formOf((await service.get('?edit', 'grace')).text, 'save');
    expect((await service.post({ ...form, provider: ofGlobex, enabled: 'on' }, { user: 'grace' })).status).toBe(403);
    expect((await service.get(`?provider=${ofGlobex}`, 'grace')).text).toContain('<h2 id="provider">SCIM</h2>');
  });

  test('a token is refused where the request names another tenant, and an administrator, too', async () => {
    const named = new MemoryStore();
    const tenant = ({ headers }: { headers: NodeJS.Dict<string | string[]> }): string | undefined => headers['x-tenant'] as string | undefined;
    const service = serve(named, { tenant });
    const acme = await enabledToken(service, {}, 'grace');
    expect((await service.scim('get', '/Users', acme).set('X-Tenant', 'acme')).status).toBe(200);
    expect((await service.scim('get', '/Users', acme).set('X-Tenant', 'globex')).status).toBe(401);
    expect((await service.get('', 'grace', { 'X-Tenant': 'globex' })).status).toBe(403);
    expect((await service.get('', 'grace', { 'X-Tenant': 'acme' })).status).toBe(200);
    expect((await service.get('', 'ada', { 'X-Tenant': 'acme' })).status).toBe(403);
    const ofNone = await enabledToken(service);
    expect((await service.scim('get', '/Users', ofNone)).status).toBe(200);
    expect((await service.scim('get', '/Users', ofNone).set('X-Tenant', 'acme')).status).toBe(401);
    await service.provisioning.flush();
  });
});

test('several identity providers stand side by side, each with tokens of its own', async () => {
  const service = serve(new MemoryStore());
  const standard = await enabledToken(service);
  const added = await service.submit('add', { name: 'Entra ID' }, { query: '?add' });
  expect(added.text).toContain('<h2 id="provider">Entra ID</h2>');
  const query = /href="[^"]*(\?provider=[^"&]+)&amp;edit"/.exec(added.text)?.[1] ?? '';
  const entra = tokenIn((await service.submit('save', { enabled: 'on' }, { query: `${query}&edit` })).text)!;
  expect((await service.scim('get', '/Users', entra)).status).toBe(200);
  expect((await service.submit('add', { name: ' entra  ID ' }, { query: '?add' })).status).toBe(409);
  expect((await service.submit('add', { name: ' ' }, { query: '?add' })).status).toBe(400);
  expect((await service.get(`${query}&edit`)).text).not.toContain('value="remove"');
  await service.submit('save', {}, { query: `${query}&edit` });
  expect((await service.scim('get', '/Users', entra)).status).toBe(401);
  expect((await service.scim('get', '/Users', standard)).status).toBe(200);
  const removed = await service.submit('remove', {}, { query: `${query}&edit` });
  expect(removed.text).not.toContain('Entra ID');
  await service.provisioning.flush();
});

describe.each(backends)('processes on %s', (name, open) => {
  let service: Awaited<ReturnType<typeof openProvisioning>>;
  let other: ReturnType<typeof serve>;
  beforeEach(async () => {
    service = await openProvisioning(open);
    other = serve(service.store);
  });
  afterEach(async () => {
    await service.provisioning.flush();
    await other.provisioning.flush();
    await service.close();
  });

  test('that enable at the same moment make one token, which one of them shows', async () => {
    for (let round = 0; round < 5; round += 1) {
      const forms = await Promise.all([service, other].map(async (each) => formOf((await each.get('?edit')).text, 'save')));
      const answers = await Promise.all([service, other].map((each, index) => each.post({ ...forms[index]!, enabled: 'on' })));
      const tokens = answers.flatMap(({ text }) => tokenIn(text) ?? []);
      expect([answers.map(({ status }) => status).sort(), tokens.length]).toEqual([[200, 409], 1]);
      for (const each of [service, other]) expect((await each.scim('get', '/Users', tokens[0]!)).status).toBe(200);
      await other.submit('save', {}, { query: '?edit' });
    }
  });

  test('know of a revocation from the next request on, and of the forms of each other (AUTH-17)', async () => {
    const token = await enabledToken(service);
    expect((await other.scim('get', '/Users', token)).status).toBe(200);
    expect((await service.post({ ...formOf((await other.get('?edit')).text, 'save') })).status).toBe(200);
    expect((await other.scim('get', '/Users', token)).status).toBe(401);
  });

  test('add up what they count', async () => {
    const token = await enabledToken(service);
    for (const each of [service, other, service]) await each.scim('get', '/Users', token);
    await Promise.all([service.provisioning.flush(), other.provisioning.flush()]);
    expect((await service.get()).text).toMatch(/Requests in 7 days<\/dt><dd>3</);
  });

  test('keep no token in clear, in no log, and in no answer but the first', async () => {
    const logged: string[] = [];
    const spies = (['error', 'log', 'warn', 'info'] as const).map((method) => jest.spyOn(console, method).mockImplementation((...parts) => void logged.push(parts.join(' '))));
    const events: unknown[] = [];
    const watching = serve(service.store, { onEvent: (event) => events.push(event), onError: (error) => logged.push(String(error)) });
    const token = await enabledToken(watching);
    const second = tokenIn((await watching.submit('create')).text)!;
    const answers = [await watching.get(), await watching.get('?history'), await watching.get('?edit'), await watching.scim('get', '/Users', token), await watching.scim('get', '/Users', `${second}x`)];
    await watching.provisioning.flush();
    const stored = await everythingIn(service.store, watching.provisioning.storedTypes);
    const tables = name.includes('PostgreSQL') ? await rowsOf(service.store) : '';
    for (const text of [stored, tables, JSON.stringify(events), logged.join('\n'), ...answers.map((answer) => answer.text + JSON.stringify(answer.headers))]) {
      for (const secret of [token, second]) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain(secret.slice(5, 48));
      }
    }
    expect(stored).toContain(hashOf(token));
    expect(events).toHaveLength(2);
    for (const spy of spies) spy.mockRestore();
  });
});

async function everythingIn(store: ResourceStore, types: ReturnType<typeof serve>['provisioning']['storedTypes']): Promise<string> {
  const page = { startIndex: 1, count: 1000 };
  const found = await Promise.all(types.map((type) => store.query({ type, page, projection: allAttributes }, ownContext())));
  return JSON.stringify(found.flatMap(({ resources }) => resources.map(({ attributes, text }) => [attributes, text])));
}

async function rowsOf(store: ResourceStore): Promise<string> {
  const { knex } = store as unknown as { knex: Awaited<ReturnType<typeof createDatabase>>['knex'] };
  const tables = await knex.raw(`select table_name from information_schema.tables where table_schema = 'public'`);
  const rows = await Promise.all((tables.rows as { table_name: string }[]).map(({ table_name }) => knex.select('*').from(table_name)));
  expect(rows.flat().length).toBeGreaterThan(3);
  return JSON.stringify(rows);
}

describe('counting', () => {
  test('writes at once after a pause, then once a minute, and never makes a request wait or fail', async () => {
    const store = watched(new MemoryStore());
    const errors: unknown[] = [];
    const service = serve(store, { onError: (error) => errors.push(error) });
    const token = await enabledToken(service);
    store.calls.length = 0;
    for (let request = 0; request < 5; request += 1) await service.scim('get', '/Users', token);
    expect(store.calls.filter((call) => call.endsWith('TokenUsage'))).toEqual(['query TokenUsage', 'create TokenUsage']);
    store.failing = 'replace TokenUsage';
    await service.provisioning.flush();
    expect(errors.map(String)).toEqual(['Error: secret detail of the database']);
    store.failing = undefined;
    expect((await service.scim('get', '/Users', token)).status).toBe(200);
    await service.provisioning.flush();
  });

  test('a request is answered before its count is written, and while it never is', async () => {
    const memory = new MemoryStore();
    const stuck = new Proxy(memory, {
      get: (target, name) => (name === 'query' ? (request: any, context: ScimContext) => (request.type.name === 'TokenUsage' ? new Promise(() => {}) : target.query(request, context)) : typeof target[name as 'get'] === 'function' ? target[name as 'get'].bind(target) : target[name as 'get']),
    });
    const token = await enabledToken(serve(memory));
    const service = serve(stuck);
    for (let request = 0; request < 3; request += 1) expect((await service.scim('get', '/Users', token)).status).toBe(200);
  });

  test('a token that expires in 30, and in 7 days, is told once each', async () => {
    const { now, turn } = clock();
    const told: string[] = [];
    const service = serve(new MemoryStore(), { now, onEvent: ({ action }) => told.push(action) });
    const token = await enabledToken(service);
    for (const days of [0, 149, 1, 5, 17, 1, 3]) {
      turn(days);
      await service.scim('get', '/Users', token);
      await service.provisioning.flush();
    }
    expect(told).toEqual(['enabled', 'tokenExpiring', 'tokenExpiring']);
    const page = await service.get();
    expect(page.text).toContain('Expires in 4 days');
    expect((await service.get('?history')).text).toContain('Token expires soon');
  });
});

test('the principal of a request tells the identity provider and the token', async () => {
  const service = serve(new MemoryStore());
  const token = await enabledToken(service, {}, 'grace');
  const principal = (await service.provisioning.authorizer.authenticate({ headers: { authorization: `Bearer ${token}` }, rawHeaders: [] } as never)) as Principal;
  expect(principal).toEqual({ id: expect.any(String), name: 'SCIM', tenant: 'acme', token: expect.any(String), access: { User: 'write', Group: 'read' } });
  await service.provisioning.flush();
});
