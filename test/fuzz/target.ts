import { Router } from 'express';
import type { ResourceStore, ResourceType, ScimRouterOptions } from 'scim-router';
import { Group, bearerAuth, createScimRouter } from 'scim-router';

import { prototypeNames } from '../security/invariants';
import { LabUser } from '../support/lab-user';
import type { Wire, WireResponse } from '../support/http-client';
import { listen } from '../support/http-client';
import type { FuzzRequest } from './generate-request';
import type { Known } from './generate-value';
import { faultsOf } from './scim-message';

export const fuzzTypes: readonly ResourceType[] = [LabUser, Group];

/** A service to be fuzzed. */
export interface FuzzedService {
  readonly types: readonly ResourceType[];
  /** Options of the router beside those that every target has. */
  readonly options: (store: ResourceStore) => ScimRouterOptions;
  /** Fills a new tenant, and tells what is there. */
  readonly prepare?: (store: ResourceStore, tenant: string) => Promise<readonly { readonly id: string; readonly endpoint: string }[]>;
}

/** The core profile, with attributes of every kind. */
export const coreService: FuzzedService = { types: fuzzTypes, options: () => ({ resourceTypes: fuzzTypes }) };

/** A listening service, of which each token has a tenant of its own. */
export interface Target {
  readonly types: readonly ResourceType[];
  /** What is known of a new tenant. */
  readonly prepare: (tenant: string) => Promise<Known>;
  readonly send: (request: FuzzRequest, tenant: string) => Promise<{ readonly response: WireResponse; readonly faults: readonly string[] }>;
  readonly port: number;
  readonly close: () => Promise<void>;
}

const mount = '/scim/v2';
const slow = 5000;

export async function openTarget(store: ResourceStore, { types, options, prepare }: FuzzedService): Promise<Target> {
  const reported: unknown[] = [];
  const names = prototypeNames();
  const authorizer = bearerAuth((token) => (token.startsWith('fuzz-') ? { id: token } : undefined));
  const router = Router();
  const scim = createScimRouter(store, authorizer, {
    ...options(store),
    tenant: (_request, { id }) => id,
    onError: (error) => reported.push(error),
    throttle: false,
  });
  router.use(mount, scim);
  const wire: Wire = await listen((incoming, response) => router(incoming as never, response as never, () => response.writeHead(404).end('outside the mount')));
  return {
    types,
    port: wire.port,
    prepare: async (tenant) => {
      const there = (await prepare?.(store, `fuzz-${tenant}`)) ?? [];
      return { ids: there.map(({ id }) => id), endpoints: new Map(there.map(({ id, endpoint }) => [id, endpoint])), versions: [], cursors: [], count: 0 };
    },
    close: wire.close,
    send: async (request, tenant) => {
      const response = await wire.send({ ...request, path: mount + request.path, headers: { Authorization: `Bearer fuzz-${tenant}`, ...request.headers } });
      const faults = [...(isOutside(request, response) ? [] : faultsOf(request, response, { types }))];
      if (response.milliseconds > slow) faults.push(`took ${Math.round(response.milliseconds)} ms`);
      if (prototypeNames() !== names) faults.push('a prototype has changed');
      for (const error of reported.splice(0)) faults.push(`reported ${error instanceof Error ? error.stack : String(error)}`);
      return { response, faults };
    },
  };
}

/** What node itself answers: a Host or an Expect that it does not take. */
function isOutside({ headers }: FuzzRequest, { status, text }: WireResponse): boolean {
  return text === '' && ((status === 400 && headers['Host'] !== undefined) || (status === 417 && headers['Expect'] !== undefined));
}
