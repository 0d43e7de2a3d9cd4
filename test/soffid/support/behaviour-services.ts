import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Router } from 'express';
import type { Authorizer, ResourceStore, ScimRouterOptions } from 'scim-router';
import { Group, MemoryStore, User, createScimRouter, scryptPasswords, staticBearer } from 'scim-router';
import type { ImportedResource, SoffidOptions, SoffidPrincipal } from 'scim-router/soffid';
import { importResources, loadDemo, soffid } from 'scim-router/soffid';
import { createTestContext } from 'scim-router/testing';

import { allAttributes } from '../../../src/resource/create-projection';
import type { CaseTarget } from '../../conformance/run-case';
import { ScimClient } from '../../conformance/scim-client';
import type { OpenBackend } from '../../support/backends';
import { soffidPath } from './open-soffid';

/** A service provider that cases are run on. */
export interface BehaviourService extends CaseTarget {
  /** What cases may name beside what they save. */
  readonly names: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

interface Configuration {
  readonly soffid?: SoffidOptions;
  readonly router?: Partial<ScimRouterOptions<SoffidPrincipal>>;
  readonly mountPath?: string;
  /** Put into the store beside the data of the documents. */
  readonly resources?: readonly ImportedResource[];
  readonly limitedBy?: (authorizer: Authorizer<SoffidPrincipal>) => Authorizer<SoffidPrincipal>;
}

const authorities = { 'scim:invoke': ['SOFFID_SCIM', 'ONLY_INVOKE'], 'webservice:user': ['SOFFID_SCIM', 'ONLY_USER'] };

const roles: readonly ImportedResource[] = ['SOFFID_SCIM', 'ONLY_INVOKE', 'ONLY_USER'].map((name, index) => ({
  type: 'Role',
  id: 900_001 + index,
  attributes: { name, description: name, system: 'soffid', informationSystemName: 'Operation/Business 2/SOFFID' },
}));

/** By the name that a case gives as `service`. */
export const behaviourServices = {
  soffid: {},
  /** The data as it is loaded, for cases that change it for others. */
  fresh: {},
  authorities: { soffid: { access: { authorities, rememberSeconds: 0 } }, resources: roles },
  refusal: { soffid: { access: { authorities, refusal: 403 } }, resources: roles },
  invokeOnly: { soffid: { access: { authorities, requiredAuthorities: ['scim:invoke'] } }, resources: roles },
  history: { soffid: { history: true } },
  metadata: {
    soffid: {
      metadata: {
        User: {
          EMPLOYEE: { type: 'integer', required: true },
          PHONE: { type: 'string', multiValued: true },
          PIN: { type: 'password' },
        },
      },
    },
  },
  limited: { limitedBy: withoutAgentUpdate },
  cors: { soffid: { parameters: { 'soffid.scim.cors.origin': 'admin.example.com, intranet.example.com' } } },
  corsAny: { soffid: { parameters: { 'soffid.scim.cors.origin': '*', 'soffid.scim.cors.methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS, HEAD' } } },
  elsewhere: { mountPath: '/webservice/scim' },
  external: { router: { baseUrl: `https://iam.example.com${soffidPath}` } },
  faulty: { router: { hooks: { beforeWrite: fail }, onError: () => undefined } },
  many: { resources: Array.from({ length: 1100 }, (_, index) => ({ type: 'GroupType', id: 10_000_001 + index, attributes: { name: `bulk ${index}` } })) },
} as const satisfies Readonly<Record<string, Configuration>>;

function fail(): never {
  throw new Error('the secret of the fault');
}

/** Whoever lacks the authorization `agent:update` sees no parameters of systems, and changes none. */
function withoutAgentUpdate(authorizer: Authorizer<SoffidPrincipal>): Authorizer<SoffidPrincipal> {
  const parameters = ['param0', 'param1', 'param2', 'param3', 'param4', 'param5', 'param6', 'param7', 'param8', 'param9'];
  return {
    ...authorizer,
    authorize: (access) => {
      if (access.type.name !== 'System') return authorizer.authorize(access);
      return ['get', 'query'].includes(access.operation) && { readable: { except: parameters } };
    },
  };
}

/** Serves one configuration, with the data of the documents, on one kind of store. */
export async function openBehaviourService(open: OpenBackend, configuration: Configuration): Promise<BehaviourService> {
  const { mountPath = soffidPath, router = {}, resources = [], limitedBy = (authorizer) => authorizer } = configuration;
  const passwords = scryptPasswords({ cost: 1024 });
  const options: SoffidOptions = {
    passwords,
    otp: { encryptionKey: Buffer.alloc(32, 7), delivery: { send: () => undefined } },
    ...configuration.soffid,
  };
  const { store, close } = await open(soffid(new MemoryStore(), options).storedTypes);
  const profile = soffid(store, options);
  await loadDemo(store, { passwordHash: await passwords.hash('changeit') });
  await importResources(store, resources);
  const handle = createScimRouter(store, limitedBy(profile.authorizer), { ...profile.options, throttle: false, ...router });
  return serve(handle, { mountPath, close, names: {}, credential: basicOf });
}

/** Serves the core profile to the second vendor: groups can be read only. */
export async function openCoreService(open: OpenBackend): Promise<BehaviourService> {
  const { store, close } = await open([User, Group]);
  const names = await provision(store);
  const handle = createScimRouter(store, staticBearer('core-token-0123456789'), { operations: { Group: ['get', 'query'] }, throttle: false, requireTls: false });
  return serve(handle, { mountPath: '/scim/v2', close, names, credential: (name) => `Bearer ${name === 'client' ? 'core-token-0123456789' : name}` });
}

async function provision(store: ResourceStore): Promise<Readonly<Record<string, string>>> {
  const context = createTestContext();
  const member = await store.create({ type: User, attributes: { userName: 'member' }, projection: allAttributes }, context);
  const attributes = { displayName: 'SE - Data Entry', members: [{ value: member.id }] };
  const group = await store.create({ type: Group, attributes, projection: allAttributes }, context);
  return { member: member.id, group: group.id };
}

function basicOf(name: string): string {
  const login = name === 'client' ? 'admin:changeit' : name;
  return `Basic ${Buffer.from(login).toString('base64')}`;
}

interface Serving {
  readonly mountPath: string;
  readonly close: () => Promise<void>;
  readonly names: Readonly<Record<string, string>>;
  /** The `Authorization` of the principal that a case names. */
  readonly credential: (name: string) => string;
}

async function serve(handle: ReturnType<typeof createScimRouter>, { mountPath, close, names, credential }: Serving): Promise<BehaviourService> {
  const root = Router();
  root.use(mountPath, handle);
  const server = createServer((request, response) => root(request as never, response as never, () => response.writeHead(404).end()));
  // Cases of other services come in between, for longer than an idle connection lives by default.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new ScimClient();
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${mountPath}`,
    names,
    send: (request) => client.send({ ...request, headers: withCredential(request.headers, credential) }),
    close: async () => {
      client.close();
      await new Promise((resolve) => server.close(resolve));
      await close();
    },
  };
}

/** Cases name who asks as if it were a bearer token. */
function withCredential(headers: Readonly<Record<string, string>>, credential: (name: string) => string): Readonly<Record<string, string>> {
  const { Authorization: given } = headers;
  const name = given === undefined || !given.startsWith('Bearer ') || given.includes('changeit') ? undefined : given.slice('Bearer '.length);
  return name === undefined ? headers : { ...headers, Authorization: credential(name) };
}
