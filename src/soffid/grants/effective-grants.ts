/** A role, as far as inheritance looks at it. */
export interface RoleFacts {
  readonly id: number;
  readonly name: string;
  readonly system: string;
  readonly description?: string;
  readonly informationSystem?: string;
  /** Name of its security domain; absent: none. */
  readonly domain?: string;
}

/** A role that whoever holds another role, or is in a group, gets. */
export interface RoleGrantFacts {
  readonly id: number;
  readonly roleId: number;
  readonly ownerRole?: number;
  readonly ownerGroup?: string;
  readonly domainValue?: string;
  /** Holders with another domain value for the owner role do not get it. */
  readonly ownerRolDomainValue?: string;
  readonly mandatory?: boolean;
  readonly enabled?: boolean;
  /** A: active, R: to be removed, P: waiting for approval. */
  readonly status?: string;
}

/** A role that an account was given. */
export interface RoleAccountFacts {
  readonly accountId: number;
  readonly roleId: number;
  readonly domainValue?: string;
  readonly enabled?: boolean;
  readonly approvalPending?: boolean;
  readonly startDate?: Date;
  readonly endDate?: Date;
}

export interface AccountFacts {
  readonly id: number;
  readonly name: string;
  readonly system: string;
}

/** Whose grants are asked for. */
export interface Grantee {
  readonly userName: string;
  /** Those that count: enabled ones, and all on systems that go by roles. */
  readonly accounts: readonly AccountFacts[];
  /** Primary and secondary groups and everything above them. */
  readonly groups: readonly string[];
}

/** Where grants come from; each call is one look-up for all that it names. */
export interface GrantSource {
  roleAccounts(accountIds: readonly number[]): Promise<readonly RoleAccountFacts[]>;
  grantsToGroups(groups: readonly string[]): Promise<readonly RoleGrantFacts[]>;
  grantsToRoles(roleIds: readonly number[]): Promise<readonly RoleGrantFacts[]>;
  roles(ids: readonly number[]): Promise<readonly RoleFacts[]>;
}

/** Why somebody has a role. */
export type GrantOrigin =
  | { readonly kind: 'account'; readonly account: AccountFacts }
  | { readonly kind: 'group'; readonly grant: RoleGrantFacts }
  | { readonly kind: 'role'; readonly grant: RoleGrantFacts; readonly owner: RoleFacts };

/** A role that somebody has. */
export interface EffectiveGrant {
  readonly role: RoleFacts;
  /** The domain value that the role is held with; absent: blank. */
  readonly domainValue: string | undefined;
  /** The account on the system of the role; absent when there is none. */
  readonly account: AccountFacts | undefined;
  readonly origin: GrantOrigin;
}

/**
 * All roles that somebody has, directly, by groups, and by roles that bring others (seed 002, Role domains and
 * inheritance). A value that the grant names counts; otherwise the value of the owner role is handed on within one
 * security domain, and is blank in any other.
 *
 * Level by level: as many look-ups as the longest chain of roles has links, however many roles there are. Each role is
 * followed once for each account and domain value, so that cycles end.
 */
export async function effectiveGrants(grantee: Grantee, source: GrantSource, now: Date): Promise<readonly EffectiveGrant[]> {
  const found = new Map<string, EffectiveGrant>();
  let level = await firstLevel(grantee, source, now);
  while (level.length > 0) {
    const added = level.filter((grant) => isNew(found, grant));
    level = added.length === 0 ? [] : await nextLevel(added, grantee, source);
  }
  return [...found.values()];
}

function isNew(found: Map<string, EffectiveGrant>, grant: EffectiveGrant): boolean {
  const { role, domainValue, account } = grant;
  const key = JSON.stringify([account?.id ?? null, role.id, domainValue ?? null]);
  if (found.has(key)) return false;
  found.set(key, grant);
  return true;
}

