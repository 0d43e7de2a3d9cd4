import type { IncomingMessage, RequestListener } from 'node:http';

import { Router } from 'express';
import type { ResourceStore } from 'scim-router';
import { createScimRouter } from 'scim-router';
import { createKnexStore } from 'scim-router/knex';
import type { Administrator, Provisioning, ProvisioningOptions } from 'scim-router/provisioning';
import { createProvisioning } from 'scim-router/provisioning';
import { tenantPrefixed } from 'scim-router/testing';
import request from 'supertest';

import type { OpenBackend } from '../../support/backends';
import { backends } from '../../support/backends';
import { createEmbeddedDatabase } from '../../support/embedded';
import { patchUrn, userUrn } from '../../support/service';

// Several tests share the machine.
jest.setTimeout(60_000);

/** One database for all tests of a file: to start one takes seconds. */
const embedded: { database?: ReturnType<typeof createEmbeddedDatabase>; prefixes: number } = { prefixes: 0 };
afterAll(async () => (await embedded.database)?.close());

/** Every store that provisioning is tested on. */
export const provisioningBackends: typeof backends = [
  ...backends,
  [
    'KnexStore, embedded',
    async (types) => {
      const { knex } = await (embedded.database ??= createEmbeddedDatabase());
      const store = createKnexStore(knex);
      await store.migrate(types);
      embedded.prefixes += 1;
      return { store: tenantPrefixed(store, `test ${embedded.prefixes}`), close: async () => undefined };
    },
  ],
];

export const pagePath = '/settings/scim';
export const scimPath = '/scim/v2';

/** Who the tests log in as, by the header `X-User`. */
const administrators: Readonly<Record<string, Administrator>> = {
  ada: { id: 'ada', name: 'Ada Lovelace' },
  grace: { id: 'grace', tenant: 'acme' },
  linus: { id: 'linus', tenant: 'globex' },
};

export const authorize = ({ headers }: IncomingMessage): Administrator | undefined => {
  const user = String(headers['x-user'] ?? '');
  if (user === 'broken') throw new Error('the session store is away');
  return administrators[user];
};

export interface FormPost {
  readonly user?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
}

/** One process: the page and the SCIM service behind it. */
export interface ProvisioningService {
  readonly provisioning: Provisioning;
  readonly listener: RequestListener;
  readonly get: (query?: string, user?: string, headers?: Readonly<Record<string, string>>) => request.Test;
  /** Sends fields as a browser does. */
  readonly post: (fields: Readonly<Record<string, string>>, options?: FormPost) => request.Test;
  /** Opens a page, fills in one of its forms and sends it. */
  readonly submit: (action: string, fields?: Readonly<Record<string, string>>, options?: { readonly query?: string; readonly user?: string }) => Promise<request.Response>;
  readonly scim: (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, token: string, body?: object) => request.Test;
}

export function serve(store: ResourceStore, options: Partial<ProvisioningOptions<IncomingMessage>> = {}): ProvisioningService {
  const provisioning = createProvisioning<IncomingMessage>({ store, authorize, ...options });
  const root = Router();
  root.use(pagePath, provisioning.router as never);
  root.use(scimPath, createScimRouter(store, provisioning.authorizer, provisioning.options) as never);
  const listener: RequestListener = (incoming, response) => root(incoming as never, response as never, () => response.writeHead(404).end('outside'));

  const get: ProvisioningService['get'] = (query = '', user = 'ada', headers = {}) => request(listener).get(`${pagePath}/${query}`).set({ 'X-User': user, ...headers });
  const post: ProvisioningService['post'] = (fields, { user = 'ada', headers = { 'Sec-Fetch-Site': 'same-origin' }, path = '' } = {}) =>
    request(listener).post(`${pagePath}/${path}`).set({ 'X-User': user, ...headers }).type('form').send(fields);
  return {
    provisioning,
    listener,
    get,
    post,
    submit: async (action, fields = {}, { query = '', user = 'ada' } = {}) => {
      const { text } = await get(query, user);
      return post({ ...formOf(text, action), ...fields }, { user });
    },
    scim: (method, path, token, body) => {
      const call = request(listener)[method](`${scimPath}${path}`).set('Authorization', `Bearer ${token}`);
      if (body === undefined) return call;
      return call.set('Content-Type', 'application/scim+json').serialize((value) => JSON.stringify(value)).send(body);
    },
  };
}

/** A store with its tables, and a process on it. */
export async function openProvisioning(open: OpenBackend, options: Partial<ProvisioningOptions<IncomingMessage>> = {}) {
  const { storedTypes } = createProvisioning({ ...storeless, authorize: () => undefined, ...(options as object) });
  const backend = await open(storedTypes);
  return { ...serve(backend.store, options), store: backend.store, close: backend.close };
}

const nothing = (): never => {
  throw new Error('only for its types');
};
const storeless = { store: { create: nothing, get: nothing, query: nothing, replace: nothing, delete: nothing } };

/** The fields that a form of the page has, as a browser would send them untouched. */
export function formOf(page: string, action: string): Record<string, string> {
  const forms = page.match(/<form[^]*?<\/form>/g) ?? [];
  const form = forms.find((text) => text.includes(`name="action" value="${action}"`));
  if (form === undefined) throw new Error(`The page has no form to ${action}`);
  const hidden = Array.from(form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g), ([, name, value]) => [name!, value!]);
  return Object.fromEntries(hidden) as Record<string, string>;
}

/** The token that a page shows, if it shows one. */
export function tokenIn(page: string): string | undefined {
  return /id="token" value="(scim_[^"]+)"/.exec(page)?.[1];
}

export const user = (userName: string, more: object = {}): object => ({ schemas: [userUrn], userName, ...more });
export const patch = (...Operations: readonly object[]): object => ({ schemas: [patchUrn], Operations });

/** Enables provisioning and gives the token that was shown. */
export async function enabledToken({ submit }: Pick<ProvisioningService, 'submit'>, fields: Readonly<Record<string, string>> = {}, as = 'ada'): Promise<string> {
  const { text, status } = await submit('save', { enabled: 'on', ...fields }, { query: '?edit', user: as });
  const token = tokenIn(text);
  if (status !== 200 || token === undefined) throw new Error(`No token was shown: ${status}`);
  return token;
}
