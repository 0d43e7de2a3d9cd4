import { Router } from 'express';
import type { RequestListener } from 'node:http';
import type { Attributes, ResourceType } from 'scim-router';
import { createScimRouter, scryptPasswords } from 'scim-router';
import type { SoffidOptions } from 'scim-router/soffid';
import { soffid, soffidTypes } from 'scim-router/soffid';
import { createTestContext } from 'scim-router/testing';
import type { Response } from 'supertest';
import request from 'supertest';

import { allAttributes } from '../../../src/resource/create-projection';
import type { OpenBackend } from '../../support/backends';

/** The profile over a directory that has what most resources refer to, and `admin` to call it. */
export interface DirectoryService {
  /** Sends a request as `admin`; what is answered has to have this status. */
  readonly send: (line: string, body?: object, status?: number) => Promise<Response>;
  /** The same for a POST, and the id of what is created. */
  readonly add: (type: string, body: object) => Promise<number>;
  /** Puts a resource into the store, past the service. */
  readonly put: (type: string, attributes: Attributes) => Promise<number>;
  readonly get: (path: string) => Promise<Readonly<Record<string, any>>>;
  /** As it is in the store, also what is never returned. */
  readonly stored: (type: string, id: number) => Promise<Attributes>;
  /** Moves the clock. */
  readonly at: (time: string) => void;
  readonly close: () => Promise<void>;
}

/** The names that a new directory has. */
const basis: readonly (readonly [type: string, attributes: Attributes])[] = [
  ['UserType', { name: 'I', description: 'Internal user', managed: true }],
  ['UserType', { name: 'E', description: 'External user', managed: true }],
  ['Group', { name: 'world', description: 'World' }],
  ['System', { name: 'soffid', description: 'Soffid', className: '-', usersDomain: 'DEFAULT', passwordsDomain: 'DEFAULT' }],
  ['User', { userName: 'admin', firstName: 'Soffid', lastName: 'Administrator', fullName: 'Soffid Administrator', userType: 'I', primaryGroup: 'world', active: true }],
];

export async function openDirectory(open: OpenBackend, options: SoffidOptions = {}): Promise<DirectoryService> {
  let now = new Date('2026-03-06T09:08:42Z');
  const { store, close } = await open(soffidTypes);
  const context = createTestContext();
  for (const [name, attributes] of basis) await store.create({ type: typeNamed(name), attributes, projection: allAttributes }, context);
  const profile = soffid(store, {
    passwords: scryptPasswords({ cost: 1024 }),
    access: { verify: (user, password) => password === `${user}-secret`, requiredAuthorities: [] },
    now: () => now,
    ...options,
  });
  const root = Router();
  root.use('/soffid', createScimRouter(store, profile.authorizer, profile.options));
  const listener: RequestListener = (incoming, response) => root(incoming as never, response as never, () => undefined);
  const send = async (line: string, body?: object, status?: number): Promise<Response> => {
    const [method = '', path = ''] = line.split(/ (.*)/s);
    const call = request(listener)[method.toLowerCase() as 'get'](`/soffid/${path}`).auth('admin', 'admin-secret');
    if (body !== undefined) void call.set('Content-Type', 'application/scim+json').serialize((value) => JSON.stringify(value)).send(body);
    const answer = await call;
    if (status !== undefined && answer.status !== status) throw new Error(`${line} answered ${answer.status}: ${answer.text}`);
    return answer;
  };
  return {
    send,
    add: async (type, body) => (await send(`POST ${type}`, body, 201)).body.id,
    put: async (name, attributes) => Number((await store.create({ type: typeNamed(name), attributes, projection: allAttributes }, context)).id),
    get: async (path) => (await send(`GET ${path}`, undefined, 200)).body,
    stored: async (name, id) => {
      const resource = await store.get({ type: typeNamed(name), id: String(id), projection: allAttributes }, context);
      return resource?.attributes ?? {};
    },
    at: (time) => {
      now = new Date(time);
    },
    close,
  };
}

function typeNamed(name: string): ResourceType {
  const type = soffidTypes.find((each) => each.name === name);
  if (type === undefined) throw new Error(`There is no resource type ${name}`);
  return type;
}
