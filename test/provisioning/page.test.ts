import type { IncomingMessage } from 'node:http';

import express from 'express';
import express4 from 'express4';
import { MemoryStore, UnavailableError } from 'scim-router';
import type { ProvisioningOptions } from 'scim-router/provisioning';
import { createProvisioning } from 'scim-router/provisioning';
import request from 'supertest';

import { catalogues } from '../../src/provisioning/texts/choose-texts';
import { authorize, enabledToken, formOf, pagePath, serve, tokenIn } from './support/open-provisioning';

const { en } = catalogues as { en: (typeof catalogues)[string] };

describe('who may see the page (PAGE-01, PAGE-02)', () => {
  test('it cannot be made without a function that says who', () => {
    for (const authorize of [undefined, true, 'ada', {}]) {
      expect(() => createProvisioning({ store: new MemoryStore(), authorize } as never)).toThrow(/authorize must be a function/);
    }
  });

  test.each([undefined, null, false, '', {}, { id: '' }, { id: 7 }])('an answer of %j is a refusal', async (answer) => {
    const service = serve(new MemoryStore(), { authorize: () => answer as never });
    for (const refused of [await service.get(), await service.get('?edit'), await service.get('?history'), await service.post({ action: 'save', enabled: 'on' })]) {
      expect(refused.status).toBe(403);
      expect(refused.text).not.toContain('<form');
      expect(tokenIn(refused.text)).toBeUndefined();
    }
  });

  test('an exception is a refusal, too, and is reported', async () => {
    const errors: unknown[] = [];
    const service = serve(new MemoryStore(), { onError: (error) => errors.push(error) });
    const refused = await service.get('', 'broken');
    expect([refused.status, errors.map(String)]).toEqual([403, ['Error: the session store is away']]);
    expect(refused.text).not.toContain('session store');
  });

  test('somebody else cannot make or revoke a token; the one that there is goes on', async () => {
    const service = serve(new MemoryStore());
    const token = await enabledToken(service);
    const { text } = await service.get();
    for (const action of ['create', 'revoke']) expect((await service.post(formOf(text, action), { user: 'nobody' })).status).toBe(403);
    expect((await service.scim('get', '/Users', token)).status).toBe(200);
    await service.provisioning.flush();
  });
});

describe('forms of other pages (PAGE-03)', () => {
  let service: ReturnType<typeof serve>;
  let form: Record<string, string>;
  beforeEach(async () => {
    service = serve(new MemoryStore());
    form = { ...formOf((await service.get('?edit')).text, 'save'), enabled: 'on' };
  });

  const foreign: readonly Readonly<Record<string, string>>[] = [
    {},
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'none' },
    { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://evil.example' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://app.example', Host: 'app.example' },
    { Origin: 'http://app.example.evil.example', Host: 'app.example' },
    { Origin: 'http://app.example:8443', Host: 'app.example' },
  ];
  test.each(foreign)('a form with %j is refused, and nothing is made', async (headers) => {
    const refused = await service.post(form, { headers });
    expect([refused.status, tokenIn(refused.text)]).toEqual([403, undefined]);
    expect(refused.text).toContain(en.foreignOrigin);
    expect((await service.get()).text).toContain(en.isDisabled);
  });

  test('a form of the page itself is taken, by Origin where there is nothing else', async () => {
    const taken = await service.post(form, { headers: { Origin: 'https://app.example', Host: 'app.example' } });
    expect([taken.status, tokenIn(taken.text)]).toEqual([200, expect.any(String)]);
  });

  test('behind a proxy that changes the Host, the configured origin counts', async () => {
    const proxied = serve(new MemoryStore(), { origin: 'https://app.example' });
    const fields = { ...formOf((await proxied.get('?edit')).text, 'save'), enabled: 'on' };
    expect((await proxied.post(fields, { headers: { Origin: 'http://inside:8080', Host: 'inside:8080' } })).status).toBe(403);
    const taken = await proxied.post(fields, { headers: { Origin: 'https://app.example', Host: 'inside:8080' } });
    expect(taken.text).toContain('value="https://app.example/scim/v2"');
  });

  test.each([
    ['no signature', { signature: '' }],
    ['a signature that is none', { signature: 'x.y' }],
    ['a signature of nothing', { signature: `${Date.now().toString(36)}.${'A'.repeat(43)}` }],
    ['another action', { action: 'create' }],
    ['another version', { version: 'W/"9"' }],
    ['another identity provider', { provider: 'x' }],
  ])('a form with %s is refused', async (_name, change) => {
    const refused = await service.post({ ...form, ...change });
    expect([refused.status, tokenIn(refused.text)]).toEqual([403, undefined]);
    expect(refused.text).toContain(en.formExpired);
  });

  test('the form of another administrator, or of another session, is refused', async () => {
    expect((await service.post(form, { user: 'grace' })).status).toBe(403);
    const sessions = serve(new MemoryStore(), { authorize: ({ headers }) => ({ id: 'ada', session: String(headers['x-user']) }) });
    const first = formOf((await sessions.get('?edit', 'first')).text, 'save');
    expect((await sessions.post(first, { user: 'second' })).status).toBe(403);
    expect((await sessions.post(first, { user: 'first' })).status).toBe(200);
  });

  test('a form is good for eight hours', async () => {
    let time = Date.now();
    const patient = serve(new MemoryStore(), { now: () => new Date(time) });
    const fields = formOf((await patient.get('?edit')).text, 'save');
    time += 8 * 3_600_000 - 1;
    expect((await patient.post(fields)).status).toBe(200);
    time += 1;
    expect((await patient.post(fields)).status).toBe(403);
  });
});

