import { parseFilter } from '../filter/parse-filter';
import { applyPatch } from '../resource/patch-apply';
import type { PatchOperation } from '../resource/patch-operation';
import { resolvePatchTarget } from '../resource/patch-target';
import type { Projection } from '../resource/projection';
import type { StoredResource } from '../resource/stored-resource';
import { resolveAttributePath } from '../schema/attribute-path';
import type { Attributes, ResourceType } from '../schema/resource-type';
import type { ScimContext } from '../store/context';
import type { CursorPage, QueryRequest, QueryResult, ResourceStore } from '../store/resource-store';
import { createTestContext } from './create-test-context';
import { everything } from './projections';

/** A query as a client would write it; all resources in one page unless it says otherwise. */
export interface TestQuery {
  readonly filter?: string;
  readonly sortBy?: string;
  /** Default `ascending`. */
  readonly sortOrder?: 'ascending' | 'descending';
  readonly startIndex?: number;
  readonly count?: number;
  /** A page by cursor; `{}` for the first one. */
  readonly cursor?: Omit<CursorPage, 'count'>;
  readonly projection?: Projection;
}

/** One operation of a PATCH as a client would write it (RFC 7644 §3.5.2). */
export interface TestOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

export interface WriteOptions {
  readonly ifVersion?: string;
  /** Default everything that is stored. */
  readonly projection?: Projection;
}

/** The store under test, asked in the short form that tests can be read in. */
export class TestStore {
  constructor(
    readonly store: ResourceStore,
    readonly context: ScimContext = createTestContext(),
  ) {}

  /** The same store, for another tenant. */
  forTenant(tenant: string | undefined): TestStore {
    return new TestStore(this.store, createTestContext({ tenant }));
  }

  create(type: ResourceType, attributes: Attributes, projection = everything): Promise<StoredResource> {
    return this.store.create({ type, attributes, projection }, this.context);
  }

  get(type: ResourceType, id: string, projection = everything): Promise<StoredResource | undefined> {
    return this.store.get({ type, id, projection }, this.context);
  }

  /** A resource that has to be there. */
  async read(type: ResourceType, id: string, projection = everything): Promise<StoredResource> {
    const resource = await this.get(type, id, projection);
    if (resource === undefined) throw new Error(`${type.name} ${id} is not in the store`);
    return resource;
  }

  replace(
    type: ResourceType,
    id: string,
    { attributes, ifVersion, projection = everything }: WriteOptions & { readonly attributes: Attributes },
  ): Promise<StoredResource | undefined> {
    const condition = ifVersion === undefined ? {} : { ifVersion };
    return this.store.replace({ type, id, attributes, projection, ...condition }, this.context);
  }

  delete(type: ResourceType, id: string, ifVersion?: string): Promise<boolean> {
    return this.store.delete({ type, id, ...(ifVersion === undefined ? {} : { ifVersion }) }, this.context);
  }

  query(type: ResourceType, query: TestQuery = {}): Promise<QueryResult> {
    return this.store.query(toRequest(type, query), this.context);
  }

  /** The values of one attribute in the order of the answer. */
  async list(type: ResourceType, attribute: string, query: TestQuery = {}): Promise<readonly unknown[]> {
    const { resources } = await this.query(type, query);
    return resources.map(({ attributes }) => attributes[attribute]);
  }

  /** PATCH as the engine makes it: by the store where it can, else read, changed and replaced. */
  patch(
    type: ResourceType,
    id: string,
    {
      operations: entries,
      ifVersion,
      projection = everything,
    }: WriteOptions & { readonly operations: readonly TestOperation[] },
  ): Promise<StoredResource | undefined> {
    const operations = entries.map((entry) => toOperation(type, entry));
    const condition = ifVersion === undefined ? {} : { ifVersion };
    const target = { type, id, operations, projection, ...condition };
    const readModifyWrite = () => this.#readModifyWrite(target);
    if (this.store.patch === undefined) return readModifyWrite();
    const apply = (attributes: Attributes, some: readonly PatchOperation[]) => applyPatch(type, attributes, some);
    return this.store.patch({ ...target, apply, readModifyWrite }, this.context);
  }

  /** Runs `work` in a transaction of the store, which has to have them. */
  transaction<T>(work: (inside: TestStore) => Promise<T>): Promise<T> {
    const { store, context } = this;
    if (store.transaction === undefined) throw new Error('This store has no transaction, but did not declare so');
    return store.transaction((inner) => work(new TestStore(inner, context)), context);
  }

  /** Tries again when somebody else was faster, unless the client named a version (RFC 7644 §3.14). */
  async #readModifyWrite(target: PatchTarget): Promise<StoredResource | undefined> {
    const { type, id, operations, projection = everything, ifVersion } = target;
    const before = await this.get(type, id);
    if (before === undefined) return undefined;
    const attributes = applyPatch(type, before.attributes, operations);
    if (attributes === before.attributes && (ifVersion ?? before.version) === before.version) {
      return this.get(type, id, projection);
    }
    try {
      return await this.replace(type, id, { attributes, projection, ifVersion: ifVersion ?? before.version });
    } catch (error) {
      const isOvertaken = ifVersion === undefined && codeOf(error) === 'ERR_SCIM_VERSION_MISMATCH';
      if (!isOvertaken) throw error;
      return this.#readModifyWrite(target);
    }
  }
}

interface PatchTarget extends WriteOptions {
  readonly type: ResourceType;
  readonly id: string;
  readonly operations: readonly PatchOperation[];
}

/** The stable code of an error of this library; `undefined` for any other. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function toRequest(type: ResourceType, query: TestQuery): QueryRequest {
  const { filter, sortBy, sortOrder = 'ascending', startIndex = 1, count = 1000, cursor, projection = everything } = query;
  return {
    type,
    projection,
    page: cursor === undefined ? { startIndex, count } : { ...cursor, count },
    ...(filter === undefined ? {} : { filter: parseFilter(filter, type) }),
    ...(sortBy === undefined ? {} : { sort: { path: pathOf(type, sortBy), order: sortOrder } }),
  };
}

function toOperation(type: ResourceType, { op, path: text, value }: TestOperation): PatchOperation {
  const target = resolvePatchTarget(type, text);
  if (target.kind === 'schema') throw new Error(`${text} names a schema; tests of stores name attributes`);
  const { path, where } = target;
  const selection = { path, ...(where === undefined ? {} : { where }) };
  return op === 'remove' ? { op, ...selection } : { op, ...selection, value };
}

function pathOf(type: ResourceType, text: string) {
  const path = resolveAttributePath(type, text);
  if (path === undefined) throw new Error(`${type.name} has no attribute ${text}`);
  return path;
}
