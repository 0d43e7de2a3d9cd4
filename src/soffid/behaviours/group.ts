import { ConflictError, InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import { fold } from '../../schema/comparable';
import { formatLocalDateTime } from '../../schema/local-date-time';
import type { Attributes } from '../../schema/resource-type';
import type { Behaviour, Moment, Saving } from '../behaviour';
import type { Directory } from '../directory';
import { equals } from '../directory';
import { withAncestors } from '../grants/stored-grants';
import { Group } from '../resource-types/group';
import { RoleGrant } from '../resource-types/role-grant';
import { User } from '../resource-types/user';
import { UserGroup } from '../resource-types/user-group';
import { changeStamp } from './stamps';

/**
 * Groups (seed 001, Group) are a tree. When one is deleted, its users and the groups below it move to the group above;
 * with `history` it becomes obsolete and stays.
 */
export function groupBehaviour(history: boolean): Behaviour {
  return {
    async saving(change, { directory, now }) {
      await assertTree(change, directory);
      const isNew = history && change.operation === 'create';
      return isNew ? { ...change.attributes, startDate: formatLocalDateTime(now.getTime()) } : change.attributes;
    },
    async deleting({ before: { attributes } }, { directory, now }) {
      if (history) return { ...attributes, obsolete: true, endDate: attributes['endDate'] ?? formatLocalDateTime(now.getTime()) };
      await assertUsersCanMove(attributes, directory);
      return undefined;
    },
    deleted: ({ before: { attributes } }, moment) => moveUp(attributes, moment),
  };
}

/** Throws `InvalidValueError` for a group that would be above itself. */
async function assertTree(change: Saving, directory: Directory): Promise<void> {
  const parent = change.attributes['parentGroup'];
  if (typeof parent !== 'string' || change.operation === 'create') return;
  const { name } = change.before.attributes;
  const above = await withAncestors(directory, [parent]);
  if (!above.some((group) => fold(group) === fold(String(name)))) return;
  throw new InvalidValueError(detail`parentGroup must not be the group itself or one below it`);
}

async function assertUsersCanMove({ name, parentGroup }: Attributes, directory: Directory): Promise<void> {
  if (parentGroup !== undefined) return;
  const users = await directory.count(User, equals(User, 'primaryGroup', String(name)));
  if (users > 0) throw new ConflictError(detail`The group is the primary group of ${users} users, and there is no group above it`);
}

async function moveUp({ name, parentGroup }: Attributes, moment: Moment): Promise<void> {
  const { directory } = moment;
  for await (const users of directory.pages(User, equals(User, 'primaryGroup', String(name)))) {
    for (const user of users) await directory.change(User, user, { primaryGroup: parentGroup, ...changeStamp('User', moment) });
  }
  for await (const groups of directory.pages(Group, equals(Group, 'parentGroup', String(name)))) {
    for (const group of groups) await directory.change(Group, group, { parentGroup });
  }
  for await (const memberships of directory.pages(UserGroup, equals(UserGroup, 'group', String(name)))) {
    await directory.remove(UserGroup, memberships);
  }
  await directory.remove(RoleGrant, await directory.find(RoleGrant, 'ownerGroup', [String(name)]));
}
