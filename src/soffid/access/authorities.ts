import type { StoredResource } from '../../resource/stored-resource';
import type { Directory } from '../directory';
import { effectiveGrants } from '../grants/effective-grants';
import { granteeOf, storedGrants } from '../grants/stored-grants';

/** Names of roles by the authority that they carry. */
export type AuthorityRoles = Readonly<Record<string, readonly string[]>>;

/** The role that may do everything (seed 000). */
const administrator = 'SOFFID_ADMIN';

/** The system whose roles carry authorities. */
const ownSystem = 'soffid';

export interface AuthorityQuestion {
  readonly directory: Directory;
  readonly user: StoredResource;
  readonly now: Date;
}

/** The authorities that a user has: by direct grants, by groups, and by roles that bring others. */
export async function heldAuthorities(
  { directory, user, now }: AuthorityQuestion,
  roles: AuthorityRoles,
): Promise<{ readonly has: (authority: string) => boolean }> {
  const grants = await effectiveGrants(await granteeOf(directory, user), storedGrants(directory), now);
  const held = new Set(grants.filter(({ role }) => role.system === ownSystem).map(({ role }) => role.name));
  return { has: (authority) => [administrator, ...rolesOf(roles, authority)].some((name) => held.has(name)) };
}

function rolesOf(roles: AuthorityRoles, authority: string): readonly string[] {
  return Object.hasOwn(roles, authority) ? (roles[authority] ?? []) : [];
}
