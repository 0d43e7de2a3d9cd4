import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { CorsOptions } from 'scim-router';
import { MemoryStore, createScimRouter } from 'scim-router';
import request from 'supertest';

import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { acceptToken, mountPath, openService, userBody } from '../support/service';

const page = 'https://admin.example';
const other = 'https://evil.example';
const [[, openMemoryStore]] = backends as [(typeof backends)[0]];

async function withService<T>(cors: CorsOptions | undefined, use: (service: TestService, errors: unknown[]) => Promise<T>): Promise<T> {
  const errors: unknown[] = [];
  const service = await openService(openMemoryStore, { ...(cors && { cors }), onError: (error) => errors.push(error) });
  try {
    return await use(service, errors);
  } finally {
    await service.close();
  }
}

/** What a browser asks before it sends a PATCH; it sends no credential with that. */
const preflight = ({ listener }: TestService, origin = page, path = '/Users/1') =>
  request(listener)
    .options(`${mountPath}${path}`)
    .set({ Origin: origin, 'Access-Control-Request-Method': 'PATCH', 'Access-Control-Request-Headers': 'authorization,content-type' });

const corsHeaders = (headers: Record<string, string>) => Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')));

test('CORS is off by default: a preflight is a request without a credential, and no answer has a header of it', async () => {
  await withService(undefined, async (service) => {
    const asked = await preflight(service);
    const answer = await service.send('get', '/Users', undefined, { Origin: page });
    expect([asked.status, answer.status]).toEqual([401, 200]);
    expect([corsHeaders(asked.headers), corsHeaders(answer.headers), answer.headers['vary']]).toEqual([{}, {}, undefined]);
  });
});

test('a preflight is answered with 204 and without a credential, for any path', async () => {
  await withService({ origin: page }, async (service) => {
    for (const path of ['/Users/1', '/', '/nowhere', '/%zz']) {
      const answer = await preflight(service, page, path);
      expect([answer.status, answer.text, answer.headers['content-length'], answer.headers['vary']]).toEqual([204, '', '0', 'Origin']);
      expect(corsHeaders(answer.headers)).toEqual({
        'access-control-allow-origin': page,
        'access-control-allow-methods': 'GET,HEAD,POST,PUT,PATCH,DELETE',
        'access-control-allow-headers': 'Accept,Authorization,Content-Type,If-Match,If-None-Match',
        'access-control-expose-headers': 'Content-Language,ETag,Location,Retry-After,Warning,WWW-Authenticate',
        'access-control-max-age': '600',
      });
    }
  });
});

test('what pages may do is an option', async () => {
  const cors = { origin: [page], methods: ['GET'], allowedHeaders: ['Authorization'], exposedHeaders: ['ETag'], credentials: true, maxAge: 5 };
  await withService(cors, async (service) => {
    expect(corsHeaders((await preflight(service)).headers)).toEqual({
      'access-control-allow-origin': page,
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'Authorization',
      'access-control-expose-headers': 'ETag',
      'access-control-allow-credentials': 'true',
      'access-control-max-age': '5',
    });
    // The service provider serves what it serves; it is the browser that keeps pages from the rest.
    await service.send('post', '/Users', userBody('ada'), { Origin: page }).expect(201);
  });
});

test('answers to a page let it read them, errors and empty ones too', async () => {
  await withService({ origin: page }, async (service) => {
    const created = await service.send('post', '/Users', userBody('ada'), { Origin: page });
    const path = `/Users/${created.body.id}`;
    const answers = [
      created,
      await service.send('get', path, undefined, { Origin: page, Authorization: 'Bearer wrong' }),
      await service.send('post', '/Users', '{', { Origin: page }),
      await service.send('get', '/nowhere', undefined, { Origin: page }),
      await service.send('put', '/Users', {}, { Origin: page }),
      await service.send('get', path, undefined, { Origin: page, 'If-None-Match': created.body.meta.version }),
      await service.send('delete', path, undefined, { Origin: page }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 401, 400, 404, 405, 304, 204]);
    for (const { headers } of answers) {
      expect([headers['access-control-allow-origin'], headers['vary']]).toEqual([page, 'Origin']);
      expect(headers['access-control-expose-headers']).toContain('ETag');
    }
  });
});

test('other pages, and clients that are none, get the same answers without the headers', async () => {
  await withService({ origin: page, credentials: true }, async (service) => {
    const asked = await preflight(service, other);
    expect([asked.status, asked.headers['access-control-allow-origin']]).toEqual([204, undefined]);
    for (const headers of [{ Origin: other }, {}]) {
      const answer = await service.send('get', '/Users', undefined, headers);
      expect([answer.status, answer.headers['access-control-allow-origin'], answer.headers['vary']]).toEqual([200, undefined, 'Origin']);
    }
  });
});

