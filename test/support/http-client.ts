import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it goes over the wire: nothing is normalised on the way. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer | undefined;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly milliseconds: number;
}

/** A listening server and a client of it. */
export interface Wire {
  readonly port: number;
  readonly send: (message: WireRequest) => Promise<WireResponse>;
  readonly close: () => Promise<void>;
}

/** Serves a listener on a port of its own. */
export async function listen(listener: RequestListener, connections = 64): Promise<Wire> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    port,
    send: (message) => send({ agent, port }, message),
    close: async () => {
      agent.destroy();
      await stop(server);
    },
  };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function send({ agent, port }: { readonly agent: Agent; readonly port: number }, { method, path, headers = {}, body }: WireRequest): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    // Node frames the body of a GET or a DELETE only when it is told to.
    const isFramed = body === undefined || 'Transfer-Encoding' in headers;
    const framed = isFramed ? headers : { ...headers, 'Content-Length': String(Buffer.byteLength(body)) };
    const sent = request({ agent, host: '127.0.0.1', port, method, path, headers: framed as Record<string, string> }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
          milliseconds: performance.now() - started,
        }),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
