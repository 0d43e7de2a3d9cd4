import type { AddressInfo } from 'node:net';
import { createServer, request } from 'node:http';
import type { Server } from 'node:http';

import { MemoryStore } from 'scim-router';

import type { TestService } from '../../support/service';
import { mountPath, openService, token, userBody } from '../../support/service';

const bulkUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

describe('bodies as they come over the wire', () => {
  let service: TestService;
  let server: Server;
  beforeAll(async () => {
    service = await openService(async () => ({ store: new MemoryStore(), close: async () => undefined }), {
      bulk: { maxPayloadSize: 2000 },
    });
    server = createServer(service.listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  /** Sends the pieces one by one, so that their length is not known beforehand. */
  const sendInPieces = (path: string, pieces: readonly string[]): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' };
      const call = request({ port, host: '127.0.0.1', method: 'POST', path: mountPath + path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      call.once('error', reject);
      for (const piece of pieces) call.write(piece);
      call.end();
    });

  const bulkOf = (title: string): string =>
    JSON.stringify({ schemas: [bulkUrn], Operations: [{ method: 'POST', path: '/Users', bulkId: 'a', data: userBody('ada', { title }) }] });

  test('a bulk request without Content-Length is 413 where it is too long, and names the limit (RFC 7644 §3.7.4)', async () => {
    const long = bulkOf('x'.repeat(2000));
    const { status, text } = await sendInPieces('/Bulk', [long.slice(0, 500), long.slice(500)]);
    expect(status).toBe(413);
    expect(JSON.parse(text)).toMatchObject({ status: '413', detail: expect.stringMatching(/2,?000/) });
    expect((await service.send('get', '/Users')).body.totalResults).toBe(0);
  });

  test('a bulk request in pieces is read whole', async () => {
    const short = bulkOf('x');
    const { status, text } = await sendInPieces('/Bulk', [short.slice(0, 20), short.slice(20)]);
    expect([status, JSON.parse(text).Operations[0].status]).toEqual([200, '201']);
  });
});
