import type { DerivedInput } from '../../hooks/derived-input';
import { fold } from '../../schema/comparable';
import type { Attributes, DerivedAttribute } from '../../schema/resource-type';
import { callerOf } from '../behaviour';
import { Directory } from '../directory';
import { effectiveGrants } from '../grants/effective-grants';
import { granteeOf, storedGrants } from '../grants/stored-grants';
import { User } from '../resource-types/user';

/** The beginnings of the names of access lists, by the level that they give; the highest level comes first. */
type Levels = readonly (readonly [level: string, lists: string])[];

/** The names that a caller is known by in access lists, folded. */
interface Names {
  readonly Users: ReadonlySet<string>;
  readonly Groups: ReadonlySet<string>;
  readonly Roles: ReadonlySet<string>;
}

const kinds = ['Users', 'Groups', 'Roles'] as const;
const nobody: ReadonlySet<string> = new Set();

/**
 * What the caller may do with a resource that has access lists: the highest level of which a list has the caller, a group
 * that the caller is in, or a role that the caller has; `-` when none has. However many resources there are, the groups
 * and roles of the caller are looked up once, and only where lists have any.
 */
export function accessLevel(levels: Levels, now: () => Date): DerivedAttribute<Attributes, DerivedInput> {
  return {
    on: 'read',
    async compute(resources, { store, context }) {
      const caller = callerOf(context.principal);
      const needsMore = resources.some((resource) => levels.some(([, lists]) => hasAny(resource, `${lists}Groups`) || hasAny(resource, `${lists}Roles`)));
      const names = needsMore ? await allNames(caller, new Directory(store, context), now) : namedAs(caller);
      return resources.map((resource) => levels.find(([, lists]) => isOnAny(resource, lists, names))?.[0] ?? '-');
    },
  };
}

function hasAny(resource: Attributes, list: string): boolean {
  return textsOf(resource[list]).length > 0;
}

function isOnAny(resource: Attributes, lists: string, names: Names): boolean {
  return kinds.some((kind) => textsOf(resource[`${lists}${kind}`]).some((text) => names[kind].has(fold(text))));
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}

function namedAs(caller: string): Names {
  return { Users: new Set([fold(caller)]), Groups: nobody, Roles: nobody };
}

async function allNames(caller: string, directory: Directory, now: () => Date): Promise<Names> {
  const user = await directory.findOne(User, 'userName', caller);
  if (user === undefined) return namedAs(caller);
  const grantee = await granteeOf(directory, user);
  const grants = await effectiveGrants(grantee, storedGrants(directory), now());
  return {
    Users: new Set([fold(caller)]),
    Groups: new Set(grantee.groups.map(fold)),
    Roles: new Set(grants.map(({ role }) => fold(`${role.name}@${role.system}`))),
  };
}
