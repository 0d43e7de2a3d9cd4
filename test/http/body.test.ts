import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';

import { readBody } from '../../src/http/body';

const limits = { maxBodyBytes: 1000, json: { depth: 10, members: 10, elements: 10 } };

test('the body of a client that went away before it was read is refused at once, not waited for', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => undefined);
  client.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{');
  const [request] = (await once(server, 'request')) as [IncomingMessage];
  request.on('error', () => undefined);
  const gone = new Promise((resolve) => request.once('close', resolve));
  client.destroy();
  await gone;
  await expect(readBody(request, limits)).rejects.toMatchObject({ status: 400, scimType: 'invalidSyntax' });
  server.close();
});
