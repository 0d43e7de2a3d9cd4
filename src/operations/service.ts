import type { Access, Authorizer, Operation } from '../authorization/authorizer';
import { NotFoundError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { FilterDialect } from '../filter/dialect';
import { rfcDialect } from '../filter/dialect';
import type { Relations } from '../filter/relations';
import { resolveRelations } from '../filter/resolve-relations';
import type { ScimHooks } from '../hooks/hooks';
import type { PasswordOption, PasswordPolicy } from '../passwords/password-policy';
import type { Presenter } from '../resource/create-presenter';
import { createPresenter } from '../resource/create-presenter';
import { defaultProjection } from '../resource/create-projection';
import { withLinkAttributes } from '../resource/with-link-attributes';
import type { Projection } from '../resource/projection';
import { Group } from '../schema/core/group';
import { User } from '../schema/core/user';
import type { Attribute } from '../schema/attribute';
import type { MetaMember, ResourceType } from '../schema/resource-type';
import type { StrictCheck } from '../schema/strict-checks';
import { strictChecks } from '../schema/strict-checks';
import type { Validator } from '../schema/validator';
import { createValidator } from '../schema/validator';
import type { Principal, ScimContext } from '../store/context';
import type { ResourceStore } from '../store/resource-store';
import type { BulkLimits, BulkOption } from './bulk-limits';
import { bulkLimits } from './bulk-limits';
import type { ResolvedGrant } from './grant';
import { resolveGrant } from './grant';
import type { FindMe } from './me-target';
import type { OperationsOption } from './offered-operations';
import { offeredOperations } from './offered-operations';
import { requireMethods } from './option-checks';
import type { Pagination, PaginationOptions } from './pagination';
import { resolvePagination } from './pagination';
import { reportError, safeReporter } from './report-error';
import type { ActionsByType, ResourceAction } from './resource-action';
import { actionsByType } from './resource-action';
import { sensitiveAttributes } from './sensitive-attributes';
import type { LimitsOption, ServiceLimits } from './service-limits';
import { serviceLimits } from './service-limits';

/** The options of the engine; `createScimRouter` adds those of HTTP. */
export interface ServiceOptions<P extends Principal = Principal> {
  /** Default `[User, Group]`. */
  readonly resourceTypes?: readonly ResourceType[];
  readonly operations?: OperationsOption;
  readonly bulk?: BulkOption;
  /** /Me: the resource of whoever makes the request (RFC 7644 §3.11). Default: none, and 501. */
  readonly me?: FindMe<P>;
  readonly hooks?: ScimHooks<ScimContext<P>>;
  /** What else can be done with single resources, at paths below theirs. Default nothing. */
  readonly actions?: readonly ResourceAction<P>[];
  readonly pagination?: PaginationOptions;
  readonly limits?: LimitsOption;
  /** The filter language. Default: RFC 7644 §3.4.2.2. */
  readonly filterDialect?: FilterDialect;
  /** What becomes of attributes that no schema knows in a body: `ignore` (default) or `reject` with 400. */
  readonly unknownAttributes?: 'ignore' | 'reject';
  /** What becomes of passwords: `drop` (default), or what a policy such as `scryptPasswords()` makes of them. */
  readonly passwords?: PasswordOption<ScimContext<P>>;
  /** What is demanded of values that RFC 7643 describes and many clients get wrong. Default nothing; `true`: all of it. */
  readonly strict?: boolean | readonly StrictCheck[];
  /**
   * Attributes whose values must not get into URLs, such as `['phoneNumbers', 'name.familyName']`: a GET whose filter
   * names one is 403 sensitive, and POST …/.search takes it (RFC 7644 §7.5.2). Default none.
   */
  readonly sensitiveAttributes?: readonly string[];
  /**
   * Whether resources have versions (RFC 7644 §3.14). `false`: no `ETag`, no `meta.version`, and `If-Match` and
   * `If-None-Match` are not heard. Default `true`.
   */
  readonly etag?: boolean;
  /** Published in ServiceProviderConfig. */
  readonly documentationUri?: string;
  /** Gets every failure that is not the client's: faults (500, 503) and what `onCommitted` throws. Default: stderr. */
  readonly onError?: (error: unknown, context: Partial<ScimContext<P>>) => void;
}

/** A resource type with what is compiled from it once. */
export interface ServedType {
  readonly type: ResourceType;
  /** What is offered of it. */
  readonly operations: ReadonlySet<Operation>;
  readonly validator: Validator;
  /** What no filter in a URL may name. */
  readonly sensitive: ReadonlySet<Attribute>;
  /** What an answer returns when neither the client nor the grant says otherwise. */
  readonly defaultProjection: Projection;
  /** The members of `meta` that answers show. */
  readonly metaMembers: readonly MetaMember[];
  /** Presents by the default projection. */
  readonly presentDefault: Presenter;
}

/** What every operation needs, built once by `createService`. Holds no state of any request. */
export interface Service<P extends Principal = Principal> {
  readonly store: ResourceStore<ScimContext<P>>;
  readonly authorizer: Authorizer<P>;
  readonly types: readonly ServedType[];
  /** How the resource types belong together. */
  readonly relations: Relations;
  /** `undefined`: not offered. */
  readonly bulk: BulkLimits | undefined;
  /** `undefined`: not offered. */
  readonly me: FindMe<P> | undefined;
  readonly hooks: ScimHooks<ScimContext<P>>;
  readonly actions: ActionsByType<P>;
  readonly pagination: Pagination;
  /** Whether clients are told versions, and heard about them. */
  readonly etag: boolean;
  readonly limits: ServiceLimits;
  readonly filterDialect: FilterDialect;
  readonly unknownAttributes: 'ignore' | 'reject';
  /** `undefined`: passwords are dropped. */
  readonly passwords: PasswordPolicy<ScimContext<P>> | undefined;
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
  const { hooks = {}, filterDialect = rfcDialect, unknownAttributes = 'ignore', documentationUri, onError = reportError } = options;
  const { resourceTypes = [User, Group] } = options;
  return Object.freeze({
    store,
    authorizer,
    types: servedTypes(resourceTypes, options),
    relations: resolveRelations(resourceTypes),
    bulk: bulkLimits(options.bulk),
    me: options.me,
    hooks,
    actions: actionsByType(resourceTypes, options.actions),
    pagination: resolvePagination(options.pagination),
    etag: etagOption(options.etag),
    limits: serviceLimits(options.limits, 'options.limits'),
    filterDialect,
    unknownAttributes,
    passwords: passwordPolicy(options.passwords),
    documentationUri,
    onError: safeReporter(onError),
  });
}

function passwordPolicy<C extends ScimContext>(option: PasswordOption<C> = 'drop'): PasswordPolicy<C> | undefined {
  if (option === 'drop') return undefined;
  if (typeof (option as Partial<PasswordPolicy> | null)?.hash === 'function') return option;
  throw new TypeError('options.passwords must be "drop" or have a method hash, as scryptPasswords() has');
}

function strictOption(option: boolean | readonly StrictCheck[] = false): readonly StrictCheck[] {
  if (typeof option === 'boolean') return option ? strictChecks : [];
  const unknown = option.find((check) => !strictChecks.includes(check));
  if (unknown === undefined) return option;
  throw new TypeError(`options.strict has "${unknown}"; there may be ${strictChecks.join(', ')}`);
}

function servedTypes(types: readonly ResourceType[], options: Pick<ServiceOptions, 'operations' | 'strict' | 'sensitiveAttributes' | 'etag'>): readonly ServedType[] {
  assertDistinct('name', types.flatMap(({ name, aliases }) => [name, ...aliases.names]));
  assertDistinct('endpoint', types.flatMap(({ endpoint, aliases }) => [endpoint, ...aliases.endpoints]));
  assertDistinct('storageName', types.map(({ storageName }) => storageName));
  if (types.length === 0) throw new TypeError('options.resourceTypes must not be empty');
  const operations = offeredOperations(types.map(({ name }) => name), options.operations);
  const strict = strictOption(options.strict);
  const sensitive = sensitiveAttributes(types, options.sensitiveAttributes);
  return types.map((type) => serve(type, { operations: operations(type.name), sensitive, strict, etag: options.etag ?? true }));
}

function etagOption(etag = true): boolean {
  if (typeof etag === 'boolean') return etag;
  throw new TypeError('options.etag must be true or false');
}

function assertDistinct(key: string, values: readonly string[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) throw new TypeError(`options.resourceTypes has two resource types with the ${key} "${twice}"`);
}

interface ServeOptions {
  readonly strict: readonly StrictCheck[];
  readonly etag: boolean;
}

function serve(
  type: ResourceType,
  { operations, sensitive, strict, etag }: Pick<ServedType, 'operations' | 'sensitive'> & ServeOptions,
): ServedType {
  const projection = withLinkAttributes(type, defaultProjection(type));
  const metaMembers = type.meta.members.filter((member) => etag || member !== 'version');
  const presentDefault = createPresenter(type, projection, metaMembers);
  const validator = createValidator(type, { strict });
  return Object.freeze({ type, operations, sensitive, validator, defaultProjection: projection, metaMembers, presentDefault });
}

/** Asks whether the principal of the context may do this; throws `ForbiddenError` otherwise. */
export function authorize<P extends Principal>(service: Service<P>, access: Access<P>): Promise<ResolvedGrant> {
  return resolveGrant(service.authorizer, access);
}

/** The error for a resource that does not exist, or not for this principal: the two must not be told apart. */
export function notFound(type: ResourceType, id: string): NotFoundError {
  return new NotFoundError(detail`${type.name} ${id} does not exist`);
}
