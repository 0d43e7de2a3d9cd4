import { Group, VersionMismatchError } from 'scim-router';
import type { Attributes, ResourceStore, StoredResource } from 'scim-router';
import { answering, type Fault, everything, pause } from '../plant';

type Member = { readonly value: string };

const membersOf = ({ attributes }: StoredResource) => (attributes['members'] ?? []) as readonly Member[];

function withMembers(resource: StoredResource, members: readonly Member[]): StoredResource {
  return { ...resource, attributes: { ...resource.attributes, members } };
}

function withoutCondition<T extends { readonly ifVersion?: string }>({ ifVersion: _ifVersion, ...request }: T) {
  return request;
}

/** Makes the operations one after the other, each for itself. */
function patchingInSteps(store: ResourceStore): Partial<ResourceStore> {
  return {
    patch: async (request, context) => {
      let result = await store.get(request, context);
      for (const operation of request.operations) {
        const step = { ...withoutCondition(request), operations: [operation] };
        result = await store.patch!({ ...step, readModifyWrite: () => wholly(store, step, context) }, context);
      }
      return result;
    },
  };
}

async function wholly(
  ...[store, request, context]: [
    ResourceStore,
    Parameters<NonNullable<ResourceStore['patch']>>[0],
    Parameters<ResourceStore['get']>[1],
  ]
) {
  const before = await store.get({ ...request, projection: everything }, context);
  if (before === undefined) return undefined;
  return store.replace({ ...request, attributes: request.apply(before.attributes, request.operations) }, context);
}

function addingTwice(store: ResourceStore): Partial<ResourceStore> {
  const added = new Map<string, readonly Member[]>();
  return {
    patch: async (request, context) => {
      const before = await store.get({ ...request, projection: everything }, context);
      const values = request.operations.flatMap((operation) =>
        operation.op === 'add' ? (operation.value as Member[]) : [],
      );
      const known = before === undefined ? [] : membersOf(before);
      added.set(
        request.id,
        values.filter(({ value }) => known.some((member) => member.value === value)),
      );
      return store.patch!(request, context);
    },
    get: async (request, context) => {
      const resource = await store.get(request, context);
      return resource && withMembers(resource, [...membersOf(resource), ...(added.get(resource.id) ?? [])]);
    },
  };
}

/** Reads, lets others come between, and writes. */
function patchingWithoutLock(store: ResourceStore): Partial<ResourceStore> {
  return {
    patch: async (request, context) => {
      const before = await store.get({ ...request, projection: everything }, context);
      if (before === undefined) return undefined;
      await pause();
      return store.replace({ ...request, attributes: request.apply(before.attributes, request.operations) }, context);
    },
  };
}

function versionCheckedBefore(store: ResourceStore): Partial<ResourceStore> {
  return {
    replace: async (request, context) => {
      const before = await store.get(request, context);
      if (request.ifVersion !== undefined && before?.version !== request.ifVersion)
        throw new VersionMismatchError('changed');
      await pause();
      return store.replace(withoutCondition(request), context);
    },
  };
}

function storingInverse(store: ResourceStore): Partial<ResourceStore> {
  const given = new Map<string, unknown>();
  return {
    replace: (request, context) => {
      given.set(request.id, request.attributes['groups']);
      return store.replace(request, context);
    },
    get: async (request, context) => {
      const resource = await store.get(request, context);
      const groups = given.get(request.id);
      return resource && groups !== undefined
        ? { ...resource, attributes: { ...resource.attributes, groups } }
        : resource;
    },
  };
}

const withoutDisplay = (member: Member): Attributes => ({ value: member.value });

