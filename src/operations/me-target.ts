import type { Principal, ScimContext } from '../store/context';

/** The resource of a principal: what /Me stands for (RFC 7644 §3.11). */
export interface MeTarget {
  /** Name of a resource type of this service provider. */
  readonly type: string;
  /** Absent when the principal has no such resource yet; then POST /Me creates one. */
  readonly id?: string;
}

/**
 * Finds the resource of a principal; `undefined` when it has none and may not create one: 404, and 501 for POST.
 *
 * @example
 * ```ts
 * createScimRouter(store, authz, { me: ({ userId }) => ({ type: 'User', id: userId }) });
 * ```
 */
export type FindMe<P extends Principal = Principal> = (
  principal: P,
  context: ScimContext<P>,
) => Promise<MeTarget | undefined> | MeTarget | undefined;
