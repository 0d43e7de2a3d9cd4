import type { StoredResource } from '../resource/stored-resource';
import type { ScimContext } from '../store/context';
import type { ResourceStore } from '../store/resource-store';

/**
 * The second argument of `DerivedAttribute.compute`: for what cannot be told from attributes alone.
 *
 * @example
 * ```ts
 * derived: {
 *   memberCount: {
 *     on: 'read',
 *     compute: (groups, { resources, store, context }: DerivedInput) => countMembers(store, resources.map(({ id }) => id), context),
 *   },
 * }
 * ```
 */
export interface DerivedInput<C extends ScimContext = ScimContext> {
  /** The resources whose attributes are the first argument, in its order. Before a create the `id` is empty. */
  readonly resources: readonly StoredResource[];
  /** That of the transaction, before a write. */
  readonly store: ResourceStore<C>;
  readonly context: C;
  /**
   * What `compute` makes, made once for all attributes of the type that are computed for these resources: they share what
   * they give the same key.
   */
  readonly once: <T>(key: string, compute: () => T) => T;
}

/** The input for these resources. */
export function derivedInput<C extends ScimContext>(
  { resources, store }: Pick<DerivedInput<C>, 'resources' | 'store'>,
  context: C,
): DerivedInput<C> {
  const made = new Map<string, unknown>();
  const once = <T>(key: string, compute: () => T): T => {
    if (!made.has(key)) made.set(key, compute());
    return made.get(key) as T;
  };
  return { resources, store, context, once };
}
