import type { Attributes, Filter, ResourceStore, ResourceType, ScimContext, StoredResource } from 'scim-router';

/** A way in which a store can be wrong. */
export interface Fault {
  readonly about: string;
  /** The names of the tests that have to notice. */
  readonly noticedBy: RegExp;
  /** The methods that are broken, on top of a store that is right. */
  readonly plant: (store: ResourceStore) => Partial<ResourceStore>;
  /** Whether the store underneath checks references. Default `true`. */
  readonly referentialIntegrity?: false;
}

/** A store with a fault, inside its transactions, too. */
export function planted(store: ResourceStore, plant: Fault['plant']): ResourceStore {
  return {
    resolvesInverse: true,
    keepsLinks: true,
    create: (request, context) => store.create(request, context),
    get: (request, context) => store.get(request, context),
    query: (request, context) => store.query(request, context),
    replace: (request, context) => store.replace(request, context),
    delete: (request, context) => store.delete(request, context),
    patch: (request, context) => store.patch!(request, context),
    transaction: (work, context) => store.transaction!((inner) => work(planted(inner, plant)), context),
    ...plant(store),
  };
}

/** Changes every resource that the store answers. */
export function answering(change: (resource: StoredResource, type: ResourceType) => StoredResource): Fault['plant'] {
  return (store) => {
    const changed = (resource: StoredResource | undefined, type: ResourceType) => resource && change(resource, type);
    return {
      create: async (request, context) => change(await store.create(request, context), request.type),
      get: async (request, context) => changed(await store.get(request, context), request.type),
      query: async (request, context) => {
        const { resources, ...rest } = await store.query(request, context);
        return { ...rest, resources: resources.map((resource) => change(resource, request.type)) };
      },
      replace: async (request, context) => changed(await store.replace(request, context), request.type),
      patch: async (request, context) => changed(await store.patch!(request, context), request.type),
    };
  };
}

/** Changes the attributes that reach the store. */
export function storing(change: (attributes: Attributes) => Attributes): Fault['plant'] {
  return (store) => ({
    create: (request, context) => store.create({ ...request, attributes: change(request.attributes) }, context),
    replace: (request, context) => store.replace({ ...request, attributes: change(request.attributes) }, context),
  });
}

/** Changes the filter of every query, from the leaves up. */
export function filtering(change: (filter: Filter) => Filter): Fault['plant'] {
  const rewrite = (filter: Filter): Filter => {
    switch (filter.kind) {
      case 'and':
      case 'or':
        return change({ ...filter, operands: filter.operands.map(rewrite) });
      case 'not':
        return change({ ...filter, operand: rewrite(filter.operand) });
      case 'valuePath':
        return change({ ...filter, filter: rewrite(filter.filter) });
      default:
        return change(filter);
    }
  };
  return (store) => ({
    query: ({ filter, ...request }, context) =>
      store.query({ ...request, ...(filter === undefined ? {} : { filter: rewrite(filter) }) }, context),
  });
}

export const everything = { kind: 'all', includes: () => true } as const;

/** Lets calls that overlap come between. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}

export function isUniqueness(error: unknown): boolean {
  return (error as { readonly code?: string }).code === 'ERR_SCIM_UNIQUENESS';
}

let numbers = 0;

/** Attributes whose `userName` collides with none. */
export function renamed(attributes: Attributes): Attributes {
  numbers += 1;
  return { ...attributes, userName: `renamed ${numbers}` };
}

export function withoutTenant(context: ScimContext): ScimContext {
  return { ...context, tenant: undefined };
}
