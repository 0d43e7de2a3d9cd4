import { formatLocalDateTime } from '../../schema/local-date-time';
import type { Attributes } from '../../schema/resource-type';
import type { Moment, Saving } from '../behaviour';
import { Account } from '../resource-types/account';
import { System } from '../resource-types/system';
import { personalAccounts } from './personal-accounts';
import { newPasswords } from './user-passwords';

const day = 24 * 60 * 60 * 1000;

export interface PasswordTime {
  readonly moment: Moment;
  /** In days. */
  readonly passwordTerm: number;
}

/** When the password of an account was set and until when it lasts: a temporary one has expired from the beginning. */
export function passwordDates(isPermanent: boolean, { moment: { now }, passwordTerm }: PasswordTime): Attributes {
  const set = now.getTime();
  return {
    lastPasswordSet: formatLocalDateTime(set),
    passwordExpiration: formatLocalDateTime(isPermanent ? set + passwordTerm * day : set),
  };
}

/** A new password of a user is that of the personal accounts on all systems of its password domain. */
export async function datePasswords(change: Saving, time: PasswordTime): Promise<void> {
  const fresh = newPasswords(change);
  if (fresh.length === 0) return;
  const { directory } = time.moment;
  const accounts = await personalAccounts(directory, String(change.attributes['userName']));
  const systems = await directory.find(System, 'name', accounts.map(({ attributes }) => String(attributes['system'])));
  const domainOf = new Map(systems.map(({ attributes }) => [attributes['name'], attributes['passwordsDomain']]));
  const permanent = new Map(fresh.map(({ domain, passwordExpired }) => [domain as unknown, passwordExpired === false]));
  for (const account of accounts) {
    const isPermanent = permanent.get(domainOf.get(account.attributes['system']));
    if (isPermanent !== undefined) await directory.change(Account, account, passwordDates(isPermanent, time));
  }
}
