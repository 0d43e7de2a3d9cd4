import type { StoredResource } from '../../resource/stored-resource';
import { fold } from '../../schema/comparable';
import type { Directory } from '../directory';
import { Account } from '../resource-types/account';
import { Role } from '../resource-types/role';
import { RoleAccount } from '../resource-types/role-account';
import { RoleGrant } from '../resource-types/role-grant';
import { System } from '../resource-types/system';
import type { EffectiveGrant, Grantee, GrantSource } from './effective-grants';
import { effectiveGrants } from './effective-grants';
import { membersOf } from './group-members';
import { accountFacts, roleAccountFacts, roleFacts, roleGrantFacts } from './stored-grants';

/** A role that a user has, and the domain value that it is held with. */
export interface Holding {
  readonly userName: string;
  readonly roleId: number;
  readonly domainValue: string | undefined;
}

/**
 * Everybody who has one of these roles, by whatever way: through accounts, groups, and roles that bring others. As many
 * look-ups as the longest chain of roles and the tree of groups are high, however many holders there are; the rules are
 * those of `effectiveGrants`, which is asked for each of them over what was looked up.
 */
export async function holdersOf(roleIds: readonly number[], directory: Directory, now: Date): Promise<readonly Holding[]> {
  const grants = await grantsLeadingTo(roleIds, directory);
  const reached = new Set([...roleIds, ...grants.flatMap(({ attributes: { ownerRole } }) => (typeof ownerRole === 'number' ? ownerRole : []))]);
  const roles = await directory.find(Role, 'id', reached);
  const given = await directory.find(RoleAccount, 'roleId', reached);
  const source = sourceOf({ grants, roles, given });
  const holdings: Holding[] = [];
  for (const grantee of await granteesOf({ grants, given }, directory)) {
    const held = await effectiveGrants(grantee, source, now);
    holdings.push(...held.filter(({ role }) => roleIds.includes(role.id)).map((grant) => holdingOf(grantee, grant)));
  }
  return holdings;
}

function holdingOf({ userName }: Grantee, { role, domainValue }: EffectiveGrant): Holding {
  return { userName, roleId: role.id, domainValue };
}

/** The grants by which somebody can come to one of the roles, the other way round. */
async function grantsLeadingTo(roleIds: readonly number[], directory: Directory): Promise<readonly StoredResource[]> {
  const grants: StoredResource[] = [];
  const seen = new Set<number>();
  let level = roleIds;
  while (level.length > 0) {
    const added = level.filter((id) => !seen.has(id));
    for (const id of added) seen.add(id);
    const found = await directory.find(RoleGrant, 'roleId', added);
    grants.push(...found);
    level = found.flatMap(({ attributes: { ownerRole } }) => (typeof ownerRole === 'number' ? ownerRole : []));
  }
  return grants;
}

interface Found {
  readonly grants: readonly StoredResource[];
  readonly roles: readonly StoredResource[];
  readonly given: readonly StoredResource[];
}

/** Looks up in what was found. */
function sourceOf({ grants, roles, given }: Found): GrantSource {
  const grantFacts = grants.map(roleGrantFacts);
  const byAccount = grouped(given.map(roleAccountFacts), ({ accountId }) => accountId);
  const byOwner = grouped(grantFacts, ({ ownerRole }) => ownerRole);
  const byGroup = grouped(grantFacts, ({ ownerGroup }) => ownerGroup && fold(ownerGroup));
  const byId = new Map(roles.map(roleFacts).map((role) => [role.id, role]));
  return {
    roleAccounts: async (ids) => ids.flatMap((id) => byAccount.get(id) ?? []),
    grantsToRoles: async (ids) => ids.flatMap((id) => byOwner.get(id) ?? []),
    grantsToGroups: async (names) => names.flatMap((name) => byGroup.get(fold(name)) ?? []),
    roles: async (ids) => ids.flatMap((id) => byId.get(id) ?? []),
  };
}

function grouped<T>(facts: readonly T[], keyOf: (fact: T) => unknown): ReadonlyMap<unknown, readonly T[]> {
  const groups = new Map<unknown, T[]>();
  for (const fact of facts) {
    const others = groups.get(keyOf(fact));
    if (others === undefined) groups.set(keyOf(fact), [fact]);
    else others.push(fact);
  }
  return groups;
}

/** Users who may have the roles, with the accounts and groups through which they may. */
async function granteesOf({ grants, given }: Pick<Found, 'grants' | 'given'>, directory: Directory): Promise<readonly Grantee[]> {
  const accounts = await countingAccounts(given, directory);
  const groups = grants.flatMap(({ attributes: { ownerGroup } }) => (typeof ownerGroup === 'string' ? ownerGroup : []));
  const members = await membersOf(groups, { directory, isDeep: true });
  const grantees = new Map<string, { userName: string; accounts: StoredResource[]; groups: string[] }>();
  const granteeNamed = (userName: string) => {
    const grantee = grantees.get(fold(userName)) ?? { userName, accounts: [], groups: [] };
    grantees.set(fold(userName), grantee);
    return grantee;
  };
  for (const account of accounts) {
    for (const owner of (account.attributes['ownerUsers'] ?? []) as readonly string[]) granteeNamed(owner).accounts.push(account);
  }
  for (const { userName, group } of members) granteeNamed(userName).groups.push(group);
  return [...grantees.values()].map((grantee) => ({ ...grantee, accounts: grantee.accounts.map(accountFacts) }));
}

/** The personal accounts that roles were given to: enabled ones, and all on systems that go by roles. */
async function countingAccounts(given: readonly StoredResource[], directory: Directory): Promise<readonly StoredResource[]> {
  const ids = given.flatMap(({ attributes: { accountId } }) => (typeof accountId === 'number' ? accountId : []));
  const accounts = (await directory.find(Account, 'id', ids)).filter(({ attributes }) => attributes['type'] === 'U');
  const disabled = accounts.filter(({ attributes }) => attributes['disabled'] === true);
  const systems = await directory.find(System, 'name', disabled.map(({ attributes }) => String(attributes['system'])));
  const rolebased = new Set(systems.filter(({ attributes }) => attributes['rolebased'] === true).map(({ attributes }) => attributes['name']));
  return accounts.filter(({ attributes }) => attributes['disabled'] !== true || rolebased.has(attributes['system']));
}
