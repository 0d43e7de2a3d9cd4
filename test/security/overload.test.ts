import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';

import { MemoryStore, bearerAuth, createScimRouter } from 'scim-router';
import type { ResourceStore, ScimContext, ScimRouterOptions } from 'scim-router';

import type { Wire } from '../support/http-client';
import { listen } from '../support/http-client';
import { userBody } from '../support/service';

const json = 'application/scim+json';

/** A store whose reads last until they are let go. */
class HeldStore {
  readonly held: (() => void)[] = [];
  readonly contexts: ScimContext[] = [];
  readonly store: ResourceStore;
  created = 0;

  constructor() {
    const memory = new MemoryStore();
    const hold = (context: ScimContext): Promise<void> => {
      this.contexts.push(context);
      return new Promise((resolve) => this.held.push(resolve));
    };
    this.store = {
      create: async (request, context) => {
        this.created += 1;
        return memory.create(request, context);
      },
      get: async (request, context) => {
        await hold(context);
        return memory.get(request, context);
      },
      query: (request, context) => memory.query(request, context),
      replace: (request, context) => memory.replace(request, context),
      delete: (request, context) => memory.delete(request, context),
    };
  }

  release(count = Number.POSITIVE_INFINITY): void {
    for (const letGo of this.held.splice(0, count)) letGo();
  }
}

