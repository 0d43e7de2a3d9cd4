import type { StoredResource } from '../../resource/stored-resource';
import { parseLocalDateTime } from '../../schema/local-date-time';
import type { Attributes } from '../../schema/resource-type';
import type { Directory } from '../directory';
import { Account } from '../resource-types/account';
import { Group } from '../resource-types/group';
import { Role } from '../resource-types/role';
import { RoleAccount } from '../resource-types/role-account';
import { RoleGrant } from '../resource-types/role-grant';
import { System } from '../resource-types/system';
import { UserGroup } from '../resource-types/user-group';
import { domainOf } from './security-domain';
import type { AccountFacts, Grantee, GrantSource, RoleAccountFacts, RoleFacts, RoleGrantFacts } from './effective-grants';

/** Grants as the directory has them: one query for each look-up. */
export function storedGrants(directory: Directory): GrantSource {
  return {
    roleAccounts: async (ids) => (await directory.find(RoleAccount, 'accountId', ids)).map(roleAccountFacts),
    grantsToGroups: async (groups) => (await directory.find(RoleGrant, 'ownerGroup', groups)).map(roleGrantFacts),
    grantsToRoles: async (ids) => (await directory.find(RoleGrant, 'ownerRole', ids)).map(roleGrantFacts),
    roles: async (ids) => (await directory.find(Role, 'id', ids)).map(roleFacts),
  };
}

/** The accounts and groups by which a user has roles. */
export async function granteeOf(directory: Directory, { attributes }: StoredResource): Promise<Grantee> {
  const userName = text(attributes, 'userName') ?? '';
  const owned = await directory.find(Account, 'ownerUsers', [userName]);
  const personal = owned.filter((account) => account.attributes['type'] === 'U');
  const [rolebased, memberships] = await Promise.all([
    rolebasedSystems(directory, personal),
    directory.find(UserGroup, 'user', [userName]),
  ]);
  const counts = ({ attributes: account }: StoredResource): boolean =>
    account['disabled'] !== true || rolebased.has(text(account, 'system') ?? '');
  const secondary = memberships.filter((membership) => membership.attributes['disabled'] !== true);
  const groups = [text(attributes, 'primaryGroup'), ...secondary.map((membership) => text(membership.attributes, 'group'))];
  return { userName, accounts: personal.filter(counts).map(accountFacts), groups: await withAncestors(directory, groups) };
}

/** Systems whose roles count although the account is disabled. */
async function rolebasedSystems(directory: Directory, accounts: readonly StoredResource[]): Promise<ReadonlySet<string>> {
  const disabled = accounts.filter(({ attributes }) => attributes['disabled'] === true);
  const systems = await directory.find(System, 'name', disabled.map(({ attributes }) => text(attributes, 'system')));
  const rolebased = systems.filter(({ attributes }) => attributes['rolebased'] === true);
  return new Set(rolebased.flatMap(({ attributes }) => text(attributes, 'name') ?? []));
}

/** The groups and everything above them: as many queries as the tree is high. */
export async function withAncestors(directory: Directory, names: readonly (string | undefined)[]): Promise<readonly string[]> {
  const known = new Set<string>();
  let level = names.filter((name) => name !== undefined);
  while (level.length > 0) {
    const added = level.filter((name) => !known.has(name));
    for (const name of added) known.add(name);
    const groups = await directory.find(Group, 'name', added);
    level = groups.flatMap(({ attributes }) => text(attributes, 'parentGroup') ?? []);
  }
  return [...known];
}

export function accountFacts({ id, attributes }: StoredResource): AccountFacts {
  return { id: Number(id), name: text(attributes, 'name') ?? '', system: text(attributes, 'system') ?? '' };
}

export function roleFacts({ id, attributes }: StoredResource): RoleFacts {
  const domain = domainOf(attributes);
  return {
    id: Number(id),
    name: text(attributes, 'name') ?? '',
    system: text(attributes, 'system') ?? '',
    ...optional('description', text(attributes, 'description')),
    ...optional('informationSystem', text(attributes, 'informationSystemName')),
    // Two applications may have domains of one name.
    ...optional('domain', domain?.kind === 'custom' ? JSON.stringify([domain.application, domain.name]) : domain?.name),
  };
}

export function roleGrantFacts({ id, attributes }: StoredResource): RoleGrantFacts {
  return { ...(attributes as Omit<RoleGrantFacts, 'id'>), id: Number(id) };
}

export function roleAccountFacts({ attributes }: StoredResource): RoleAccountFacts {
  const { accountId, roleId, domainValue, enabled, approvalPending } = attributes as unknown as RoleAccountFacts;
  return {
    accountId,
    roleId,
    ...optional('domainValue', domainValue),
    ...optional('enabled', enabled),
    ...optional('approvalPending', approvalPending),
    ...optional('startDate', instant(attributes, 'startDate')),
    ...optional('endDate', instant(attributes, 'endDate')),
  };
}

function instant(attributes: Attributes, name: string): Date | undefined {
  const milliseconds = parseLocalDateTime(text(attributes, name) ?? '');
  return milliseconds === undefined ? undefined : new Date(milliseconds);
}

function text(attributes: Attributes, name: string): string | undefined {
  const value = attributes[name];
  return typeof value === 'string' ? value : undefined;
}

function optional<N extends string, V>(name: N, value: V | undefined): { readonly [K in N]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [K in N]?: V };
}
