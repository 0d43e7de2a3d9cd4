import express from 'express';
import { MemoryStore, bearerAuth, createScimRouter } from 'scim-router';
import type { ScimRouterOptions } from 'scim-router';
import request from 'supertest';

import { backends } from '../support/backends';
import { openService, userBody } from '../support/service';

const environment = process.env['NODE_ENV'];
afterEach(() => {
  process.env['NODE_ENV'] = environment;
});

const authorizer = bearerAuth((token) => (token === 'good' ? { id: 'a' } : undefined));

function application(options: ScimRouterOptions, trustProxy = false) {
  const app = express();
  app.set('trust proxy', trustProxy);
  app.use('/scim', createScimRouter(new MemoryStore(), authorizer, options));
  return (headers: Record<string, string> = {}) => request(app).get('/scim/Users').set({ Authorization: 'Bearer good', ...headers });
}

describe('RFC 7644 §7.2: TLS', () => {
  test('is demanded when NODE_ENV is production: 403 before the credential is looked at, and no redirect', async () => {
    process.env['NODE_ENV'] = 'production';
    const get = application({});
    const response = await get();
    expect([response.status, response.headers['location'], response.body.detail]).toEqual([403, undefined, expect.stringContaining('requireTls')]);
    expect((await get({ Authorization: 'Bearer bad' })).status).toBe(403);
  });

  test('may be ended by a proxy that the application trusts, and only by one', async () => {
    process.env['NODE_ENV'] = 'production';
    const forwarded = { 'X-Forwarded-Proto': 'https' };
    expect((await application({}, true)(forwarded)).status).toBe(200);
    expect((await application({}, true)()).status).toBe(403);
    expect((await application({}, false)(forwarded)).status).toBe(403);
  });

  test('is not demanded otherwise, nor with requireTls: false; requireTls: true always demands it', async () => {
    expect((await application({})()).status).toBe(200);
    expect((await application({ requireTls: true })()).status).toBe(403);
    process.env['NODE_ENV'] = 'production';
    expect((await application({ requireTls: false })()).status).toBe(200);
  });
});

describe('RFC 6750 §3.1: WWW-Authenticate', () => {
  test('says invalid_token when a token was presented and refused', async () => {
    const get = application({});
    expect((await get({ Authorization: 'Bearer bad' })).headers['www-authenticate']).toBe('Bearer realm="scim", error="invalid_token"');
  });

  test('says nothing of an error when there was no token', async () => {
    expect((await application({})({ Authorization: '' })).headers['www-authenticate']).toBe('Bearer realm="scim"');
    expect((await application({})({ Authorization: 'Basic YTpi' })).headers['www-authenticate']).toBe('Bearer realm="scim"');
  });

  test.each(['Bearer', 'bearer '])('says it after the challenge %j, too, which has no parameters', async (challenge) => {
    const schemes = [{ type: 'oauthbearertoken', name: 'Bearer', description: 'A token', challenge }] as const;
    const bare = await openService(backends[0]![1], { authorizer: { ...authorizer, authenticate: async () => undefined, authorize: () => true, schemes } });
    expect((await bare.send('get', '/Users')).headers['www-authenticate']).toBe(`${challenge.trimEnd()} error="invalid_token"`);
  });

  test('says insufficient_scope when the principal may not do this', async () => {
    const limited = bearerAuth(() => ({ id: 'a' }), { authorize: ({ operation }) => operation === 'get' });
    const service = await openService(backends[0]![1], { authorizer: limited });
    const response = await service.send('post', '/Users', userBody('x'));
    expect([response.status, response.headers['www-authenticate']]).toEqual([403, 'Bearer realm="scim", error="insufficient_scope"']);
  });
});

describe('what a client says of the request', () => {
  test.each(['trace', 'options', 'propfind'] as const)('the method %s is answered with 405 and Allow', async (method) => {
    const app = express().use('/scim', createScimRouter(new MemoryStore(), authorizer));
    const response = await request(app)[method as 'trace']('/scim/Users').set('Authorization', 'Bearer good');
    expect([response.status, response.headers['allow']]).toEqual([405, expect.stringContaining('GET')]);
  });

  test('HEAD is GET without the body', async () => {
    const app = express().use('/scim', createScimRouter(new MemoryStore(), authorizer));
    const [head, get] = await Promise.all([request(app).head('/scim/Users').set('Authorization', 'Bearer good'), request(app).get('/scim/Users').set('Authorization', 'Bearer good')]);
    expect([head.status, head.text, head.headers['content-length']]).toEqual([200, undefined, get.headers['content-length']]);
  });

  test('Host counts for nothing when baseUrl is set', async () => {
    const service = await openService(backends[0]![1], { baseUrl: 'https://scim.example/v2' });
    for (const host of ['evil.example', 'a b', '"><script>']) {
      const response = await service.send('post', '/Users', userBody(`host-${host.length}`), { Host: host, 'X-Forwarded-Host': host });
      expect([response.status, response.body.meta?.location, response.headers['location']]).toEqual([201, `https://scim.example/v2/Users/${response.body.id}`, response.body.meta?.location]);
    }
  });

  test('without baseUrl a Host that is no authority is refused', async () => {
    const service = await openService(backends[0]![1]);
    expect((await service.send('get', '/Users', undefined, { Host: 'evil.example/path?' })).status).toBe(400);
  });
});
