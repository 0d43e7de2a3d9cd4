import type { Access, Authorizer } from '../authorization/authorizer';
import { NotFoundError } from '../errors/catalog';
import type { FilterDialect } from '../filter/dialect';
import { rfcDialect } from '../filter/dialect';
import type { ScimHooks } from '../hooks/hooks';
import type { Presenter } from '../resource/create-presenter';
import { createPresenter } from '../resource/create-presenter';
import { defaultProjection } from '../resource/create-projection';
import type { Projection } from '../resource/projection';
import { Group } from '../schema/core/group';
import { User } from '../schema/core/user';
import type { ResourceType } from '../schema/resource-type';
import type { Validator } from '../schema/validator';
import { createValidator } from '../schema/validator';
import type { Principal, ScimContext } from '../store/context';
import type { ResourceStore } from '../store/resource-store';
import type { ResolvedGrant } from './grant';
import { resolveGrant } from './grant';
import { positiveInteger, requireMethods } from './option-checks';

/** The options of the engine; `createScimRouter` adds those of HTTP. */
export interface ServiceOptions<P extends Principal = Principal> {
  /** Default `[User, Group]`. */
  readonly resourceTypes?: readonly ResourceType[];
  readonly hooks?: ScimHooks<ScimContext<P>>;
  readonly pagination?: {
    /** Resources in a page when the client does not say. Default 100. */
    readonly defaultCount?: number;
    /** Most resources in a page; published as `filter.maxResults`. Default 1,000. */
    readonly maxCount?: number;
  };
  readonly limits?: {
    /** Characters of a filter. Default 8,192. */
    readonly filterLength?: number;
    /** Nesting of a filter. Default 32. */
    readonly filterDepth?: number;
    /** Comparisons in a filter. Default 100. */
    readonly filterTerms?: number;
    /** Operations of one PATCH. Default 1,000. */
    readonly patchOperations?: number;
  };
  /** The filter language. Default: RFC 7644 §3.4.2.2. */
  readonly filterDialect?: FilterDialect;
  /** What becomes of attributes that no schema knows in a body: `ignore` (default) or `reject` with 400. */
  readonly unknownAttributes?: 'ignore' | 'reject';
  /** Published in ServiceProviderConfig. */
  readonly documentationUri?: string;
  /** Gets every failure that is not the client's: faults (500, 503) and what `onCommitted` throws. Default: stderr. */
  readonly onError?: (error: unknown, context: Partial<ScimContext<P>>) => void;
}

/** A resource type with what is compiled from it once. */
export interface ServedType {
  readonly type: ResourceType;
  readonly validator: Validator;
  /** What an answer returns when neither the client nor the grant says otherwise. */
  readonly defaultProjection: Projection;
  /** Presents by the default projection. */
  readonly presentDefault: Presenter;
}

export interface ServiceLimits {
  readonly filter: { readonly length: number; readonly depth: number; readonly terms: number };
  readonly patchOperations: number;
}

/** What every operation needs, built once by `createService`. Holds no state of any request. */
export interface Service<P extends Principal = Principal> {
  readonly store: ResourceStore<ScimContext<P>>;
  readonly authorizer: Authorizer<P>;
  readonly types: readonly ServedType[];
  readonly hooks: ScimHooks<ScimContext<P>>;
  readonly pagination: { readonly defaultCount: number; readonly maxCount: number };
  readonly limits: ServiceLimits;
  readonly filterDialect: FilterDialect;
  readonly unknownAttributes: 'ignore' | 'reject';
  readonly documentationUri: string | undefined;
  readonly onError: (error: unknown, context: Partial<ScimContext<P>>) => void;
}

/** Checks the options and compiles the resource types; throws `TypeError` naming the option that is wrong. */
export function createService<P extends Principal>(
  store: ResourceStore<ScimContext<P>>,
  authorizer: Authorizer<P>,
  options: ServiceOptions<P> = {},
): Service<P> {
  requireMethods(store, 'store', ['create', 'get', 'query', 'replace', 'delete']);
  requireMethods(authorizer, 'authz', ['authenticate', 'authorize']);
  if (!Array.isArray(authorizer.schemes) || authorizer.schemes.length === 0) {
    throw new TypeError('authz.schemes must name at least one authentication scheme (RFC 7643 §5)');
  }
  const { hooks = {}, filterDialect = rfcDialect, unknownAttributes = 'ignore', documentationUri, onError = report } = options;
  return Object.freeze({
    store,
    authorizer,
    types: servedTypes(options.resourceTypes ?? [User, Group]),
    hooks,
    pagination: pagination(options.pagination),
    limits: limits(options.limits),
    filterDialect,
    unknownAttributes,
    documentationUri,
    onError,
  });
}

function report(error: unknown, { requestId }: Partial<ScimContext>): void {
  console.error(`scim-router: request ${requestId ?? '-'} failed:`, error);
}

function servedTypes(types: readonly ResourceType[]): readonly ServedType[] {
  for (const key of ['name', 'endpoint'] as const) {
    const twice = types.find((type, index) => types.findIndex((other) => other[key] === type[key]) !== index);
    if (twice) throw new TypeError(`options.resourceTypes has two resource types with the ${key} "${twice[key]}"`);
  }
  if (types.length === 0) throw new TypeError('options.resourceTypes must not be empty');
  return types.map(serve);
}

function serve(type: ResourceType): ServedType {
  const projection = defaultProjection(type);
  const presentDefault = createPresenter(type, projection);
  return Object.freeze({ type, validator: createValidator(type), defaultProjection: projection, presentDefault });
}

function pagination({ defaultCount = 100, maxCount = 1000 }: NonNullable<ServiceOptions['pagination']> = {}): Service['pagination'] {
  positiveInteger(maxCount, 'options.pagination.maxCount');
  positiveInteger(defaultCount, 'options.pagination.defaultCount');
  return { maxCount, defaultCount: Math.min(defaultCount, maxCount) };
}

function limits(given: NonNullable<ServiceOptions['limits']> = {}): ServiceLimits {
  const { filterLength = 8192, filterDepth = 32, filterTerms = 100, patchOperations = 1000 } = given;
  for (const [name, value] of Object.entries(given)) positiveInteger(value, `options.limits.${name}`);
  return { filter: { length: filterLength, depth: filterDepth, terms: filterTerms }, patchOperations };
}

/** Asks whether the principal of the context may do this; throws `ForbiddenError` otherwise. */
export function authorize<P extends Principal>(service: Service<P>, access: Access<P>): Promise<ResolvedGrant> {
  return resolveGrant(service.authorizer, access);
}

/** The error for a resource that does not exist, or not for this principal: the two must not be told apart. */
export function notFound(type: ResourceType, id: string): NotFoundError {
  return new NotFoundError(`${type.name} ${id} does not exist`);
}
