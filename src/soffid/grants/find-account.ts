import { InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import type { StoredResource } from '../../resource/stored-resource';
import { fold } from '../../schema/comparable';
import type { Attributes } from '../../schema/resource-type';
import type { Directory } from '../directory';
import { Account } from '../resource-types/account';

/**
 * The account that a grant names: by its id, by its name and system, or as the one that a user has on the system. The
 * system is that of the role when none is said.
 *
 * @throws InvalidValueError when it says none, or one that does not exist.
 */
export async function findAccount(grant: Attributes, roleSystem: string, directory: Directory): Promise<StoredResource> {
  const { accountId, accountName, accountSystem, userName } = grant;
  const system = typeof accountSystem === 'string' ? accountSystem : roleSystem;
  if (typeof accountId === 'number') {
    const account = await directory.get(Account, String(accountId));
    if (account === undefined) throw new InvalidValueError(detail`accountId names the account ${accountId}, which does not exist`);
    return account;
  }
  if (typeof accountName === 'string') {
    const account = onSystem(await directory.find(Account, 'name', [accountName]), system);
    if (account === undefined) throw new InvalidValueError(detail`accountName names the account "${accountName}@${system}", which does not exist`);
    return account;
  }
  if (typeof userName !== 'string') throw new InvalidValueError(detail`The account is missing: accountName and accountSystem, accountId, or userName`);
  const owned = await directory.find(Account, 'ownerUsers', [userName]);
  const account = onSystem(owned.filter(({ attributes: { type } }) => type === 'U'), system);
  if (account === undefined) throw new InvalidValueError(detail`The user "${userName}" has no account on the system "${system}"`);
  return account;
}

function onSystem(accounts: readonly StoredResource[], system: string): StoredResource | undefined {
  return accounts.find(({ attributes }) => fold(String(attributes['system'])) === fold(system));
}
