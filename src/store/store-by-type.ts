import type { ResourceType } from '../schema/resource-type';
import type { ScimContext } from './context';
import type { ResourceStore } from './resource-store';

/**
 * One store that hands each request to the store of its resource type, for data that lives in several places.
 *
 * It has no `transaction`, since changes in two stores cannot happen together. A PATCH goes to the store of its type
 * when that has `patch`, and is read, changed and replaced otherwise. `resolvesInverse` is `false`, since a store knows
 * nothing of the references that another one holds.
 *
 * @throws TypeError when a request is for a resource type that is not among `stores`.
 * @example
 * ```ts
 * app.use('/scim/v2', createScimRouter(storeByType({ User: directoryStore, Group: groupStore }), authz));
 * ```
 */
export function storeByType<C extends ScimContext = ScimContext>(
  stores: Readonly<Record<string, ResourceStore<C>>>,
): ResourceStore<C> {
  const byName = new Map(Object.entries(stores));

  function storeOf({ name }: ResourceType): ResourceStore<C> {
    const store = byName.get(name);
    if (store === undefined) throw new TypeError(`storeByType has no store for the resource type ${name}; add one`);
    return store;
  }

  return {
    create: async (request, context) => storeOf(request.type).create(request, context),
    get: async (request, context) => storeOf(request.type).get(request, context),
    query: async (request, context) => storeOf(request.type).query(request, context),
    replace: async (request, context) => storeOf(request.type).replace(request, context),
    delete: async (request, context) => storeOf(request.type).delete(request, context),
    async patch(request, context) {
      const store = storeOf(request.type);
      return store.patch === undefined ? request.readModifyWrite() : store.patch(request, context);
    },
  };
}
