import { Group, UniquenessError, User } from 'scim-router';
import type { ResourceStore } from 'scim-router';
import { answering, type Fault, everything, isUniqueness, pause, renamed, withoutTenant } from '../plant';

const userNameOf = (attributes: Readonly<Record<string, unknown>>) => String(attributes['userName']);

function ignoringTenant(store: ResourceStore): Partial<ResourceStore> {
  return {
    create: (request, context) => store.create(request, withoutTenant(context)),
    get: (request, context) => store.get(request, withoutTenant(context)),
    query: (request, context) => store.query(request, withoutTenant(context)),
    replace: (request, context) => store.replace(request, withoutTenant(context)),
    delete: (request, context) => store.delete(request, withoutTenant(context)),
    patch: (request, context) => store.patch!(request, withoutTenant(context)),
  };
}

function uniqueAcrossTenants(store: ResourceStore): Partial<ResourceStore> {
  const owners = new Map<string, string | undefined>();
  return {
    create: async (request, context) => {
      const name = userNameOf(request.attributes).toLowerCase();
      if (owners.has(name) && owners.get(name) !== context.tenant) throw new UniquenessError('userName is taken');
      owners.set(name, context.tenant);
      return store.create(request, context);
    },
  };
}

function reusingIds(store: ResourceStore): Partial<ResourceStore> {
  const ids: (string | undefined)[] = [];
  return {
    create: async (request, context) => {
      const created = await store.create(request, context);
      const free = ids.indexOf(undefined);
      const number = free === -1 ? ids.length : free;
      ids[number] = created.id;
      return { ...created, id: String(number) };
    },
    delete: async (request, context) => {
      const inner = ids[Number(request.id)] ?? '';
      ids[Number(request.id)] = undefined;
      return store.delete({ ...request, id: inner }, context);
    },
  };
}

/** Lets values be shared that are unique together. */
function ignoringUniqueTogether(store: ResourceStore): Partial<ResourceStore> {
  return { create: (request, context) => store.create({ ...request, type: { ...request.type, uniqueTogether: [] } }, context) };
}

function caseSensitiveUserNames(store: ResourceStore): Partial<ResourceStore> {
  return {
    create: async (request, context) => {
      try {
        return await store.create(request, context);
      } catch (error) {
        const { resources } = await store.query(
          { type: User, page: { startIndex: 1, count: 99 }, projection: everything },
          context,
        );
        const isExact = resources.some(({ attributes }) => userNameOf(attributes) === userNameOf(request.attributes));
        if (!isUniqueness(error) || isExact || request.type !== User) throw error;
        return store.create({ ...request, attributes: renamed(request.attributes) }, context);
      }
    },
  };
}

function uniquenessForgottenOnReplace(store: ResourceStore): Partial<ResourceStore> {
  return {
    replace: (request, context) =>
      store.replace(request, context).catch((error: unknown) => {
        if (!isUniqueness(error)) throw error;
        return store.replace({ ...request, attributes: renamed(request.attributes) }, context);
      }),
  };
}

function uniquenessForgottenOnPatch(store: ResourceStore): Partial<ResourceStore> {
  return {
    patch: (request, context) =>
      store.patch!(request, context).catch((error: unknown) => {
        if (!isUniqueness(error)) throw error;
        return store.get(request, context);
      }),
  };
}

/** Looks first and writes then: two that look at once both write. */
function uniquenessCheckedBefore(store: ResourceStore): Partial<ResourceStore> {
  const names = new Set<string>();
  return {
    create: async (request, context) => {
      const name = userNameOf(request.attributes).toLowerCase();
      if (names.has(name)) throw new UniquenessError('userName is taken');
      await pause();
      names.add(name);
      return store.create({ ...request, attributes: renamed(request.attributes) }, context);
    },
  };
}

function deletedNamesStayTaken(store: ResourceStore): Partial<ResourceStore> {
  const names = new Set<string>();
  return {
    create: async (request, context) => {
      if (names.has(userNameOf(request.attributes))) throw new UniquenessError('userName is taken');
      return store.create(request, context);
    },
    delete: async (request, context) => {
      const resource = await store.get({ ...request, projection: everything }, context);
      names.add(userNameOf(resource?.attributes ?? {}));
      return store.delete(request, context);
    },
  };
}

function findingAnyType(store: ResourceStore): Partial<ResourceStore> {
  return {
    get: async (request, context) =>
      (await store.get({ ...request, type: User }, context)) ?? (await store.get({ ...request, type: Group }, context)),
  };
}

/** Tenants, ids and unique values. */
export const identityFaults: readonly Fault[] = [
  { about: 'ignores the tenant', noticedBy: /^tenant: /, plant: ignoringTenant },
  {
    about: 'ignores the tenant in queries',
    noticedBy: /^tenant: .*query/,
    plant: (store) => ({ query: (request, context) => store.query(request, withoutTenant(context)) }),
  },
  {
    about: 'takes no tenant for the tenant "undefined"',
    noticedBy: /^tenant: no two tenants/,
    plant: (store) => ({
      query: (request, context) =>
        store.query(request, context.tenant === 'undefined' ? withoutTenant(context) : context),
      create: (request, context) =>
        store.create(
          { ...request, attributes: renamed(request.attributes) },
          context.tenant === 'undefined' ? withoutTenant(context) : context,
        ),
    }),
  },
  { about: "refuses another tenant's unique value", noticedBy: /two tenants/, plant: uniqueAcrossTenants },
  { about: 'reuses the ids of deleted resources', noticedBy: /^delete: .*never given again/, plant: reusingIds },
  {
    about: 'compares userName with letter case',
    noticedBy: /^uniqueness: .*letter case/,
    plant: caseSensitiveUserNames,
  },
  {
    about: 'lets values be shared that are unique together',
    noticedBy: /^uniqueness: .*unique together/,
    plant: ignoringUniqueTogether,
  },
  {
    about: 'forgets uniqueness on replace',
    noticedBy: /^uniqueness: .*replace cannot take/,
    plant: uniquenessForgottenOnReplace,
  },
  {
    about: 'forgets uniqueness on patch',
    noticedBy: /^uniqueness: .*patch cannot take/,
    plant: uniquenessForgottenOnPatch,
  },
  {
    about: 'checks uniqueness before it writes',
    noticedBy: /^concurrency: .*one userName/,
    plant: uniquenessCheckedBefore,
  },
  {
    about: 'keeps the unique values of deleted resources',
    noticedBy: /^uniqueness: .*deleted/,
    plant: deletedNamesStayTaken,
  },
  { about: 'finds resources of any type', noticedBy: /^get: .*own type/, plant: findingAnyType },
  {
    about: 'compares ids without letter case',
    noticedBy: /^get: .*case exact/,
    plant: (store) => ({
      get: (request, context) => store.get({ ...request, id: request.id.toLowerCase() }, context),
    }),
  },
  {
    about: 'throws for an id that nobody has',
    noticedBy: /^get: .*nobody has/,
    plant: (store) => ({
      get: async (request, context) => {
        const resource = await store.get(request, context);
        if (resource === undefined) throw new Error('not found');
        return resource;
      },
    }),
  },
  {
    about: 'answers another version in queries than in get',
    noticedBy: /^version: .*query answers/,
    plant: (store) => ({
      query: async (request, context) => {
        const { resources, ...rest } = await store.query(request, context);
        return { ...rest, resources: resources.map((resource) => ({ ...resource, version: '0' })) };
      },
    }),
  },
  {
    about: 'shows one version for ever',
    noticedBy: /^version: .*every change/,
    plant: answering((resource) => ({ ...resource, version: '1' })),
  },
];
