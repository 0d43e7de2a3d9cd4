import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Router } from 'express';
import type { ResourceStore } from 'scim-router';
import { createScimRouter, staticBearer } from 'scim-router';

export const mountPath = '/scim/v2';

export interface RunningServer {
  /** Absolute URL of the SCIM service root. */
  readonly url: string;
  /** Lets requests under way finish, then resolves. */
  readonly close: () => Promise<void>;
}

export interface ServerOptions {
  readonly store: ResourceStore;
  readonly token: string;
  readonly port: number;
  readonly host: string;
}

/** Serves the core profile. A bare Router on node's server: an application around it costs more than the request. */
export async function startServer({ store, token, port, host }: ServerOptions): Promise<RunningServer> {
  const router = Router();
  // It listens on this machine only; TLS ends at a proxy in front of it.
  router.use(mountPath, createScimRouter(store, staticBearer(token), { requireTls: false }));
  const server = createServer((request, response) => {
    router(request as never, response as never, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end(`SCIM is at ${mountPath}\n`);
    });
  });
  await listen(server, { port, host });
  const { port: actual } = server.address() as AddressInfo;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}${mountPath}`, close: () => close(server) };
}

function listen(server: Server, address: { readonly port: number; readonly host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => resolve());
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
}
