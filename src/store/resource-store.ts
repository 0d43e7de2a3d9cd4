import type { Filter } from '../filter/ast';
import type { PatchOperation } from '../resource/patch-operation';
import type { Projection } from '../resource/projection';
import type { StoredResource } from '../resource/stored-resource';
import type { Attribute, AttributePath } from '../schema/attribute';
import type { Attributes, ResourceType } from '../schema/resource-type';
import type { ScimContext } from './context';

export interface CreateRequest {
  readonly type: ResourceType;
  /**
   * The id to give, for data that has one already; `UniquenessError` when it is taken. Later ids that the store counts
   * are greater. Default: one that the store makes.
   */
  readonly id?: string;
  readonly attributes: Attributes;
  /** What the result must contain at least. */
  readonly projection: Projection;
}

export interface GetRequest {
  readonly type: ResourceType;
  readonly id: string;
  readonly projection: Projection;
  /** Inside `transaction`: keep others from changing the resource until the transaction ends. */
  readonly forUpdate?: boolean;
}

export interface SortOrder {
  /** A path that ends at a multi-valued attribute sorts by the primary value, else by the first (RFC 7644 §3.4.2.3). */
  readonly path: AttributePath;
  readonly order: 'ascending' | 'descending';
}

/** A part of a list by position (RFC 7644 §3.4.2.4). */
export interface IndexPage {
  /** 1-based, at least 1. */
  readonly startIndex: number;
  /** 0 asks for the total only. */
  readonly count: number;
}

/**
 * A place in the order of a list: what one resource is sorted by and what tells it from its equals, so that the place
 * is still there when the resource is not. The store that answered the list makes it and alone reads it; in between
 * it is JSON. `InvalidCursorError` is for one that the store cannot read.
 */
export type CursorPosition = readonly (string | number | boolean | null)[];

/**
 * A part of a list by what it lies next to (RFC 9865 §2). With neither `after` nor `before` it is the first one.
 * Resources that come and go elsewhere in the list do not move it, and it costs the same wherever it lies.
 */
export interface CursorPage {
  /** The first resources behind this position. */
  readonly after?: CursorPosition;
  /** The last resources ahead of this position, in the order of the list. Never together with `after`. */
  readonly before?: CursorPosition;
  /** At least 1. */
  readonly count: number;
}

export interface QueryRequest {
  readonly type: ResourceType;
  /** Resolved; already AND-ed with what the principal may see. */
  readonly filter?: Filter;
  /** Absent: an order of the store's choice that is stable and total. Ties are broken so, too. */
  readonly sort?: SortOrder;
  readonly page: IndexPage | CursorPage;
  readonly projection: Projection;
}

export interface QueryResult {
  readonly resources: readonly StoredResource[];
  /** Number of matches, not of resources in this page. */
  readonly totalResults: number;
  /** Of a `CursorPage` behind which there are more matches: the position of its last resource. */
  readonly next?: CursorPosition;
  /** Of a `CursorPage` ahead of which there are matches: the position of its first resource. */
  readonly previous?: CursorPosition;
}

export interface ReplaceRequest {
  readonly type: ResourceType;
  readonly id: string;
  /** All attributes afterwards; what is not here is gone. */
  readonly attributes: Attributes;
  /** Links that are not in `attributes` and stay as they are. Only for a store that says `keepsLinks`. */
  readonly untouchedLinks?: readonly Attribute[];
  /** Refuse with `VersionMismatchError` when the stored version is another one. */
  readonly ifVersion?: string;
  readonly projection: Projection;
}

export interface DeleteRequest {
  readonly type: ResourceType;
  readonly id: string;
  readonly ifVersion?: string;
}

export interface PatchRequest {
  readonly type: ResourceType;
  readonly id: string;
  readonly ifVersion?: string;
  /** In order; every path resolved, every value validated against the schema. */
  readonly operations: readonly PatchOperation[];
  /** Empty when the answer is 204: nothing has to be loaded. */
  readonly projection: Projection;
  /**
   * Applies operations to attributes in memory and validates the outcome: for a store that pushes some operations
   * down and not others. Returns the same object when nothing changed.
   */
  readonly apply: (attributes: Attributes, operations: readonly PatchOperation[]) => Attributes;
  /** Get, apply, validate, replace with a version check: for a store, or a case, without pushdown. */
  readonly readModifyWrite: () => Promise<StoredResource | undefined>;
}

/**
 * Where resources live. Five methods, all else optional; a store may stay ignorant of SCIM by handing `query` to
 * `applyQuery`.
 *
 * Absence is `undefined` (or `false`), never an exception. Throw `UniquenessError` and `VersionMismatchError` as said
 * below and `InvalidValueError` for a reference to a resource that does not exist; whatever else is thrown is
 * answered with 500, or 503 for `UnavailableError`.
 *
 * @example
 * ```ts
 * const store: ResourceStore = new MemoryStore();
 * app.use('/scim/v2', createScimRouter(store, authz));
 * ```
 */
export interface ResourceStore<C extends ScimContext = ScimContext> {
  /** Throws `UniquenessError`. Chooses `id` and `version`; `created` equals `lastModified`. */
  create(request: CreateRequest, context: C): Promise<StoredResource>;
  get(request: GetRequest, context: C): Promise<StoredResource | undefined>;
  query(request: QueryRequest, context: C): Promise<QueryResult>;
  /** Throws `VersionMismatchError`, `UniquenessError`. */
  replace(request: ReplaceRequest, context: C): Promise<StoredResource | undefined>;
  /** Throws `VersionMismatchError`. `false` when there was nothing to delete. */
  delete(request: DeleteRequest, context: C): Promise<boolean>;
  /**
   * Changes a part of a resource without reading the rest; `return request.readModifyWrite()` for what the store
   * does not recognise. Operations without effect keep `version` and `lastModified`. Absent: the engine reads and
   * replaces. Throws `VersionMismatchError`, `UniquenessError`.
   */
  patch?(request: PatchRequest, context: C): Promise<StoredResource | undefined>;
  /** Runs `work` on a store whose changes happen together or not at all. Absent: each call stands alone. */
  transaction?<T>(work: (store: ResourceStore<C>) => Promise<T>, context: C): Promise<T>;
  /**
   * `true`: inverse attributes (`User.groups`) are part of what the store returns, filters and sorts.
   * Default `false`: the engine adds them with one query per page and refuses filters on them.
   */
  readonly resolvesInverse?: boolean;
  /**
   * `true`: `query` takes filters that lead to resources of other types (`Related`, `ResourceTypeDefinition.relations`);
   * with `applyQuery` that takes no more than `related`. Default `false`: such filters are refused with 400.
   */
  readonly followsRelations?: boolean;
  /**
   * `true`: `replace` leaves `untouchedLinks` alone, so that a PUT which says nothing of the members of a group need not
   * read them. Default `false`: they are read and are part of `attributes`.
   */
  readonly keepsLinks?: boolean;
}