describe('what is sent', () => {
  test('a name is text, whatever it looks like (PAGE-05)', async () => {
    const service = serve(new MemoryStore());
    const name = `"><img src=x onerror=alert(1)>'&`;
    const added = await service.submit('add', { name }, { query: '?add' });
    expect(added.text).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;');
    for (const query of ['', '?history', '?add']) expect((await service.get(query)).text).not.toContain('<img');
    const named = serve(new MemoryStore(), { authorize: () => ({ id: name, name }) });
    for (const query of ['', '?add']) expect((await named.get(query)).text).not.toContain('<img');
  });

  test('every page has the headers that keep it where it belongs (PAGE-06)', async () => {
    const service = serve(new MemoryStore());
    const answers = [await service.get(), await service.get('?edit'), await service.get('', 'nobody'), await service.post({}), await service.submit('save', { enabled: 'on' }, { query: '?edit' })];
    for (const { headers, text } of answers) {
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'same-origin',
      });
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/);
      expect(text).not.toMatch(/ (?:style|on\w+)=/);
      expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    }
  });

  test('HEAD is GET without a body, and other methods are told which there are', async () => {
    const service = serve(new MemoryStore());
    const head = await request(service.listener).head(`${pagePath}/`).set('X-User', 'ada');
    expect(head.status).toBe(200);
    expect(head.text).toBeFalsy();
    const put = await request(service.listener).put(`${pagePath}/`).set('X-User', 'ada');
    expect([put.status, put.headers['allow']]).toEqual([405, 'GET, HEAD, POST']);
  });

  test('there is one page below the mount; what else there may be is for the application to say', async () => {
    const service = serve(new MemoryStore());
    const other = await request(service.listener).get(`${pagePath}/tokens`).set('X-User', 'ada');
    expect([other.status, other.text]).toEqual([404, 'outside']);
  });

  test.each([
    ['a form that is too large', 413, 'application/x-www-form-urlencoded', `signature=${'x'.repeat(20_000)}`],
    ['JSON', 415, 'application/json', '{}'],
    ['text', 415, 'text/plain', 'action=save'],
  ])('%s is answered with %i', async (_name, status, type, body) => {
    const service = serve(new MemoryStore());
    const refused = await request(service.listener).post(`${pagePath}/`).set({ 'X-User': 'ada', 'Sec-Fetch-Site': 'same-origin', 'Content-Type': type }).send(body);
    expect(refused.status).toBe(status);
    expect(refused.text).toContain(en.badForm);
  });

  test('in production neither the page nor SCIM is there without TLS (RFC 7644 §7.2)', async () => {
    const service = serve(new MemoryStore(), { requireTls: true });
    const refused = await service.get();
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining(en.tlsOnly)]);
    expect((await service.scim('get', '/Users', 'x')).status).toBe(403);
  });

  test.each([
    [500, new Error('password of the database')],
    [503, new UnavailableError('host of the database')],
  ])('a fault is answered with %i, reported, and not told', async (status, error) => {
    const errors: unknown[] = [];
    const failing = { create: () => Promise.reject(error), get: () => Promise.reject(error), query: () => Promise.reject(error), replace: () => Promise.reject(error), delete: () => Promise.reject(error) };
    const service = serve(failing, { onError: (each) => errors.push(each) });
    const answer = await service.get();
    expect([answer.status, errors]).toEqual([status, [error]]);
    expect(answer.text).toContain(en.fault);
    expect(answer.text).not.toContain('database');
  });
});