describe('overload', () => {
  let wire: Wire;
  let held: HeldStore;
  let reported: unknown[];
  afterEach(async () => {
    held.release();
    await wire.close();
  });
  async function open(options: ScimRouterOptions): Promise<void> {
    held = new HeldStore();
    reported = [];
    const authorizer = bearerAuth((token) => ({ id: token }));
    const router = createScimRouter(held.store, authorizer, { tenant: (_request, { id }) => id, onError: (error) => reported.push(error), ...options });
    wire = await listen(router, 400);
  }
  const get = (tenant = 'a') => wire.send({ method: 'GET', path: '/Users/1', headers: { Authorization: `Bearer ${tenant}` } });
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  test('32 requests of a tenant run, 64 wait in order, and the others get 429 with whole seconds in Retry-After', async () => {
    await open({});
    const answers = Array.from({ length: 120 }, () => get());
    await until(() => held.held.length === 32);
    const refused = await Promise.all(answers.slice(96));
    expect(refused.map(({ status, headers }) => [status, headers['retry-after']])).toEqual(Array.from({ length: 24 }, () => [429, '1']));
    expect(held.held).toHaveLength(32);
    const others = get('b');
    await until(() => held.held.length === 33);
    for (let done = 0; done < 97; ) {
      const running = held.held.length;
      held.release();
      done += running;
      await until(() => held.held.length > 0 || done >= 97);
    }
    expect((await Promise.all([...answers.slice(0, 96), others])).map(({ status }) => status)).toEqual(Array.from({ length: 97 }, () => 404));
    expect(reported).toEqual([]);
  });

  test('a place is free again after an answer of any kind', async () => {
    await open({ concurrency: { running: 1, queued: 1 } });
    for (let index = 0; index < 5; index += 1) {
      const answer = get();
      await until(() => held.held.length === 1);
      held.release();
      expect((await answer).status).toBe(404);
      expect((await wire.send({ method: 'POST', path: '/Users', headers: { Authorization: 'Bearer a', 'Content-Type': json }, body: '{}' })).status).toBe(400);
    }
  });

  test('a request that waits is told when its time is over, and its place in the queue is free', async () => {
    await open({ concurrency: { running: 1, queued: 1 }, requestTimeout: 200 });
    const [first, second] = [get(), get()];
    expect((await second).status).toBe(503);
    expect((await first).status).toBe(503);
    held.release();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const third = get();
    await until(() => held.held.length === 1);
    held.release();
    expect((await third).status).toBe(404);
  });

  test('a client that goes away leaves the queue', async () => {
    await open({ concurrency: { running: 1, queued: 1 } });
    const first = get();
    await until(() => held.held.length === 1);
    const socket = connect(wire.port, '127.0.0.1', () => socket.write('GET /Users/1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\r\n\r\n'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await get()).status).toBe(429);
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const next = get();
    held.release();
    await until(() => held.held.length === 1);
    held.release();
    expect([(await first).status, (await next).status]).toEqual([404, 404]);
  });

  test('a request that takes too long gets 503 with Retry-After, once; context.signal is aborted and onError told', async () => {
    await open({ requestTimeout: 100 });
    const started = performance.now();
    const response = await get();
    expect(performance.now() - started).toBeLessThan(1000);
    expect([response.status, response.headers['retry-after'], JSON.parse(response.text)]).toEqual([503, '5', expect.objectContaining({ status: '503' })]);
    expect(held.contexts[0]?.signal.aborted).toBe(true);
    expect(reported).toEqual([expect.objectContaining({ code: 'ERR_SCIM_UNAVAILABLE' })]);
    held.release();
    expect((await wire.send({ method: 'GET', path: '/ServiceProviderConfig', headers: { Authorization: 'Bearer a' } })).status).toBe(200);
    expect(reported).toHaveLength(1);
  });

  test('a signal that is asked for before the time is over is aborted by it', async () => {
    await open({ requestTimeout: 100 });
    const answer = get();
    await until(() => held.contexts.length === 1);
    const { signal } = held.contexts[0]!;
    expect(signal.aborted).toBe(false);
    await answer;
    expect([signal.aborted, signal.reason]).toEqual([true, expect.objectContaining({ status: 503 })]);
  });

  test('requests that are answered in time keep no timer', async () => {
    await open({ requestTimeout: 60 });
    const statuses: number[] = [];
    for (let index = 0; index < 40; index += 1) {
      statuses.push((await wire.send({ method: 'GET', path: '/ServiceProviderConfig', headers: { Authorization: 'Bearer a' } })).status);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(reported).toEqual([]);
  });

  test('a body that does not arrive in time is answered with 408, and nothing is written', async () => {
    await open({ requestTimeout: 100 });
    const text = await sendSlowly(wire.port, `POST /Users HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\r\nContent-Type: ${json}\r\nContent-Length: 500\r\n\r\n{"schemas":`);
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(text).toMatch(/\r\nConnection: close\r\n/i);
    expect(text).toContain('"status":"408"');
    expect([held.created, reported]).toEqual([0, []]);
  });

  test('an operation that nobody waits for any more does not begin', async () => {
    let letIn: (() => void) | undefined;
    held = new HeldStore();
    const authorizer = bearerAuth(async () => {
      await new Promise<void>((resolve) => (letIn = resolve));
      return { id: 'a' };
    });
    wire = await listen(createScimRouter(held.store, authorizer, { requestTimeout: 100, onError: () => undefined }));
    const answer = await wire.send({ method: 'POST', path: '/Users', headers: { Authorization: 'Bearer a', 'Content-Type': json }, body: JSON.stringify(userBody('late')) });
    letIn?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([answer.status, held.created]).toEqual([503, 0]);
  });

  test('a client that is still sending a body that is too large gets the answer', async () => {
    await open({});
    const body = Buffer.alloc(8_000_000, 0x20);
    for (let index = 0; index < 10; index += 1) {
      const response = await wire.send({ method: 'POST', path: '/Users', headers: { Authorization: 'Bearer a', 'Content-Type': json, 'Transfer-Encoding': 'chunked' }, body });
      expect([response.status, response.headers.connection]).toEqual([413, 'close']);
    }
    const unauthenticated = await wire.send({ method: 'POST', path: '/Users', headers: { 'Content-Type': json }, body });
    expect(unauthenticated.status).toBe(401);
  });
});

test('a server that only ends connections by itself is closed without waiting for the timer of a deadline', async () => {
  const server = createServer(createScimRouter(new MemoryStore(), bearerAuth(() => ({ id: 'a' })), { requestTimeout: 600_000 }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/Users`, { headers: { Authorization: 'Bearer a', Connection: 'close' } });
  expect(response.status).toBe(200);
  await response.text();
  await new Promise((resolve) => server.close(resolve));
});

/** Sends a part of a request and gives all that comes back until the server ends the connection. */
function sendSlowly(port: number, part: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(part));
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.once('error', reject);
    socket.once('close', () => resolve(text));
  });
}
