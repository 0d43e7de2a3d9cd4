import { randomUUID } from 'node:crypto';

import { Router } from 'express';
import type { Access, Principal, ResourceStore, ResourceType } from 'scim-router';
import { Group, anyOf, basicAuth, bearerAuth, createScimRouter, defineResourceType, enterpriseUserSchema, importSchema, userSchema } from 'scim-router';

import type { WireRequest, WireResponse } from '../support/http-client';
import { listen } from '../support/http-client';

export const basePath = '/scim/v2';
export const passwordCanary = 'CANARY-pw-9f31c2Zz';

const hiddenSchema = importSchema({
  id: 'urn:lab:hidden:2.0:User',
  name: 'Hidden',
  attributes: [{ name: 'secretNote', type: 'string', multiValued: false, mutability: 'readWrite', returned: 'never' }],
});

/** A User with an extension that has a hidden attribute. */
const HiddenUser = defineResourceType({
  name: 'User',
  endpoint: '/Users',
  schema: userSchema,
  extensions: [{ schema: enterpriseUserSchema }, { schema: hiddenSchema }],
  inverse: { groups: { type: 'Group', attribute: 'members' } },
});

export const labTypes: readonly ResourceType[] = [HiddenUser, Group];

const tokens = { A: 'tokA.Zm9yIHRlbmFudCBBIG9ubHkgMDE', AR: 'tokAR.cmVhZGVyIG9mIHRlbmFudCBB', AU: 'tokAU.dXNlcnMgb2YgdGVuYW50IEE', B: 'tokB.Zm9yIHRlbmFudCBCIG9ubHkgMDI' };
type Credential = keyof typeof tokens;

interface LabPrincipal extends Principal {
  readonly id: Credential;
}

export interface LabOptions {
  /** Users and groups that SCIM did not make are out of reach. */
  readonly provenance?: boolean;
  /** Each tenant has its own base URL, and reads take a while. */
  readonly perTenantBase?: boolean;
  /** One page may call from a browser. */
  readonly cors?: boolean;
  readonly requestTimeout?: number;
}

/** The fixture of the vectors: two tenants on a listening server. */
export interface Lab {
  readonly send: (request: WireRequest) => Promise<WireResponse>;
  readonly port: number;
  readonly lookup: (name: string) => string | undefined;
  /** A request of tenant A with full access. */
  readonly ask: (method: string, path: string, body?: object, credential?: Credential) => Promise<WireResponse>;
  readonly storeCalls: () => number;
  readonly reported: readonly unknown[];
  readonly close: () => Promise<void>;
}

