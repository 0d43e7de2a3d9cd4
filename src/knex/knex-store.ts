import type { Knex } from 'knex';

import type { StoredResource } from '../resource/stored-resource';
import type { ResourceType } from '../schema/resource-type';
import type { ScimContext } from '../store/context';
import type {
  CreateRequest,
  DeleteRequest,
  GetRequest,
  PatchRequest,
  QueryRequest,
  QueryResult,
  ReplaceRequest,
  ResourceStore,
} from '../store/resource-store';
import { createExecutor, type Executor } from './executor';
import { allIndexes, createIndexStatement } from './indexes';
import { execute, runMigrations } from './migrations';
import { patchResource } from './patch-resource';
import { getResource, queryResources } from './read-resources';
import { StoreScope } from './store-scope';
import { nameTables } from './tables';
import { createResource, deleteResource, replaceResource } from './write-resource';

/** What `createKnexStore` can be told. */
export interface KnexStoreOptions {
  /** PostgreSQL schema of the tables. Default: the first one on the search path of the connection. */
  readonly schema?: string;
  /**
   * Whether references to resources that do not exist are refused. Default `true`. Switching it on later requires
   * that no such reference is left.
   */
  readonly referentialIntegrity?: boolean;
  /** Default `true`; `false` for a proxy that gives each transaction another connection. */
  readonly preparedStatements?: boolean;
}

/**
 * A store in PostgreSQL, on a Knex instance of the host: client `pg`, or PGlite through `openEmbeddedDatabase`.
 *
 * One store keeps all resource types. It never closes `knex`.
 */
export interface KnexStore<C extends ScimContext = ScimContext> extends Required<ResourceStore<C>> {
  /** The instance the store works on; the transaction when the store was given by `transaction`. */
  readonly knex: Knex;
  /**
   * Creates or updates the tables, and the indexes that the resource types ask for. Safe to call at every start and in
   * several processes at once; an index on a large table blocks writes while it is built.
   */
  migrate(resourceTypes: readonly ResourceType[]): Promise<void>;
  transaction<T>(work: (store: KnexStore<C>) => Promise<T>, context: C): Promise<T>;
}

/**
 * Creates a store in PostgreSQL 13 or later.
 *
 * @throws TypeError when the Knex instance is not of client `pg`.
 * @example
 * ```ts
 * const store = createKnexStore(knex({ client: 'pg', connection: process.env.DATABASE_URL }));
 * await store.migrate([User, Group]);
 * app.use('/scim/v2', createScimRouter(store, authz));
 * ```
 */
export function createKnexStore<C extends ScimContext = ScimContext>(
  knex: Knex,
  { schema, referentialIntegrity = true, preparedStatements = true }: KnexStoreOptions = {},
): KnexStore<C> {
  if ((knex.client as { readonly dialect?: unknown }).dialect !== 'postgresql') {
    throw new TypeError("createKnexStore needs a Knex instance with client 'pg'");
  }
  const scope = new StoreScope(nameTables(schema), referentialIntegrity);
  return new PostgresStore<C>(createExecutor(knex, preparedStatements), scope);
}

class PostgresStore<C extends ScimContext> implements KnexStore<C> {
  readonly resolvesInverse = true;
  readonly keepsLinks = true;
  readonly followsRelations = true;
  readonly #executor: Executor;
  readonly #scope: StoreScope;

  constructor(executor: Executor, scope: StoreScope) {
    this.#executor = executor;
    this.#scope = scope;
  }

  get knex(): Knex {
    return this.#executor.knex;
  }

  migrate(resourceTypes: readonly ResourceType[]): Promise<void> {
    return this.#executor.retriedTransaction(async (executor) => {
      await runMigrations(executor, this.#scope.tables);
      for (const index of allIndexes(resourceTypes)) {
        await execute(executor, createIndexStatement(this.#scope.tables, index));
      }
    });
  }

  create(request: CreateRequest, context: C): Promise<StoredResource> {
    return createResource(this.#executor, request, this.#scope.request(request.type, context));
  }

  async get(request: GetRequest, context: C): Promise<StoredResource | undefined> {
    if (isImpossible(request.id)) return undefined;
    return getResource(this.#executor, request, this.#scope.request(request.type, context));
  }

  query(request: QueryRequest, context: C): Promise<QueryResult> {
    return queryResources(this.#executor, request, this.#scope.request(request.type, context));
  }

  async replace(request: ReplaceRequest, context: C): Promise<StoredResource | undefined> {
    if (isImpossible(request.id)) return undefined;
    return replaceResource(this.#executor, request, this.#scope.request(request.type, context));
  }

  async delete(request: DeleteRequest, context: C): Promise<boolean> {
    if (isImpossible(request.id)) return false;
    return deleteResource(this.#executor, request, this.#scope.request(request.type, context));
  }

  async patch(request: PatchRequest, context: C): Promise<StoredResource | undefined> {
    if (isImpossible(request.id)) return undefined;
    return patchResource(this.#executor, request, this.#scope.request(request.type, context));
  }

  transaction<T>(work: (store: KnexStore<C>) => Promise<T>): Promise<T> {
    return this.#executor.transaction((executor) => work(new PostgresStore<C>(executor, this.#scope)));
  }
}

/** No text in PostgreSQL has U+0000, so nothing is at such an id; the database would call the question an error. */
function isImpossible(id: string): boolean {
  return id.includes('\0');
}
