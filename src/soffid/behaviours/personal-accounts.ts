import type { StoredResource } from '../../resource/stored-resource';
import type { Directory } from '../directory';
import { Account } from '../resource-types/account';
import { RoleAccount } from '../resource-types/role-account';

/** The accounts that belong to one user alone, of type U. */
export async function personalAccounts(directory: Directory, userName: string): Promise<readonly StoredResource[]> {
  const owned = await directory.find(Account, 'ownerUsers', [userName]);
  return owned.filter(({ attributes }) => attributes['type'] === 'U');
}

/** Takes accounts away, with the roles that they were granted. */
export async function removeAccounts(directory: Directory, accounts: readonly StoredResource[]): Promise<void> {
  const ids = accounts.map(({ id }) => Number(id));
  await directory.remove(RoleAccount, await directory.find(RoleAccount, 'accountId', ids));
  await directory.remove(Account, accounts);
}
