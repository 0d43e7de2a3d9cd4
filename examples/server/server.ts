import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Router } from 'express';
import type { ResourceStore } from 'scim-router';
import { createScimRouter, staticBearer } from 'scim-router';

import { soffidPath, soffidProfile } from './soffid';

export const mountPath = '/scim/v2';

export interface RunningServer {
  /** Absolute URL of the SCIM service root. */
  readonly url: string;
  /** Absolute URL of the profile of Soffid. */
  readonly soffidUrl: string;
  /** Lets requests under way finish, then resolves. */
  readonly close: () => Promise<void>;
}

export interface ServerOptions {
  readonly store: ResourceStore;
  readonly token: string;
  /** What the secrets of one-time codes are encrypted with. */
  readonly otpKey: Buffer;
  readonly port: number;
  readonly host: string;
}

/**
 * Serves the core profile and that of Soffid from one store. A bare Router on node's server: an application around it
 * costs more than the request.
 */
export async function startServer({ store, token, otpKey, port, host }: ServerOptions): Promise<RunningServer> {
  const router = Router();
  const { authorizer, options } = soffidProfile(store, otpKey);
  // It listens on this machine only; TLS ends at a proxy in front of it.
  router.use(mountPath, createScimRouter(store, staticBearer(token), { requireTls: false }));
  router.use(soffidPath, createScimRouter(store, authorizer, { ...options, requireTls: false }));
  const server = createServer((request, response) => {
    router(request as never, response as never, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end(`SCIM is at ${mountPath} and ${soffidPath}\n`);
    });
  });
  await listen(server, { port, host });
  const { port: actual } = server.address() as AddressInfo;
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
  return { url: `${origin}${mountPath}`, soffidUrl: `${origin}${soffidPath}`, close: () => close(server) };
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
