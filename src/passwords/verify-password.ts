import { opaqueStringFault, prepareOpaqueString } from '../schema/precis/opaque-string';
import { matchesScrypt, usualCost } from './scrypt-hash';

/**
 * Whether a password is the one of which `scryptPasswords` made this hash: what the host's own login asks; SCIM has no
 * endpoint for it.
 *
 * Takes as long when there is no user, or no hash, as when the password is wrong. Each call takes 128 MiB while it
 * runs; `scryptPasswords().verify` is the same within the limits of its queue.
 *
 * @example
 * ```ts
 * const user = await findUser(name);
 * if (!(await verifyPassword(given, user?.passwordHash))) throw new Error('wrong name or password');
 * ```
 */
export function verifyPassword(clear: string, stored: string | undefined): Promise<boolean> {
  return matchesPassword(clear, stored, usualCost);
}

/** The same at the cost of a policy, which is what the answer takes when there is no hash. */
export async function matchesPassword(clear: string, stored: string | undefined, cost: number): Promise<boolean> {
  const prepared = prepareOpaqueString(clear);
  const isSame = await matchesScrypt(prepared, stored, cost);
  return isSame && opaqueStringFault(prepared) === undefined;
}
