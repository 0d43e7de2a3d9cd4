import type { StoredResource } from '../../resource/stored-resource';
import type { Directory } from '../directory';
import { Account } from '../resource-types/account';

/** The password domain that counts for logging in. */
export const defaultDomain = 'DEFAULT';

/** A password as it is stored: a hash, and whether it has to be changed first. */
export interface StoredPassword {
  readonly domain?: string;
  readonly value: string;
  readonly passwordExpired?: boolean;
}

/**
 * The hash of the password that a user logs in with: that of the default domain, or else that of the user's account on
 * the system `soffid`. Temporary passwords have to be changed first and are none.
 */
export async function passwordHashOf(directory: Directory, { attributes }: StoredResource): Promise<string | undefined> {
  const passwords = (attributes['password'] ?? []) as readonly StoredPassword[];
  const own = passwords.find(({ domain = defaultDomain }) => domain === defaultDomain);
  if (own !== undefined) return own.passwordExpired === false ? own.value : undefined;
  const accounts = await directory.find(Account, 'ownerUsers', [String(attributes['userName'])]);
  const account = accounts.find(({ attributes: { system, type, disabled } }) => system === 'soffid' && type === 'U' && disabled !== true);
  const password = account?.attributes['password'] as { readonly value: string; readonly expired?: boolean } | undefined;
  return password?.expired === false ? password.value : undefined;
}
