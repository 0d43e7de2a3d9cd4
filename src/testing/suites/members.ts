import { Group } from '../../schema/core/group';
import { User } from '../../schema/core/user';
import type { TestStore } from '../test-store';

/** One reference as a store answers it (RFC 7643 §2.4). */
export interface Reference {
  readonly value: string;
  readonly $ref?: string;
  readonly type?: string;
  readonly display?: string;
}

export async function createUsers(store: TestStore, ...names: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const name of names) ids.push((await store.create(User, { userName: name, displayName: `Name of ${name}` })).id);
  return ids;
}

export function createGroup(store: TestStore, displayName: string, memberIds: readonly string[]) {
  return store.create(Group, { displayName, members: memberIds.map((value) => ({ value })) });
}

/** The members of a group in the order of the answer; none when the attribute is not there. */
export async function membersOf(store: TestStore, groupId: string): Promise<readonly Reference[]> {
  const { attributes } = await store.read(Group, groupId);
  return (attributes['members'] ?? []) as readonly Reference[];
}

/** The ids of the members of a group, sorted. */
export async function memberIdsOf(store: TestStore, groupId: string): Promise<readonly string[]> {
  return (await membersOf(store, groupId)).map(({ value }) => value).sort();
}
