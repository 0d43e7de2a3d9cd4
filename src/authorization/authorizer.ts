import type { IncomingMessage } from 'node:http';

import type { ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';

/** One way to authenticate, as published in ServiceProviderConfig (RFC 7643 §5). */
export interface AuthenticationScheme {
  readonly type: 'oauth' | 'oauth2' | 'oauthbearertoken' | 'httpbasic' | 'httpdigest' | (string & {});
  readonly name: string;
  readonly description: string;
  readonly specUri?: string;
  readonly documentationUri?: string;
  readonly primary?: boolean;
  /** What `WWW-Authenticate` says for this scheme, such as `Bearer realm="scim"`. Not published. */
  readonly challenge: string;
}

/** The operations that are authorized one by one. */
export type Operation = 'create' | 'get' | 'query' | 'replace' | 'patch' | 'delete';

/** What is asked of `authorize`. */
export interface Access<P extends Principal = Principal> {
  readonly operation: Operation;
  readonly type: ResourceType;
  /** `undefined` for create and query. */
  readonly id: string | undefined;
  /** Name of the action that asks, when it is one of the option `actions`; it has an `id`, whatever its operation. */
  readonly action?: string;
  readonly context: ScimContext<P>;
}

/** Attribute names in the notation of RFC 7644 §3.10. */
export type AttributeRule = { readonly only: readonly string[] } | { readonly except: readonly string[] };

/** A permission with limits. */
export interface Grant {
  /** Attributes that exist for this principal when reading, filtering and sorting, also in the filter of a PATCH path. */
  readonly readable?: AttributeRule;
  /** Attributes that this principal may change; others are treated as readOnly. */
  readonly writable?: AttributeRule;
  /** A SCIM filter: resources outside it do not exist for this principal. */
  readonly where?: string;
}

/**
 * Who may do what. `createScimRouter` authenticates every request before anything of it is parsed, then authorizes
 * each operation.
 *
 * @example
 * ```ts
 * const authz: Authorizer = bearerAuth((token) => (token === secret ? { id: 'okta' } : undefined));
 * ```
 */
export interface Authorizer<P extends Principal = Principal> {
  /** Published in ServiceProviderConfig and in `WWW-Authenticate`; at least one. */
  readonly schemes: readonly AuthenticationScheme[];
  /** `undefined` → 401. */
  authenticate(request: IncomingMessage): Promise<P | undefined> | P | undefined;
  /** `false` → 403, `true` → everything, a `Grant` → within its limits. */
  authorize(access: Access<P>): Promise<boolean | Grant> | boolean | Grant;
}
