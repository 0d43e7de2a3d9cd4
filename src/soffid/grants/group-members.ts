import { fold } from '../../schema/comparable';
import type { Directory } from '../directory';
import { Group } from '../resource-types/group';
import { User } from '../resource-types/user';
import { UserGroup } from '../resource-types/user-group';

/** A user of a group. */
export interface Member {
  readonly userName: string;
  /** The group that was asked for, folded. */
  readonly group: string;
}

interface MemberOptions {
  readonly directory: Directory;
  /** Whether users of the groups below count, too, as they do where the groups have roles. */
  readonly isDeep: boolean;
}

/** Everybody whose primary group, or another one, is one of these: two queries, and one for each level of the tree below. */
export async function membersOf(names: readonly string[], { directory, isDeep }: MemberOptions): Promise<readonly Member[]> {
  const counted = isDeep ? await withDescendants(names, directory) : new Map(names.map((name) => [fold(name), [fold(name)]]));
  const users = await directory.find(User, 'primaryGroup', counted.keys());
  const memberships = await directory.find(UserGroup, 'group', counted.keys());
  const current = memberships.filter(({ attributes }) => attributes['disabled'] !== true);
  return [
    ...users.map(({ attributes: { userName, primaryGroup } }) => [userName, primaryGroup] as const),
    ...current.map(({ attributes: { user, group } }) => [user, group] as const),
  ].flatMap(([userName, name]) => (counted.get(fold(String(name))) ?? []).map((group) => ({ userName: String(userName), group })));
}

/** The groups and everything below them, and which of the groups each counts for; all names folded. */
async function withDescendants(names: readonly string[], directory: Directory): Promise<ReadonlyMap<string, readonly string[]>> {
  const counted = new Map<string, readonly string[]>(names.map((name) => [fold(name), [fold(name)]]));
  let level = [...counted.keys()];
  while (level.length > 0) {
    const below = await directory.find(Group, 'parentGroup', level);
    level = [];
    for (const { attributes } of below) {
      const name = fold(String(attributes['name']));
      const known = counted.get(name) ?? [];
      const added = (counted.get(fold(String(attributes['parentGroup']))) ?? []).filter((group) => !known.includes(group));
      if (added.length === 0) continue;
      counted.set(name, [...known, ...added]);
      level.push(name);
    }
  }
  return counted;
}