export async function openLab(store: ResourceStore, options: LabOptions = {}): Promise<Lab> {
  const run = randomUUID().slice(0, 8);
  const watched = watchedStore(store, options.perTenantBase === true);
  const reported: unknown[] = [];
  const router = createScimRouter<LabPrincipal>(watched.store, authorizer(options), {
    resourceTypes: labTypes,
    tenant: (_request, { id }) => `${run}-${id === 'B' ? 'B' : 'A'}`,
    onError: (error) => reported.push(error),
    ...(options.requestTimeout !== undefined && { requestTimeout: options.requestTimeout }),
    ...(options.cors === true && { cors: { origin: 'https://app.example.com' } }),
    ...(options.perTenantBase === true && { baseUrl: ({ headers }) => baseOf(headers.authorization === `Bearer ${tokens.B}` ? 'B' : 'A') }),
  });
  const root = Router();
  root.use(basePath, router);
  const wire = await listen((incoming, response) => root(incoming as never, response as never, () => response.writeHead(404, { 'Content-Type': 'application/scim+json' }).end(outside)), 600);

  const ask: Lab['ask'] = (method, path, body, credential = 'A') =>
    wire.send({
      method,
      path: `${basePath}${path}`,
      headers: { Authorization: `Bearer ${tokens[credential]}`, ...(body !== undefined && { 'Content-Type': 'application/scim+json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const ids = await fill(ask);
  return {
    ...wire,
    ask,
    lookup: (name) => ids.get(name) ?? credentialOf(name),
    storeCalls: watched.calls,
    reported,
  };
}

export const baseOf = (tenant: 'A' | 'B'): string => `https://${tenant.toLowerCase()}.example${basePath}`;

/** What the host application says of a path that is not below the mount. */
const outside = JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '404', detail: 'outside the mount' });

function authorizer({ provenance }: LabOptions) {
  const owners = new Map(Object.entries(tokens).map(([id, token]) => [token, { id: id as Credential }]));
  const authorize = ({ operation, type, context: { principal } }: Access<LabPrincipal>) => {
    if (principal.id === 'AR' && operation !== 'get' && operation !== 'query') return false;
    if (principal.id === 'AU' && type.name !== 'User') return false;
    return provenance === true && type.name === 'User' ? { where: 'not (userName eq "breakglass")' } : true;
  };
  return anyOf<LabPrincipal>(
    bearerAuth((token) => owners.get(token), { authorize }),
    basicAuth((name, password) => (name === 'svc' && password === 'p4ss:word' ? { id: 'A' as const } : undefined), { authorize }),
  );
}

function credentialOf(name: string): string | undefined {
  const [kind, id, form] = name.split('.');
  if (name.startsWith('b64:')) return Buffer.from(name.slice(4)).toString('base64');
  if (name === 'fault:store-throws') return 'store-throws';
  const caseVariant = /^caseVariant:(.*)$/.exec(name)?.[1];
  if (caseVariant !== undefined) return Array.from(caseVariant, (letter) => (Math.random() < 0.5 ? letter.toLowerCase() : letter.toUpperCase())).join('');
  const token = tokens[id as Credential] as string | undefined;
  if (kind !== 'token' || token === undefined) return undefined;
  const forms: Readonly<Record<string, string>> = {
    prefix: token.slice(0, -1),
    upper: token.toUpperCase(),
    flipLast: token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'),
    id: token.split('.')[0] ?? '',
  };
  return form === undefined ? token : forms[form];
}

/** Every vector begins with the same users and groups. */
async function fill(ask: Lab['ask']): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const create = async (name: string, endpoint: string, body: object): Promise<void> => {
    const { status, text } = await ask('POST', endpoint, body, name.startsWith('B') ? 'B' : 'A');
    if (status !== 201 && name !== 'A.breakglass') throw new Error(`the fixture ${name} was refused: ${text}`);
    ids.set(name, status === 201 ? (JSON.parse(text) as { id: string }).id : randomUUID());
  };
  const user = (userName: string, more: object = {}): object => ({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName, ...more });
  const group = (displayName: string, member?: string): object => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName,
    ...(member !== undefined && { members: [{ value: ids.get(member) }] }),
  });
  await create('A.alice', '/Users', user('alice', { password: passwordCanary, emails: [{ value: 'alice@a.example', type: 'work', primary: true }], 'urn:lab:hidden:2.0:User': { secretNote: 'something secret' } }));
  await create('A.bob', '/Users', user('bob'));
  await create('A.breakglass', '/Users', user('breakglass'));
  await create('B.victim', '/Users', user('victim', { emails: [{ value: 'victim@b.example' }] }));
  await create('A.admins', '/Groups', group('Administrators', 'A.alice'));
  await create('A.staff', '/Groups', group('staff'));
  await create('B.bgroup', '/Groups', group('b-admins', 'B.victim'));
  return ids;
}

/** Counts what reaches the store, and fails for one id as a broken database would. */
function watchedStore(store: ResourceStore, slow: boolean): { readonly store: ResourceStore; readonly calls: () => number } {
  let calls = 0;
  const watch = (inner: ResourceStore): ResourceStore =>
    new Proxy(inner, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name, target);
        if (typeof method !== 'function') return method;
        return async (request: { readonly id?: string } & ((store: ResourceStore) => unknown), context: unknown) => {
          calls += 1;
          if (request.id === 'store-throws') throw new Error('relation "users" does not exist: SELECT * FROM users postgres://root:CANARY@db/');
          if (slow) await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * 19));
          const argument = name === 'transaction' ? (transactional: ResourceStore) => request(watch(transactional)) : request;
          return (method as (...args: readonly unknown[]) => unknown).call(target, argument, context);
        };
      },
    });
  return { store: watch(store), calls: () => calls };
}