async function firstLevel(grantee: Grantee, source: GrantSource, now: Date): Promise<readonly EffectiveGrant[]> {
  const accounts = new Map(grantee.accounts.map((account) => [account.id, account]));
  const [given, byGroup] = await Promise.all([
    accounts.size === 0 ? [] : source.roleAccounts([...accounts.keys()]),
    grantee.groups.length === 0 ? [] : source.grantsToGroups(grantee.groups),
  ]);
  const direct = given.filter((one) => isInForce(one, now));
  const granted = byGroup.filter(isPassedOn);
  const roles = await rolesById([...direct, ...granted], source);
  return [
    ...direct.flatMap(({ accountId, roleId, domainValue }) => {
      const [role, account] = [roles.get(roleId), accounts.get(accountId)];
      if (role === undefined || account === undefined) return [];
      return [{ role, domainValue, account, origin: { kind: 'account', account } as const }];
    }),
    ...granted.flatMap((grant) => {
      const role = roles.get(grant.roleId);
      if (role === undefined) return [];
      const account = accountFor(role, grantee);
      return [{ role, domainValue: grant.domainValue, account, origin: { kind: 'group', grant } as const }];
    }),
  ];
}

async function nextLevel(held: readonly EffectiveGrant[], grantee: Grantee, source: GrantSource): Promise<readonly EffectiveGrant[]> {
  const holdings = byRole(held);
  const grants = (await source.grantsToRoles([...holdings.keys()])).filter(isPassedOn);
  const roles = await rolesById(grants, source);
  return grants.flatMap((grant) => {
    const role = roles.get(grant.roleId);
    if (role === undefined || grant.ownerRole === undefined) return [];
    const owners = holdings.get(grant.ownerRole) ?? [];
    return owners.filter((owner) => appliesTo(grant, owner)).map((owner) => inherited({ grant, role, owner }, grantee));
  });
}

function byRole(held: readonly EffectiveGrant[]): ReadonlyMap<number, readonly EffectiveGrant[]> {
  const holdings = new Map<number, EffectiveGrant[]>();
  for (const grant of held) {
    const others = holdings.get(grant.role.id);
    if (others === undefined) holdings.set(grant.role.id, [grant]);
    else others.push(grant);
  }
  return holdings;
}

interface Inheritance {
  readonly grant: RoleGrantFacts;
  readonly role: RoleFacts;
  readonly owner: EffectiveGrant;
}

function inherited({ grant, role, owner }: Inheritance, grantee: Grantee): EffectiveGrant {
  const isSameDomain = role.domain !== undefined && role.domain === owner.role.domain;
  const domainValue = grant.domainValue ?? (isSameDomain ? owner.domainValue : undefined);
  return { role, domainValue, account: accountFor(role, grantee), origin: { kind: 'role', grant, owner: owner.role } };
}

/** A value that the grant asks for stops what is held with another one. */
function appliesTo({ ownerRolDomainValue }: RoleGrantFacts, { domainValue }: EffectiveGrant): boolean {
  return ownerRolDomainValue === undefined || domainValue === undefined || ownerRolDomainValue === domainValue;
}

function isPassedOn({ mandatory, enabled, status }: RoleGrantFacts): boolean {
  return mandatory !== false && enabled !== false && (status === undefined || status === 'A' || status === 'R');
}

function isInForce({ enabled, approvalPending, startDate, endDate }: RoleAccountFacts, now: Date): boolean {
  const hasBegun = startDate === undefined || startDate <= now;
  return enabled !== false && approvalPending !== true && hasBegun && (endDate === undefined || now < endDate);
}

function accountFor({ system }: RoleFacts, { accounts }: Grantee): AccountFacts | undefined {
  return accounts.find((account) => account.system === system);
}

async function rolesById(grants: readonly { readonly roleId: number }[], source: GrantSource): Promise<ReadonlyMap<number, RoleFacts>> {
  const ids = [...new Set(grants.map(({ roleId }) => roleId))];
  return new Map((ids.length === 0 ? [] : await source.roles(ids)).map((role) => [role.id, role]));
}
