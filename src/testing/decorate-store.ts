import type { ScimContext } from '../store/context';
import type { ResourceStore } from '../store/resource-store';

/**
 * The store with every tenant inside another name space: what wrappers that route, count or log calls look like. Two
 * prefixes on one store never meet, so a suite can be given an empty store without emptying a database.
 *
 * @example
 * ```ts
 * create: async () => ({ store: tenantPrefixed(shared, randomUUID()), close: async () => {} })
 * ```
 */
export function tenantPrefixed(store: ResourceStore, prefix: string): ResourceStore {
  const inside = (context: ScimContext): ScimContext => ({ ...context, tenant: joined(prefix, context.tenant) });
  const { patch, transaction } = optionalMethods(store);
  return {
    ...requiredMembers(store, inside),
    ...(patch && { patch: (request, context) => patch(request, inside(context)) }),
    ...(transaction && {
      transaction: (work, context) => transaction((inner) => work(tenantPrefixed(inner, prefix)), inside(context)),
    }),
  };
}

/** The store without `patch`: the engine then reads, changes and replaces, and the outcome must be the same. */
export function withoutPatch(store: ResourceStore): ResourceStore {
  const { transaction } = optionalMethods(store);
  return {
    ...requiredMembers(store, (context) => context),
    ...(transaction && {
      transaction: (work, context) => transaction((inner) => work(withoutPatch(inner)), context),
    }),
  };
}

function requiredMembers(store: ResourceStore, inside: (context: ScimContext) => ScimContext): ResourceStore {
  return {
    ...(store.resolvesInverse === undefined ? {} : { resolvesInverse: store.resolvesInverse }),
    ...(store.keepsLinks === undefined ? {} : { keepsLinks: store.keepsLinks }),
    create: (request, context) => store.create(request, inside(context)),
    get: (request, context) => store.get(request, inside(context)),
    query: (request, context) => store.query(request, inside(context)),
    replace: (request, context) => store.replace(request, inside(context)),
    delete: (request, context) => store.delete(request, inside(context)),
  };
}

/** Bound, as a store may be an object of a class. */
function optionalMethods(store: ResourceStore): Pick<ResourceStore, 'patch' | 'transaction'> {
  return {
    ...(store.patch && { patch: store.patch.bind(store) }),
    ...(store.transaction && { transaction: store.transaction.bind(store) }),
  };
}

/** No tenant differs from every tenant, and no tenant of one prefix is one of another. */
function joined(prefix: string, tenant: string | undefined): string {
  return tenant === undefined ? prefix : `${prefix}/${tenant}`;
}
