import type { Knex } from 'knex';

import { createKnexStore, type KnexStore, type KnexStoreOptions } from '../../src/knex/knex-store';
import type { Projection } from '../../src/resource/projection';
import { Group } from '../../src/schema/core/group';
import { User } from '../../src/schema/core/user';
import type { ResourceType } from '../../src/schema/resource-type';
import type { ScimContext } from '../../src/store/context';

export const everything: Projection = { kind: 'all', includes: () => true };
export const byDefault: Projection = {
  kind: 'default',
  includes: ({ returned }) => returned === 'always' || returned === 'default',
};
export const nothing: Projection = { kind: 'none', includes: () => false };

const BASE_URL = 'https://example.com/scim/v2';

export function contextOf(types: readonly ResourceType[] = [User, Group], tenant?: string): ScimContext {
  const endpoints = new Map(types.map(({ name, endpoint }) => [name, endpoint]));
  return {
    principal: { id: 'tester' },
    tenant,
    requestId: 'request-1',
    signal: new AbortController().signal,
    baseUrl: BASE_URL,
    locate: (type, id) => (endpoints.has(type) ? `${BASE_URL}${endpoints.get(type)}/${id}` : undefined),
  };
}

export const context = contextOf();

export async function migratedStore(knex: Knex, options?: KnexStoreOptions): Promise<KnexStore> {
  const store = createKnexStore(knex, options);
  await store.migrate([User, Group]);
  return store;
}

export async function createUser(store: KnexStore, attributes: Readonly<Record<string, unknown>>): Promise<string> {
  return (await store.create({ type: User, attributes, projection: nothing }, context)).id;
}

export async function createGroup(
  store: KnexStore,
  displayName: string,
  members: readonly string[] = [],
): Promise<string> {
  const attributes = { displayName, ...(members.length > 0 ? { members: members.map((value) => ({ value })) } : {}) };
  return (await store.create({ type: Group, attributes, projection: nothing }, context)).id;
}

interface Connection {
  query: (query: string | { readonly text: string }, ...rest: unknown[]) => unknown;
}

/** The statements that run between now and `stop`. */
export function recordStatements(knex: Knex): { readonly texts: string[]; stop(): void } {
  const texts: string[] = [];
  const pool = knex.client as { acquireConnection: () => Promise<Connection> };
  const acquire = pool.acquireConnection;
  const restore = new Map<Connection, Connection['query']>();
  pool.acquireConnection = async () => {
    const connection = await acquire.call(pool);
    if (restore.has(connection)) return connection;
    const { query } = connection;
    restore.set(connection, query);
    connection.query = (statement, ...rest) => {
      texts.push(typeof statement === 'string' ? statement : statement.text);
      return query.call(connection, statement, ...rest);
    };
    return connection;
  };
  return {
    texts,
    stop() {
      pool.acquireConnection = acquire;
      for (const [connection, query] of restore) connection.query = query;
    },
  };
}
