import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Router } from 'express';
import type { ResourceStore } from 'scim-router';
import { createScimRouter, staticBearer } from 'scim-router';
import { openApi, openApiExplorer } from 'scim-router/openapi';

import { indexPage } from './index-page';
import { demoProvisioning, provisionedPath, settingsPath } from './provisioning';
import { soffidPath, soffidProfile } from './soffid';

export const mountPath = '/scim/v2';
export const explorerPath = '/explorer';

export interface RunningServer {
  /** Absolute URL of the SCIM service root. */
  readonly url: string;
  /** Absolute URL of the profile of Soffid. */
  readonly soffidUrl: string;
  /** Absolute URL of the page for administrators. */
  readonly settingsUrl: string;
  /** Absolute URL of the explorer of all services. */
  readonly explorerUrl: string;
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
 * Serves the core profile, that of Soffid and the one that is provisioned by way of its page, from one store, with a
 * page that explores them. A bare Router on node's server: an application around it costs more than the request.
 */
export async function startServer({ store, token, otpKey, port, host, administratorPassword = randomBytes(32).toString('hex') }: ServerOptions): Promise<RunningServer> {
  const router = Router();
  const { provisioning, page } = demoProvisioning(store, administratorPassword);
  const { authorizer, options } = soffidProfile(store, otpKey);
  // It listens on this machine only; TLS ends at a proxy in front of it.
  router.use(mountPath, createScimRouter(store, staticBearer(token), { openApi: openApi({ title: core.text }), requireTls: false }));
  router.use(soffidPath, createScimRouter(store, authorizer, { ...options, openApi: openApi({ title: soffidService.text }), requireTls: false }));
  router.use(settingsPath, page as never);
  router.use(provisionedPath, createScimRouter(store, provisioning.authorizer, { ...provisioning.options, openApi: openApi({ title: provisioned.text }) }));
  router.use(explorerPath, openApiExplorer({ services: services.map(({ text, href }) => ({ name: text, url: href })) }) as never);
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
    explorerUrl: `${origin}${explorerPath}`,
    close: async () => {
      await close(server);
      await provisioning.flush();
    },
  };
}

const menu = [
  { href: settingsPath, text: 'Authentication settings', hint: 'Enable SCIM provisioning and get its URL and a token' },
  { href: explorerPath, text: 'API explorer', hint: 'Read about every operation of the services, and try it' },
];
const core = { href: mountPath, text: 'SCIM 2.0', hint: 'Users and groups of the core schema, with the token that the server printed' };
const provisioned = { href: provisionedPath, text: 'SCIM 2.0, provisioned', hint: 'Users with profiles and projects, with a token of the authentication settings' };
const soffidService = { href: soffidPath, text: 'Soffid', hint: 'The profile of Soffid IAM, with Basic' };
const services = [core, provisioned, soffidService];

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
