import type { RequestListener } from 'node:http';

import { Router } from 'express';
import type { Authorizer, Principal, ResourceType, ScimRouterOptions } from 'scim-router';
import { Group, User, bearerAuth, createScimRouter } from 'scim-router';
import request from 'supertest';

import type { Backend, OpenBackend } from './backends';

export const token = 'test-token-0123456789';
export const mountPath = '/scim/v2';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head';

/** A mounted service and a client of it. */
export interface TestService {
  readonly backend: Backend;
  readonly listener: RequestListener;
  /** A request below the mount, with the credential and the media type of SCIM. */
  readonly send: (method: Method, path: string, body?: string | object, headers?: Readonly<Record<string, string>>) => request.Test;
  readonly create: (endpoint: string, body: object) => Promise<Record<string, any>>;
  readonly close: () => Promise<void>;
}

export const acceptToken: Authorizer = bearerAuth((given) => (given === token ? { id: 'client' } : undefined));

export interface TestServiceOptions<P extends Principal = Principal> extends ScimRouterOptions<P> {
  readonly authorizer?: Authorizer<P>;
}

/** Opens a store and mounts the service on it. */
export async function openService(open: OpenBackend, options: TestServiceOptions = {}): Promise<TestService> {
  const { authorizer = acceptToken, ...routerOptions } = options;
  const types: readonly ResourceType[] = options.resourceTypes ?? [User, Group];
  const backend = await open(types);
  const root = Router();
  root.use(mountPath, createScimRouter(backend.store, authorizer, routerOptions));
  const listener: RequestListener = (incoming, response) =>
    root(incoming as never, response as never, () => response.writeHead(404).end('outside the mount'));

  const send: TestService['send'] = (method, path, body, headers = {}) => {
    const call = request(listener)[method](`${mountPath}${path}`).set('Authorization', `Bearer ${token}`);
    if (body !== undefined) call.set('Content-Type', 'application/scim+json').serialize((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
    call.set(headers as Record<string, string>);
    return body === undefined ? call : call.send(body);
  };
  const create: TestService['create'] = async (endpoint, body) => {
    const response = await send('post', endpoint, body);
    if (response.status !== 201) throw new Error(`POST ${endpoint} answered ${response.status}: ${response.text}`);
    return response.body as Record<string, any>;
  };
  return { backend, listener, send, create, close: backend.close };
}

export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

export const userBody = (userName: string, more: object = {}): object => ({ schemas: [userUrn], userName, ...more });
export const groupBody = (displayName: string, memberIds: readonly string[] = []): object => ({
  schemas: [groupUrn],
  displayName,
  ...(memberIds.length > 0 && { members: memberIds.map((value) => ({ value })) }),
});
export const patchBody = (...operations: readonly object[]): object => ({ schemas: [patchUrn], Operations: operations });
