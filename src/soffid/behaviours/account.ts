import { InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import { isUnassigned } from '../../resource/attribute-value';
import type { Attributes } from '../../schema/resource-type';
import type { Behaviour, Moment, Saving } from '../behaviour';
import { before } from '../behaviour';
import type { Directory } from '../directory';
import { RoleAccount } from '../resource-types/role-account';
import { User } from '../resource-types/user';
import { VaultFolder } from '../resource-types/vault-folder';
import { accessLists } from '../schemas/access-lists';
import { passwordDates } from './password-dates';

/**
 * Accounts (seed 001, Account): personal ones, of type U, belong to one user, whose kind is their password policy. An
 * account that is deleted takes the roles with it that it was granted.
 */
export function accountBehaviour(passwordTerm: number): Behaviour {
  return {
    async saving(change, moment) {
      const found = { ...(await fromOwner(change, moment.directory)), ...(await folderOf(change, moment.directory)) };
      return { ...change.attributes, ...found, ...namesOf(change), ...stateOf(change), ...datesOf(change, moment, passwordTerm) };
    },
    async deleted({ id }, { directory }) {
      await directory.remove(RoleAccount, await directory.find(RoleAccount, 'accountId', [Number(id)]));
    },
  };
}

/** What a personal account has from its owner. Throws `InvalidValueError` when it has none, or anybody else beside. */
async function fromOwner(change: Saving, directory: Directory): Promise<Attributes> {
  const { type, description, ownerUsers } = change.attributes;
  if (type !== 'U') return {};
  const owners = (ownerUsers ?? []) as readonly string[];
  const others = Object.keys(accessLists).find((list) => list !== 'ownerUsers' && !isUnassigned(change.attributes[list]));
  if (others !== undefined) throw new InvalidValueError(detail`${others} must be empty for an account of type U`);
  if (owners.length !== 1) throw new InvalidValueError(detail`ownerUsers must name one user for an account of type U, and names ${owners.length}`);
  const owner = await directory.findOne(User, 'userName', owners[0]);
  if (owner === undefined) return {};
  const { userType, fullName } = owner.attributes;
  const isDescribed = change.operation !== 'create' || !isUnassigned(description);
  return { passwordPolicy: userType, ...(!isDescribed && { description: fullName }) };
}

/** A vault folder may be given by its id or by its name, and is kept with both; the id counts where they differ. */
async function folderOf(change: Saving, directory: Directory): Promise<Attributes> {
  const { vaultFolder, vaultFolderId } = change.attributes;
  const stored = before(change);
  if (vaultFolder === stored['vaultFolder'] && vaultFolderId === stored['vaultFolderId']) return {};
  if (isUnassigned(vaultFolder) && isUnassigned(vaultFolderId)) return {};
  const isIdMeant = typeof vaultFolderId === 'number' && (isUnassigned(vaultFolder) || vaultFolderId !== stored['vaultFolderId']);
  const folder = isIdMeant
    ? await directory.get(VaultFolder, String(vaultFolderId))
    : await directory.findOne(VaultFolder, 'name', String(vaultFolder));
  if (folder !== undefined) return { vaultFolderId: Number(folder.id), vaultFolder: folder.attributes['name'] };
  const [path, name] = isIdMeant ? ['vaultFolderId', vaultFolderId] : ['vaultFolder', String(vaultFolder)];
  throw new InvalidValueError(detail`${path} names the ${VaultFolder.name} "${name}", which does not exist`);
}

/** The name to log in with is that of the account unless it has another one. */
function namesOf(change: Saving): Attributes {
  const { name, loginName } = change.attributes;
  const { name: oldName, loginName: oldLogin } = before(change);
  const follows = isUnassigned(loginName) || (oldName !== undefined && loginName === oldLogin && oldLogin === oldName);
  return {
    loginName: follows ? name : loginName,
    ...(oldName !== undefined && oldName !== name && { oldName }),
  };
}

const active: readonly unknown[] = ['a', 'FA'];

/** `status` and `disabled` say the same: whichever of them has changed counts, and `status` when both have. */
function stateOf(change: Saving): Attributes {
  const { status, disabled } = change.attributes;
  const stored = before(change);
  const isStatusNew = !isUnassigned(status) && status !== stored['status'];
  if (isStatusNew) return { status, disabled: !active.includes(status) };
  const fits = !isUnassigned(status) && active.includes(status) === (disabled !== true);
  return fits ? {} : { status: disabled === true ? 'd' : 'a' };
}

function datesOf(change: Saving, moment: Moment, passwordTerm: number): Attributes {
  const { value, expired } = passwordOf(change.attributes);
  if (value === undefined || value === passwordOf(before(change)).value) return {};
  return passwordDates(expired === false, { moment, passwordTerm });
}

function passwordOf({ password }: Attributes): { readonly value?: string; readonly expired?: boolean } {
  return password ?? {};
}
