import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';
import express4 from 'express4';
import type { ScimHooks } from 'scim-router';
import { MemoryStore, createScimRouter } from 'scim-router';
import request from 'supertest';

import { acceptToken, token, userBody } from '../support/service';

const credential = { Authorization: `Bearer ${token}` };
const scimJson = { ...credential, 'Content-Type': 'application/scim+json' };

const hosts = [
  ['Express 5', express],
  ['Express 4', express4 as unknown as typeof express],
] as const;

describe.each(hosts)('mounted in %s', (_name, createApplication) => {
  test('under any path: every location carries the mount path (RFC 7644 §1.3)', async () => {
    const app = createApplication().use('/a/b/scim/v2', createScimRouter(new MemoryStore(), acceptToken));
    const created = await request(app).post('/a/b/scim/v2/Users').set(scimJson).send(JSON.stringify(userBody('mounted')));
    expect(created.status).toBe(201);
    expect(new URL(created.headers['location']!).pathname).toBe(`/a/b/scim/v2/Users/${created.body.id}`);
    expect((await request(app).get(new URL(created.headers['location']!).pathname).set(credential)).status).toBe(200);
  });

  test('under a :tenant parameter: tenants do not meet, and each sees its own URLs', async () => {
    const router = createScimRouter(new MemoryStore(), acceptToken, { tenant: ({ params }) => params?.['tenant'] });
    const app = createApplication().use('/tenants/:tenant/scim', router);
    const post = (tenant: string) =>
      request(app).post(`/tenants/${tenant}/scim/Users`).set(scimJson).send(JSON.stringify(userBody('same-name')));
    const [red, blue] = [await post('red'), await post('blue')];
    expect([red.status, blue.status, (await post('red')).status]).toEqual([201, 201, 409]);
    expect(red.body.meta.location).toContain(`/tenants/red/scim/Users/${red.body.id}`);
    expect((await request(app).get(`/tenants/blue/scim/Users/${red.body.id}`).set(credential)).status).toBe(404);
    expect((await request(app).get('/tenants/blue/scim/Users').set(credential)).body.totalResults).toBe(1);
  });

  test('twice in one process: the two share nothing but what they were given', async () => {
    const app = createApplication()
      .use('/one', createScimRouter(new MemoryStore(), acceptToken))
      .use('/two', createScimRouter(new MemoryStore(), acceptToken, { baseUrl: 'https://two.example/scim' }));
    await request(app).post('/one/Users').set(scimJson).send(JSON.stringify(userBody('only-one')));
    const two = await request(app).post('/two/Users').set(scimJson).send(JSON.stringify(userBody('only-two')));
    expect(two.body.meta.location).toBe(`https://two.example/scim/Users/${two.body.id}`);
    expect((await request(app).get('/one/Users').set(credential)).body.Resources[0].userName).toBe('only-one');
    expect((await request(app).get('/two/Users').set(credential)).body.totalResults).toBe(1);
  });

  test("behind the host's express.json(): both media types work", async () => {
    const app = createApplication().use(createApplication.json()).use('/scim', createScimRouter(new MemoryStore(), acceptToken));
    for (const [index, type] of ['application/scim+json', 'application/json'].entries()) {
      const response = await request(app).post('/scim/Users').set({ ...credential, 'Content-Type': type }).send(JSON.stringify(userBody(`parsed-${index}`)));
      expect([type, response.status, response.body.userName]).toEqual([type, 201, `parsed-${index}`]);
    }
  });

  test("behind the host's express.raw() and express.text(): what they kept is parsed", async () => {
    for (const parser of [createApplication.raw({ type: '*/*' }), createApplication.text({ type: '*/*' })]) {
      const app = createApplication().use(parser).use('/scim', createScimRouter(new MemoryStore(), acceptToken));
      expect((await request(app).post('/scim/Users').set(scimJson).send(JSON.stringify(userBody('kept')))).status).toBe(201);
    }
  });

  test('beside routes of the host: they keep working, also after the mount', async () => {
    const app = createApplication()
      .get('/before', (_request, response) => void response.send('before'))
      .use('/scim', createScimRouter(new MemoryStore(), acceptToken))
      .get('/after', (_request, response) => void response.send('after'));
    expect((await request(app).get('/before')).text).toBe('before');
    expect((await request(app).get('/after')).text).toBe('after');
    expect((await request(app).get('/scim/after').set(credential)).body.status).toBe('404');
  });

  test('behind a trusted proxy: https in the forwarded protocol shows in locations', async () => {
    const app = createApplication().set('trust proxy', true).use('/scim', createScimRouter(new MemoryStore(), acceptToken));
    const response = await request(app).get('/scim/ServiceProviderConfig').set({ ...credential, 'X-Forwarded-Proto': 'https', Host: 'id.example' });
    expect(response.body.meta.location).toBe('https://id.example/scim/ServiceProviderConfig');
  });

  test.each([
    [true, '192.0.2.7'],
    [false, '127.0.0.1'],
  ])('hooks are told the address of the client; with trust in the proxy: %s', async (trust, address) => {
    const seen: unknown[] = [];
    const hooks: ScimHooks = { beforeWrite: (_change, { clientAddress }) => void seen.push(clientAddress) };
    const app = createApplication().set('trust proxy', trust).use('/scim', createScimRouter(new MemoryStore(), acceptToken, { hooks }));
    await request(app).post('/scim/Users').set({ ...scimJson, 'X-Forwarded-For': '192.0.2.7' }).send(JSON.stringify(userBody('far'))).expect(201);
    expect(seen).toEqual([address]);
  });

  test('without trust in the proxy, forwarded headers count for nothing', async () => {
    const app = createApplication().use('/scim', createScimRouter(new MemoryStore(), acceptToken));
    const response = await request(app).get('/scim/ServiceProviderConfig').set({ ...credential, 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'evil.example', Host: 'id.example' });
    expect(response.body.meta.location).toBe('http://id.example/scim/ServiceProviderConfig');
  });
});