test('an OPTIONS that is no preflight is a request like others', async () => {
  await withService({ origin: page }, async ({ listener }) => {
    const bare = await request(listener).options(`${mountPath}/Users`).set({ Origin: page });
    expect([bare.status, bare.headers['access-control-allow-origin']]).toEqual([401, page]);
    const known = await request(listener).options(`${mountPath}/Users`).set({ Origin: page, Authorization: 'Bearer test-token-0123456789' });
    expect([known.status, known.headers['allow']]).toEqual([405, 'GET, HEAD, POST']);
  });
});

test.each<readonly [string, CorsOptions['origin'], readonly string[], readonly string[]]>([
  ['any origin', '*', [page, other, 'null'], []],
  ['one origin, in any letter case', 'https://Admin.Example', [page], [other, 'http://admin.example', 'https://admin.example:8443', 'https://admin.example.evil', 'null']],
  ['several', [page, 'http://localhost:3000'], [page, 'http://localhost:3000'], [other, 'http://localhost', 'null']],
  ['a pattern', /^https:\/\/[a-z]+\.example$/, [page, other], ['http://admin.example', 'https://admin.example:1']],
  ['a pattern among others', [/^https:\/\/[a-z]+\.test$/, page], ['https://a.test', page], [other]],
  ['a function', (origin) => origin.endsWith('.example'), [page, other], ['https://a.test']],
  ['a function that takes its time', async (origin) => origin === page, [page], [other]],
])('origins may be %s', async (_name, origin, allowed, refused) => {
  await withService({ origin }, async (service) => {
    for (const each of [...allowed, ...refused]) {
      const expected = origin === '*' ? '*' : allowed.includes(each) ? each : undefined;
      const answers = [await preflight(service, each), await service.send('get', '/Users', undefined, { Origin: each })];
      expect(answers.map(({ status, headers }) => [status, headers['access-control-allow-origin']])).toEqual([[204, expected], [200, expected]]);
    }
  });
});

test('a function that fails allows nobody, breaks nothing, and is reported', async () => {
  for (const origin of [() => { throw new Error('down'); }, () => Promise.reject(new Error('down'))]) {
    await withService({ origin }, async (service, errors) => {
      const answer = await service.send('get', '/Users', undefined, { Origin: page });
      expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, undefined]);
      expect(errors).toEqual([new Error('down')]);
    });
  }
});

test('without Express it is the same', async () => {
  const server = createServer(createScimRouter(new MemoryStore(), acceptToken, { cors: { origin: page } })).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/Users`;
  const asked = await fetch(url, { method: 'OPTIONS', headers: { Origin: page, 'Access-Control-Request-Method': 'GET' } });
  const answer = await fetch(url, { headers: { Origin: page } });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect([asked.status, answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, 401, page]);
});

test.each<readonly [unknown, string]>([
  [true, 'options.cors must be an object'],
  [null, 'options.cors must be an object'],
  [{}, 'options.cors.origin must be "*", a function, or origins such as "https://admin.example"'],
  [{ origin: 'admin.example' }, 'not admin.example'],
  [{ origin: 'https://admin.example/' }, 'without a path'],
  [{ origin: ['*'] }, 'options.cors.origin must be "*"'],
  [{ origin: /^x$/g }, 'not /^x$/g'],
  [{ origin: /^https:.*example/ }, 'patterns from ^ to $'],
  [{ origin: [page, /example$/] }, 'patterns from ^ to $'],
  [{ origin: 'null' }, 'not null'],
  [{ origin: true }, 'options.cors.origin must be'],
  [{ origin: '*', credentials: true }, 'does not go with credentials'],
  [{ origin: page, credentials: 'yes' }, 'options.cors.credentials must be true or false'],
  [{ origin: page, maxAge: -1 }, 'options.cors.maxAge must be a whole number'],
  [{ origin: page, methods: 'GET' }, 'options.cors.methods must be an array of names'],
  [{ origin: page, exposedHeaders: ['a\r\nb'] }, 'options.cors.exposedHeaders must be an array of names'],
  [{ origin: page, preflightContinue: true }, 'options.cors.preflightContinue does not exist'],
])('CORS-04: the option %j is refused at start', (cors, message) => {
  expect(() => createScimRouter(new MemoryStore(), acceptToken, { cors: cors as CorsOptions })).toThrow(TypeError);
  expect(() => createScimRouter(new MemoryStore(), acceptToken, { cors: cors as CorsOptions })).toThrow(message);
});