test('the history says who did what, and from where (PAGE-07)', async () => {
  const events: object[] = [];
  const service = serve(new MemoryStore(), { onEvent: (event) => events.push(event) });
  expect((await service.get('?history')).text).toContain(en.nothingYet);
  await enabledToken(service);
  await service.submit('create');
  await service.submit('revoke');
  await service.submit('save', {}, { query: '?edit' });
  await service.submit('add', { name: 'Okta' }, { query: '?add' });
  const { text } = await service.get('?history');
  const rows = Array.from(text.matchAll(/<tr>\s*<td>.*?<\/td>\s*<td>(.*?)<\/td>\s*<td>(.*?)<\/td>\s*<td>(.*?)<\/td>/g), ([, what, provider, who]) => [what!.replace(/ \(.*/, ''), provider, who]);
  const who = expect.stringMatching(/^ada \(.*127\.0\.0\.1\)$/);
  expect(rows.reverse()).toEqual([
    [en.actions.enabled, 'SCIM', who],
    [en.actions.tokenCreated, 'SCIM', who],
    [en.actions.tokenRevoked, 'SCIM', who],
    [en.actions.disabled, 'SCIM', who],
    [en.actions.providerAdded, 'Okta', who],
  ]);
  expect(events).toHaveLength(5);
  expect(events[0]).toMatchObject({ action: 'enabled', administrator: 'ada', provider: { name: 'SCIM' }, token: { access: 'User=write Group=read' } });
});

describe('in an application', () => {
  test.each([
    ['Express 5', express],
    ['Express 4', express4 as unknown as typeof express],
  ])('%s may have read the form already, and may have more routes below the page', async (_name, framework) => {
    const app = framework();
    app.use(framework.urlencoded({ extended: false }));
    const { router } = createProvisioning({ store: new MemoryStore(), authorize });
    app.use(pagePath, router);
    app.get(`${pagePath}/more`, (_request, response) => void response.send('more'));
    const headers = { 'X-User': 'ada', 'Sec-Fetch-Site': 'same-origin' };
    const { text } = await request(app).get(`${pagePath}?edit`).set(headers);
    const saved = await request(app).post(`${pagePath}/`).set(headers).type('form').send({ ...formOf(text, 'save'), enabled: 'on' });
    expect([saved.status, tokenIn(saved.text)]).toEqual([200, expect.any(String)]);
    expect((await request(app).get(`${pagePath}/more`)).text).toBe('more');
  });

  const wrong: readonly (readonly [RegExp, Partial<ProvisioningOptions<IncomingMessage>>])[] = [
    [/store.create must be a function/, { store: {} as never }],
    [/url must be a path/, { url: 'scim/v2' }],
    [/url must be a path/, { url: '//evil.example' }],
    [/origin must be one/, { origin: 'https://app.example/' }],
    [/standard must not be greater/, { tokenDays: { standard: 400 } }],
    [/tokenDays.longest must be a whole number/, { tokenDays: { longest: 0 } }],
    [/requireTls must be true or false/, { requireTls: 'no' as never }],
    [/unknown option "authorise"/, { authorise: authorize } as never],
    [/onEvent must be a function/, { onEvent: 1 as never }],
    [/names "Users"/, { operations: { Users: ['get'] } }],
  ];
  test.each(wrong)('a wrong option is told at start: %s', (message, options) => {
    expect(() => createProvisioning({ store: new MemoryStore(), authorize, ...options })).toThrow(message);
  });

  test('a URL of the application is shown as it is, also one for each tenant', async () => {
    const absolute = serve(new MemoryStore(), { url: 'https://scim.example/v2' });
    expect((await absolute.submit('save', { enabled: 'on' }, { query: '?edit' })).text).toContain('value="https://scim.example/v2"');
    const each = serve(new MemoryStore(), { url: (_request, tenant) => `/tenants/${tenant}/scim` });
    expect((await each.submit('save', { enabled: 'on' }, { query: '?edit', user: 'grace' })).text).toMatch(/value="http:\/\/127\.0\.0\.1:\d+\/tenants\/acme\/scim"/);
  });
});
