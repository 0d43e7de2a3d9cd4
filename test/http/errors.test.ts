import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

import { MemoryStore } from 'scim-router';
import type { ResourceStore } from 'scim-router';

import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { mountPath, openService, token, userBody } from '../support/service';
import cases from './cases/errors.json';

interface ErrorCase {
  readonly name: string;
  readonly method: 'get';
  readonly path: string;
  readonly body?: string | object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly scimType?: string;
  readonly detail?: string;
  readonly headerMatches?: Readonly<Record<string, string>>;
}

const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';

describe.each(backends)('errors on %s', (_name, open) => {
  let service: TestService;

  beforeAll(async () => {
    service = await openService(open);
  });
  afterAll(() => service.close());

  test.each(cases as unknown as readonly ErrorCase[])('$name is answered with $status', async (expected) => {
    const response = await service.send(expected.method, expected.path, expected.body, expected.headers);
    expect([response.status, response.body.scimType]).toEqual([expected.status, expected.scimType]);
    expect(response.headers['content-type']).toBe('application/scim+json');
    expect(response.body.schemas).toEqual([errorUrn]);
    expect(response.body.status).toBe(String(expected.status));
    expect(response.body.detail).toContain(expected.detail ?? '');
    expect(Object.keys(response.body).filter((key) => !['schemas', 'status', 'scimType', 'detail'].includes(key))).toEqual([]);
    expect(response.headers).toMatchObject(expected.headerMatches ?? {});
  });

  test('a body that is too large is 413, whether its length is announced or not', async () => {
    const body = JSON.stringify(userBody('large', { title: 'x'.repeat(1_100_000) }));
    const announced = await service.send('post', '/Users', body);
    expect([announced.status, announced.body.status]).toEqual([413, '413']);
    const chunked = await sendChunked(service, body);
    expect([chunked.status, JSON.parse(chunked.text).status]).toEqual([413, '413']);
  });

  test('a URL that is too long is 414', async () => {
    const response = await service.send('get', `/Users?filter=${'a'.repeat(9000)}`);
    expect([response.status, response.body.status]).toEqual([414, '414']);
  });
});

describe('faults of the store', () => {
  const failing = (error: unknown): ResourceStore =>
    Object.assign(new MemoryStore(), { get: () => Promise.reject(error), query: () => Promise.reject(error) });

  test('an unforeseen failure is 500, tells nothing and reaches onError with its request id', async () => {
    const seen: unknown[] = [];
    const secret = new Error('connect postgres://user:secret@db failed');
    const service = await openService(async () => ({ store: failing(secret), close: async () => undefined }), {
      onError: (error, { requestId }) => seen.push(error, typeof requestId),
    });
    for (const path of ['/Users/1', '/Users']) {
      const response = await service.send('get', path);
      expect([response.status, response.body.status]).toEqual([500, '500']);
      expect(response.text).not.toMatch(/postgres|secret|stack|Error:/);
    }
    expect(seen).toEqual([secret, 'string', secret, 'string']);
  });
});

/** Supertest announces the length of every body; this does not. */
async function sendChunked({ listener }: TestService, body: string): Promise<{ status: number; text: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json', 'Transfer-Encoding': 'chunked' };
  try {
    return await new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, method: 'POST', path: `${mountPath}/Users`, headers }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode!, text }));
      });
      sent.on('error', reject);
      for (let start = 0; start < body.length; start += 60_000) sent.write(body.slice(start, start + 60_000));
      sent.end();
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