/** Versions, deletes, patches, references and transactions. */
export const changeFaults: readonly Fault[] = [
  {
    about: 'ignores ifVersion on replace',
    noticedBy: /^version: .*replace with an older/,
    plant: (store) => ({ replace: (request, context) => store.replace(withoutCondition(request), context) }),
  },
  {
    about: 'ignores ifVersion on delete',
    noticedBy: /^version: .*delete with an older/,
    plant: (store) => ({ delete: (request, context) => store.delete(withoutCondition(request), context) }),
  },
  {
    about: 'ignores ifVersion on patch',
    noticedBy: /^version: .*patch with/,
    plant: (store) => ({ patch: (request, context) => store.patch!(withoutCondition(request), context) }),
  },
  {
    about: 'checks ifVersion before it writes',
    noticedBy: /^concurrency: .*replaces with one version/,
    plant: versionCheckedBefore,
  },
  {
    about: 'says that it deleted what was not there',
    noticedBy: /^delete: .*nothing to delete/,
    plant: (store) => ({ delete: async (request, context) => (await store.delete(request, context)) || true }),
  },
  {
    about: 'deletes nothing',
    noticedBy: /^delete: .*is gone/,
    plant: (store) => ({
      delete: async (request, context) =>
        (await store.get({ ...request, projection: everything }, context)) !== undefined,
    }),
  },
  { about: 'patches in steps', noticedBy: /^patch: .*none is made/, plant: patchingInSteps },
  { about: 'patches references in steps', noticedBy: /^patch: links: .*no operation is made/, plant: patchingInSteps },
  { about: 'adds a member twice', noticedBy: /^patch: links: .*add of a member that is there/, plant: addingTwice },
  { about: 'patches without a lock', noticedBy: /^concurrency: .*lose nothing/, plant: patchingWithoutLock },
  {
    about: 'gives a new version to a patch without effect',
    noticedBy: /^patch: .*without effect/,
    plant: patchingWithoutLock,
  },
  {
    about: 'removes nothing from references',
    noticedBy: /^patch: links: .*remove/,
    plant: (store) => ({
      patch: (request, context) =>
        store.patch!({ ...request, operations: request.operations.filter(({ op }) => op !== 'remove') }, context),
    }),
  },
  {
    about: 'answers no more than a hundred members',
    noticedBy: /^links: .*thousand/,
    plant: answering((resource, type) =>
      type === Group ? withMembers(resource, membersOf(resource).slice(0, 100)) : resource,
    ),
  },
  {
    about: 'answers members without what they refer to',
    noticedBy: /^links: .*type, \$ref and display/,
    plant: answering((resource, type) =>
      type === Group ? withMembers(resource, membersOf(resource).map(withoutDisplay) as unknown as Member[]) : resource,
    ),
  },
  {
    about: 'accepts references to nothing',
    noticedBy: /^links: .*does not exist/,
    plant: () => ({}),
    referentialIntegrity: false,
  },
  {
    about: 'keeps references to what was deleted',
    noticedBy: /^links: .*all groups/,
    plant: () => ({}),
    referentialIntegrity: false,
  },
  { about: 'stores inverse attributes', noticedBy: /^inverse: .*not stored/, plant: storingInverse },
  {
    about: 'takes away the members that a replace leaves alone',
    noticedBy: /leaves the members alone/,
    plant: (store) => ({ replace: ({ untouchedLinks: _links, ...request }, context) => store.replace(request, context) }),
  },
  {
    about: 'keeps the members that a replace takes away',
    noticedBy: /leaves the members alone/,
    plant: (store) => ({
      replace: (request, context) =>
        store.replace({ ...request, ...(request.type === Group && { untouchedLinks: Group.links }) }, context),
    }),
  },
  {
    about: 'does not undo a transaction',
    noticedBy: /^transaction: a failure undoes/,
    plant: (store) => ({ transaction: (work) => work(store) }),
  },
  {
    about: 'shows what a transaction does before it ends',
    noticedBy: /^transaction: nobody outside/,
    plant: (store) => ({ transaction: (work) => work(store) }),
  },
  {
    about: 'lets transactions run at once',
    noticedBy: /^transaction: .*for update/,
    plant: (store) => ({ transaction: (work) => work(slow(store)) }),
  },
  {
    about: 'swallows the failure of a transaction',
    noticedBy: /^transaction: a failure is thrown/,
    plant: (store) => ({
      transaction: (work, context) => store.transaction!(work, context).catch(() => undefined as never),
    }),
  },
  {
    about: 'keeps nothing of a transaction',
    noticedBy: /^transaction: .*its changes stay/,
    plant: (store) => ({
      transaction: async (work, context) => {
        let result: Awaited<ReturnType<typeof work>>;
        await store.transaction!(async (inner) => {
          result = await work(inner);
          throw new Error('undo');
        }, context).catch(() => undefined);
        return result!;
      },
    }),
  },
];

function slow(store: ResourceStore): ResourceStore {
  return {
    create: (request, context) => store.create(request, context),
    query: (request, context) => store.query(request, context),
    delete: (request, context) => store.delete(request, context),
    get: async (request, context) => {
      const resource = await store.get(request, context);
      await pause();
      return resource;
    },
    replace: (request, context) => store.replace(request, context),
  };
}
