import type { RequestListener } from 'node:http';

import { Router } from 'express';
import type { Attributes, ResourceStore, ScimContext } from 'scim-router';
import { Group, User, bearerAuth, createScimRouter } from 'scim-router';
import { createKnexStore } from 'scim-router/knex';
import { soffid, soffidTypes } from 'scim-router/soffid';
import { createTestContext } from 'scim-router/testing';
import request from 'supertest';

import { allAttributes } from '../../../src/resource/create-projection';
import { loadDemo } from '../../../src/soffid/demo/load-demo';
import { OtpSecret } from '../../../src/soffid/otp/otp-secret';
import type { OpenBackend } from '../../support/backends';
import { backends } from '../../support/backends';
import { createEmbeddedDatabase } from '../../support/embedded';

/** Every store that the examples are replayed on. */
export const soffidBackends: typeof backends = [
  ...backends,
  [
    'KnexStore, embedded',
    async (types) => {
      const { knex, close } = await createEmbeddedDatabase();
      const store = createKnexStore(knex);
      await store.migrate(types);
      return { store, close };
    },
  ],
];

export const soffidPath = '/soffid/webservice/scim2/v1';
const corePath = '/scim/v2';

/** Both profiles, mounted, and clients of them. */
export interface SoffidService {
  /** Sends a request to one of the profiles, with its credential and media type. */
  readonly send: (method: string, path: string, options?: SendOptions) => request.Test;
  /** Puts a resource into the store, past the service. */
  readonly import: (resource: { readonly type: string; readonly id?: number; readonly attributes: Attributes }) => Promise<string>;
  readonly importCore: (type: 'User' | 'Group', attributes: Attributes) => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface SendOptions {
  readonly body?: unknown;
  /** Default `soffid`. */
  readonly profile?: 'soffid' | 'core';
  /** The `Authorization` header. Default: one that may do everything. */
  readonly authorization?: string | null;
}

const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** Opens a store with the data of the documents and mounts both profiles on it, side by side. */
export async function openSoffid(open: OpenBackend): Promise<SoffidService> {
  const { store, close } = await open([User, Group, ...soffidTypes, OtpSecret]);
  const context = createTestContext();
  await loadDemo(store);
  const root = Router();
  root.use(soffidPath, mountSoffid(store));
  const acceptToken = bearerAuth((given) => (given === 'token' ? { id: 'client' } : undefined));
  root.use(corePath, createScimRouter(store, acceptToken, { operations: { Group: ['get', 'query'] } }));
  const listener: RequestListener = (incoming, response) => root(incoming as never, response as never, () => response.writeHead(404).end());
  return {
    send: (method, path, { body, profile = 'soffid', authorization } = {}) => {
      const usual = profile === 'soffid' ? basic('admin', 'changeit') : 'Bearer token';
      const call = request(listener)[method.toLowerCase() as 'get'](`${profile === 'soffid' ? soffidPath : corePath}${path}`);
      if (authorization !== null) void call.set('Authorization', authorization ?? usual);
      if (body === undefined) return call;
      return call.set('Content-Type', 'application/scim+json').serialize((value) => JSON.stringify(value)).send(body as object);
    },
    import: (resource) => importResource(store, resource, context),
    importCore: async (name, attributes) => {
      const type = name === 'User' ? User : Group;
      const { id } = await store.create({ type, attributes, projection: allAttributes }, context);
      return id;
    },
    close,
  };
}

async function importResource(
  store: ResourceStore,
  { type: name, id, attributes }: { readonly type: string; readonly id?: number; readonly attributes: Attributes },
  context: ScimContext,
): Promise<string> {
  const type = soffidTypes.find((each) => each.name === name);
  if (type === undefined) throw new Error(`There is no resource type ${name}`);
  const created = await store.create({ type, attributes, ...(id !== undefined && { id: String(id) }), projection: allAttributes }, context);
  return created.id;
}

/** Passwords are those of the documents; what a user may do is looked up. */
function mountSoffid(store: ResourceStore): ReturnType<typeof createScimRouter> {
  const passwords: Readonly<Record<string, string>> = { admin: 'changeit', Test: 'password' };
  const profile = soffid(store, {
    access: {
      verify: (user, password) => passwords[user] === password,
      authorities: { 'scim:invoke': ['SOFFID_SCIM'], 'webservice:user': ['SOFFID_SCIM'] },
    },
    otp: { encryptionKey: Buffer.alloc(32, 1), delivery: { send: () => Promise.resolve() } },
  });
  return createScimRouter(store, profile.authorizer, profile.options);
}
