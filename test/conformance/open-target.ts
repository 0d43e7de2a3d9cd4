import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Group, User, bearerAuth, createScimRouter } from 'scim-router';
import express from 'express';

import type { OpenBackend } from '../support/backends';
import type { CasePrincipal } from './principals';
import { authorizePrincipal, principals } from './principals';
import type { CaseTarget } from './run-case';
import { ScimClient } from './scim-client';
import type { ServiceConfiguration } from './services';

export interface OpenTarget extends CaseTarget {
  readonly close: () => Promise<void>;
}

const mountPath = '/scim/v2';

/** Serves one configuration on one kind of store, for all the cases that name it. */
export async function openTarget(open: OpenBackend, configuration: ServiceConfiguration): Promise<OpenTarget> {
  const backend = await open(configuration.resourceTypes ?? [User, Group]);
  const authorizer = bearerAuth((token) => principals.get(token), { authorize: authorizePrincipal });
  const application = express().disable('x-powered-by');
  application.use(
    mountPath,
    createScimRouter<CasePrincipal>(backend.store, authorizer, {
      throttle: false,
      tenant: (request, principal) => `${String(request.headers['x-tenant'])}${principal.tenant ?? ''}`,
      ...configuration,
    }),
  );
  const server = await listen(createServer(application));
  const client = new ScimClient();
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${mountPath}`,
    send: (request) => client.send(request),
    close: async () => {
      client.close();
      await new Promise((resolve) => server.close(resolve));
      await backend.close();
    },
  };
}

function listen(server: Server): Promise<Server> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
