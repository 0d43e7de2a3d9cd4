/**
 * SCIM 2.0 service provider for Express (RFC 7643, RFC 7644).
 *
 * `createScimRouter(store, authz)` is where to start; a store is a `MemoryStore`, a `createKnexStore` of
 * `scim-router/knex`, or your own `ResourceStore`.
 *
 * @packageDocumentation
 */

export { createScimRouter } from './create-scim-router';
export type { ScimRequestListener, ScimRouterOptions } from './create-scim-router';
export type { BaseUrlOption, MountedRequest } from './http/base-url';
export type { ClientsOption } from './http/choose-client';
export type { CursorOptions, PaginationOptions } from './operations/pagination';
export type { BulkOption } from './operations/bulk-limits';
export type { LimitsOption, ServiceLimitOptions } from './operations/service-limits';
export type { FindMe, MeTarget } from './operations/me-target';
export type { OperationsOption } from './operations/offered-operations';
export type { CorsOptions, CorsOrigin } from './http/cors';
export type { OpenApiRenderer } from './http/open-api';
export type { ConcurrencyOptions } from './http/concurrency-limit';
export type { ThrottleOptions } from './http/failure-throttle';
export type { ProtectionOptions } from './http/protection';
export type { RequestLimitOptions } from './http/request-limits';
export type { TenantLimits, TenantLimitsOption } from './http/tenant-limits';

// Clients
export type { ClientFlags, PrimaryPolicy } from './clients/client-flags';
export type { ClientProfile, ClientProfileDefinition, ClientRequest } from './clients/client-profile';
export { defineClientProfile } from './clients/client-profile';
export { clientProfiles } from './clients/client-profiles';

// Stores
export type { Principal, ScimContext } from './store/context';
export type {
  CreateRequest,
  CursorPage,
  CursorPosition,
  DeleteRequest,
  GetRequest,
  IndexPage,
  PatchRequest,
  QueryRequest,
  QueryResult,
  ReplaceRequest,
  ResourceStore,
  SortOrder,
} from './store/resource-store';
export { applyQuery } from './store/apply-query';
export type { QueryContext } from './store/apply-query';
export type { RelatedSource } from './resource/read-values';
export { MemoryStore } from './store/memory-store';
export { storeByType } from './store/store-by-type';
export { storedText } from './store/stored-text';
export { uniqueKeys } from './resource/unique-keys';
export type { UniqueKey } from './resource/unique-keys';
export type { PatchOperation } from './resource/patch-operation';
export type { Projection } from './resource/projection';
export type { StoredResource } from './resource/stored-resource';

// Authorization
export type { Access, AttributeRule, AuthenticationScheme, Authorizer, Grant, Operation } from './authorization/authorizer';
export { anyOf } from './authorization/any-of';
export { basicAuth } from './authorization/basic-auth';
export type { BasicAuthOptions, VerifyPassword } from './authorization/basic-auth';
export { bearerAuth } from './authorization/bearer-auth';
export type { BearerAuthOptions, VerifyToken } from './authorization/bearer-auth';
export { secretsEqual } from './authorization/compare-secret';
export { passportAuth } from './authorization/passport-auth';
export type { PassportAuthOptions } from './authorization/passport-auth';
export type { PassportStrategy } from './authorization/run-strategy';
export { staticBearer } from './authorization/static-bearer';
export type { StaticBearerOptions } from './authorization/static-bearer';

// Hooks and actions
export type { DerivedInput } from './hooks/derived-input';
export type { Change, ScimHooks } from './hooks/hooks';
export type { ActionAnswer, ActionInput, ResourceAction } from './operations/resource-action';

// Passwords
export type { PasswordOption, PasswordPlace, PasswordPolicy } from './passwords/password-policy';
export { scryptPasswords } from './passwords/scrypt-passwords';
export type { ScryptPasswords, ScryptPasswordsOptions } from './passwords/scrypt-passwords';
export { verifyPassword } from './passwords/verify-password';

// Resource types and schemas
export { defineResourceType } from './schema/define-resource-type';
export { defineSchema } from './schema/define-schema';
export { importSchema } from './schema/import-schema';
export { formatLocalDateTime } from './schema/local-date-time';
export { enterpriseUserSchema } from './schema/core/enterprise-user';
export { Group, groupSchema } from './schema/core/group';
export { User, userSchema } from './schema/core/user';
export type { Attribute, AttributePath, AttributeType } from './schema/attribute';
export type { InferAttributes, ResourceOf } from './schema/infer';
export type {
  AttributeSchema,
  BooleanSchema,
  ComplexSchema,
  MultiValuedSchema,
  Mutability,
  NumberSchema,
  PrecisProfile,
  Returned,
  SchemaDocument,
  ScimKeywords,
  SimpleSchema,
  StrictFormat,
  StringSchema,
  Uniqueness,
} from './schema/keywords';
export type { Lookup, Relation, RelationPair } from './schema/relation';
export type { StrictCheck } from './schema/strict-checks';
export type {
  AcceptValue,
  Attributes,
  DerivedAttribute,
  Identifiers,
  Inverse,
  MetaDefinition,
  MetaMember,
  ResourceType,
  ResourceTypeAliases,
  SchemaExtension,
} from './schema/resource-type';

// Filters
export type {
  And,
  Comparison,
  ComparisonOperator,
  Filter,
  FilterValue,
  Not,
  Or,
  Present,
  Related,
  ResolvedPair,
  ResolvedRelation,
  ValuePath,
} from './filter/ast';
export type { FilterDialect } from './filter/dialect';
export { rfcDialect } from './filter/dialect';
export { parseFilter } from './filter/parse-filter';
export { printFilter } from './filter/print';
export type { FilterVisitor } from './filter/visit';
export { visitFilter } from './filter/visit';

// Errors
export {
  ConflictError,
  ExpiredCursorError,
  ForbiddenError,
  InternalError,
  InvalidCountError,
  InvalidCursorError,
  InvalidFilterError,
  InvalidPathError,
  InvalidSyntaxError,
  InvalidValueError,
  MethodNotAllowedError,
  MutabilityError,
  NoTargetError,
  NotFoundError,
  NotImplementedError,
  PayloadTooLargeError,
  RequestTimeoutError,
  SensitiveFilterError,
  TooManyError,
  TooManyRequestsError,
  UnauthenticatedError,
  UnavailableError,
  UniquenessError,
  UnsupportedMediaTypeError,
  UriTooLongError,
  VersionMismatchError,
} from './errors/catalog';
export type { AnyScimError } from './errors/catalog';
export { Detail, detail } from './errors/detail';
export type { DetailValue } from './errors/detail';
export type { Language } from './errors/language';
export { ScimError } from './errors/scim-error';
export type { ScimErrorOptions, ScimType } from './errors/scim-error';
