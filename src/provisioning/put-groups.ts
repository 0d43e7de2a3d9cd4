import { allAttributes, noAttributes } from '../resource/create-projection';
import type { StoredResource } from '../resource/stored-resource';
import type { Attributes } from '../schema/resource-type';
import type { ScimContext } from '../store/context';
import type { ResourceStore } from '../store/resource-store';
import { ownContext } from './own-context';
import { DirectoryGroup, groupKindSchema } from './resource-types/directory-group';
import { DirectoryUser } from './resource-types/directory-user';

/** A profile, or the access to a project, as the application knows it. */
export interface ApplicationGroup {
  /** The key that the application has for it; clients see it as `externalId`. */
  readonly key: string;
  readonly displayName: string;
  readonly kind: 'profile' | 'project';
}

export interface PutGroupsOptions {
  /** Whose groups they are. Default: one tenant. */
  readonly tenant?: string;
}

/**
 * Makes these the groups that identity providers see at /Groups, where they cannot write any: new ones are added, those
 * with a known key changed, and others removed, from their members, too.
 *
 * @throws TypeError for two groups with the same key.
 * @example
 * ```ts
 * await putGroups(store, [{ key: 'p-7-full', displayName: 'Transmission line (Full access)', kind: 'project' }]);
 * ```
 */
export async function putGroups(store: ResourceStore, groups: readonly ApplicationGroup[], { tenant }: PutGroupsOptions = {}): Promise<void> {
  const wanted = new Map(groups.map((group) => [group.key, group]));
  if (wanted.size < groups.length) throw new TypeError('putGroups: every group needs a key of its own');
  const context = directoryContext(tenant);
  const work = (target: ResourceStore): Promise<void> => bringAbout(target, wanted, context);
  await (store.transaction === undefined ? work(store) : store.transaction(work, context));
}

async function bringAbout(store: ResourceStore, wanted: ReadonlyMap<string, ApplicationGroup>, context: ScimContext): Promise<void> {
  const page = { startIndex: 1, count: Number.MAX_SAFE_INTEGER };
  const { resources } = await store.query({ type: DirectoryGroup, page, projection: allAttributes }, context);
  const present = new Map(resources.map((resource) => [String(resource.attributes['externalId']), resource]));
  for (const [key, { id }] of present) {
    if (!wanted.has(key)) await store.delete({ type: DirectoryGroup, id }, context);
  }
  for (const [key, group] of wanted) await putGroup(store, { group, present: present.get(key) }, context);
}

async function putGroup(
  store: ResourceStore,
  { group, present }: { readonly group: ApplicationGroup; readonly present: StoredResource | undefined },
  context: ScimContext,
): Promise<void> {
  const attributes = attributesOf(group);
  const request = { type: DirectoryGroup, attributes, projection: noAttributes };
  if (present === undefined) await store.create(request, context);
  else if (!isSame(present.attributes, attributes)) await store.replace({ ...request, id: present.id }, context);
}

function attributesOf({ key, displayName, kind }: ApplicationGroup): Attributes {
  return { externalId: key, displayName, [groupKindSchema.$id]: { kind } };
}

function isSame(present: Attributes, attributes: Attributes): boolean {
  return Object.entries(attributes).every(([name, value]) => JSON.stringify(present[name]) === JSON.stringify(value));
}

/** The types refer to each other by the names that clients know. */
function directoryContext(tenant: string | undefined): ScimContext {
  const names = new Map<string, string>([DirectoryUser, DirectoryGroup].map(({ name, storageName }) => [name, storageName]));
  return { ...ownContext(tenant), storageName: (name) => names.get(name) ?? name };
}
