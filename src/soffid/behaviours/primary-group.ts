import { fold } from '../../schema/comparable';
import type { Moment } from '../behaviour';
import type { Directory } from '../directory';
import { User } from '../resource-types/user';
import { UserGroup } from '../resource-types/user-group';
import { changeStamp } from './stamps';

/** Marks the membership in the main group of a user, where there is one, and no other. */
export async function markPrimary(directory: Directory, userName: string, group: string): Promise<void> {
  for (const membership of await directory.find(UserGroup, 'user', [userName])) {
    const { group: other, disabled } = membership.attributes;
    const primaryGroup = disabled !== true && fold(String(other)) === fold(group);
    await directory.change(UserGroup, membership, { primaryGroup });
  }
}

/** Makes a group the main one of a user. */
export async function moveToPrimary({ userName, group }: { readonly userName: string; readonly group: string }, moment: Moment): Promise<void> {
  const { directory } = moment;
  const user = await directory.findOne(User, 'userName', userName);
  if (user === undefined || user.attributes['primaryGroup'] === group) return;
  await directory.change(User, user, { primaryGroup: group, ...changeStamp('User', moment) });
}
