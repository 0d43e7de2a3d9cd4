import type { StoredResource } from '../../resource/stored-resource';
import type { Attributes } from '../../schema/resource-type';
import type { Behaviour, Saving } from '../behaviour';
import type { Directory } from '../directory';
import { removeState } from '../otp/otp-secret';
import { Account } from '../resource-types/account';
import { OtpDevice } from '../resource-types/otp-device';
import { UserGroup } from '../resource-types/user-group';
import { datePasswords } from './password-dates';
import { personalAccounts, removeAccounts } from './personal-accounts';
import { markPrimary } from './primary-group';
import { mergedPasswords } from './user-passwords';

/**
 * Users (seed 001, User): the full name follows from its parts, new passwords replace those of the same domain, and what
 * depends on the user elsewhere follows. With a user go the memberships, personal accounts and devices.
 */
export function userBehaviour(passwordTerm: number): Behaviour {
  return {
    saving: (change) => ({ ...change.attributes, fullName: fullNameOf(change.attributes), password: mergedPasswords(change) }),
    async saved(change, _result, moment) {
      await datePasswords(change, { moment, passwordTerm });
      if (change.operation !== 'create') await followChanges(change, moment.directory);
    },
    deleted: ({ before: user }, { directory }) => removeBelongings(user, directory),
  };
}

/** First, last and middle name, as far as there are any. */
export function fullNameOf({ firstName, lastName, middleName }: Attributes): string {
  return [firstName, lastName, middleName].filter((part) => typeof part === 'string' && part !== '').join(' ');
}

type Rewriting = Exclude<Saving, { readonly operation: 'create' }>;

/** Memberships tell which group is the main one, and the password policy of personal accounts is the kind of the user. */
async function followChanges({ before: { attributes: stored }, attributes }: Rewriting, directory: Directory): Promise<void> {
  const { userName, primaryGroup, userType } = attributes;
  if (stored['primaryGroup'] !== primaryGroup) await markPrimary(directory, String(userName), String(primaryGroup));
  if (stored['userType'] === userType) return;
  const accounts = await personalAccounts(directory, String(userName));
  for (const account of accounts) await directory.change(Account, account, { passwordPolicy: userType });
}

async function removeBelongings({ attributes }: StoredResource, directory: Directory): Promise<void> {
  const userName = String(attributes['userName']);
  await directory.remove(UserGroup, await directory.find(UserGroup, 'user', [userName]));
  await removeAccounts(directory, await personalAccounts(directory, userName));
  const devices = await directory.find(OtpDevice, 'user', [userName]);
  for (const { id } of devices) await removeState(directory, id);
  await directory.remove(OtpDevice, devices);
}
