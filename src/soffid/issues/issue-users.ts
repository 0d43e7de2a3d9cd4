import { InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import type { StoredResource } from '../../resource/stored-resource';
import { fold } from '../../schema/comparable';
import type { Directory } from '../directory';
import { User } from '../resource-types/user';

/** A user of an issue. */
export interface IssueUser {
  readonly userId?: number;
  readonly userName?: string;
  /** M the one to keep, D duplicate, U somebody else, L lock, O unlock, K unknown. */
  readonly action?: string;
  readonly [other: string]: unknown;
}

const schemas = Object.freeze(['urn:soffid:com.soffid.iam.rc.api.IssueUser']);

/**
 * The users that somebody takes for one person: the id tells who is meant, or else the name, and nobody counts twice.
 * Throws `InvalidValueError` for one that is not there, and for fewer than two.
 */
export async function duplicatedUsers(value: unknown, directory: Directory): Promise<readonly IssueUser[]> {
  const given = issueUsers(value);
  const byId = await usersBy(directory, 'id', given.map(({ userId }) => userId));
  const named = given.filter(({ userId }) => userId === undefined);
  const byName = await usersBy(directory, 'userName', named.map(({ userName }) => userName));
  const found = new Map<string, IssueUser>();
  for (const one of given) {
    const user = one.userId === undefined ? byName.get(fold(one.userName ?? '')) : byId.get(String(one.userId));
    if (user === undefined) throw unknownUser(one);
    if (!found.has(user.id)) found.set(user.id, { ...one, schemas, userId: Number(user.id), userName: user.attributes['userName'] as string, action: 'K' });
  }
  if (found.size < 2) throw new InvalidValueError(detail`users must name two different users or more, and names ${found.size}`);
  return [...found.values()];
}

async function usersBy(directory: Directory, path: 'id' | 'userName', keys: readonly (string | number | undefined)[]): Promise<ReadonlyMap<string, StoredResource>> {
  const users = await directory.find(User, path, keys);
  return new Map(users.map((user) => [path === 'id' ? user.id : fold(user.attributes['userName'] as string), user]));
}

function unknownUser({ userId, userName }: IssueUser): InvalidValueError {
  if (userId === undefined && userName === undefined) return new InvalidValueError(detail`Each of users needs a userId or a userName`);
  return new InvalidValueError(detail`users names the User "${userId ?? userName ?? ''}", which does not exist`);
}

/** The users of an issue with the actions that a client has chosen for them; all else of them stays as it was. */
export function withActions(stored: unknown, written: unknown): readonly IssueUser[] {
  const chosen = issueUsers(written);
  return issueUsers(stored).map((user) => {
    const choice = chosen.find((one) => isSame(user, one))?.action;
    return choice === undefined ? user : { ...user, action: choice };
  });
}

function isSame(user: IssueUser, { userId, userName }: IssueUser): boolean {
  if (userId !== undefined) return userId === user.userId;
  return userName !== undefined && user.userName !== undefined && fold(userName) === fold(user.userName);
}

/** The users of an issue. */
export function issueUsers(value: unknown): readonly IssueUser[] {
  return Array.isArray(value) ? (value as readonly IssueUser[]) : [];
}
