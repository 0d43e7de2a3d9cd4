import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Router } from 'express';
import type { ResourceStore } from 'scim-router';
import { createScimRouter, staticBearer } from 'scim-router';

import { indexPage } from './index-page';
import { demoProvisioning, provisionedPath, settingsPath } from './provisioning';
import { soffidPath, soffidProfile } from './soffid';

export const mountPath = '/scim/v2';

export interface RunningServer {
  /** Absolute URL of the SCIM service root. */
  readonly url: string;
  /** Absolute URL of the profile of Soffid. */
  readonly soffidUrl: string;
  /** Absolute URL of the page for administrators. */
  readonly settingsUrl: string;
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
  /** Of the administrator. Default: one that nobody knows. */
  readonly administratorPassword?: string;
}

/**
 * Serves the core profile, that of Soffid and the one that is provisioned by way of its page, from one store. A bare Router on node's server: an application around it
 * costs more than the request.
 */
export async function startServer({ store, token, otpKey, port, host, administratorPassword = randomBytes(32).toString('hex') }: ServerOptions): Promise<RunningServer> {
  const router = Router();
  const { provisioning, page } = demoProvisioning(store, administratorPassword);
  const { authorizer, options } = soffidProfile(store, otpKey);
  // It listens on this machine only; TLS ends at a proxy in front of it.
  router.use(mountPath, createScimRouter(store, staticBearer(token), { requireTls: false }));
  router.use(soffidPath, createScimRouter(store, authorizer, { ...options, requireTls: false }));
  router.use(settingsPath, page as never);
  router.use(provisionedPath, createScimRouter(store, provisioning.authorizer, provisioning.options));
  router.get('/', (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(indexPage(menu, services));
  });
  const server = createServer((request, response) => {
    router(request as never, response as never, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end(`SCIM is at ${mountPath} and ${soffidPath}\n`);
    });
  });
  await listen(server, { port, host });
  const { port: actual } = server.address() as AddressInfo;
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
  return {
    url: `${origin}${mountPath}`,
    soffidUrl: `${origin}${soffidPath}`,
    settingsUrl: `${origin}${settingsPath}`,
    close: async () => {
      await close(server);
      await provisioning.flush();
    },
  };
}

const menu = [{ href: settingsPath, text: 'Authentication settings', hint: 'Enable SCIM provisioning and get its URL and a token' }];
const services = [
  { href: mountPath, text: 'SCIM 2.0', hint: 'Users and groups of the core schema, with the token that the server printed' },
  { href: provisionedPath, text: 'SCIM 2.0, provisioned', hint: 'Users with profiles and projects, with a token of the authentication settings' },
  { href: soffidPath, text: 'Soffid', hint: 'The profile of Soffid IAM, with Basic' },
];

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