test('as the listener of node:http itself, without Express around it', async () => {
  const server = createServer(createScimRouter(new MemoryStore(), acceptToken));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/Users`, { headers: credential });
    expect([response.status, await response.json()]).toEqual([200, expect.objectContaining({ totalResults: 0 })]);
    expect((await fetch(`http://127.0.0.1:${port}/Users/%E0%A4%A`, { headers: credential })).status).toBe(400);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

test('a Host header that is no authority is refused', async () => {
  const app = express().use('/scim', createScimRouter(new MemoryStore(), acceptToken));
  const response = await request(app).get('/scim/Users').set({ ...credential, Host: 'evil.example/<script>' });
  expect([response.status, response.body.scimType]).toEqual([400, 'invalidSyntax']);
});

describe('a wrong option is a TypeError at start that names it', () => {
  const store = new MemoryStore();
  test.each([
    ['store', () => createScimRouter({} as never, acceptToken)],
    ['authz', () => createScimRouter(store, undefined as never)],
    ['authz.schemes', () => createScimRouter(store, { ...acceptToken, schemes: [] })],
    ['options.baseUrl', () => createScimRouter(store, acceptToken, { baseUrl: '/relative' })],
    ['options.baseUrl', () => createScimRouter(store, acceptToken, { baseUrl: 'https://x.example/?q=1' })],
    ['options.maxBodyBytes', () => createScimRouter(store, acceptToken, { maxBodyBytes: 0 })],
    ['options.pagination.maxCount', () => createScimRouter(store, acceptToken, { pagination: { maxCount: -1 } })],
    ['options.limits.filterDepth', () => createScimRouter(store, acceptToken, { limits: { filterDepth: Number.NaN } })],
    ['options.resourceTypes', () => createScimRouter(store, acceptToken, { resourceTypes: [] })],
  ])('%s', (name, create) => {
    expect(create).toThrow(TypeError);
    expect(create).toThrow(name);
  });
});
