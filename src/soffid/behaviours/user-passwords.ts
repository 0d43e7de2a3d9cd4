import type { StoredPassword } from '../access/stored-password';
import { defaultDomain } from '../access/stored-password';
import type { Attributes } from '../../schema/resource-type';
import type { Saving } from '../behaviour';
import { before } from '../behaviour';

/**
 * The passwords of a user after a write: one for each domain. A new one replaces that of the same domain and leaves those
 * of others (behaviours 37); only a PATCH that removes some takes them away.
 */
export function mergedPasswords(change: Saving): readonly StoredPassword[] | undefined {
  const kept = removesPasswords(change) ? [] : passwordsOf(before(change));
  const byDomain = new Map<string, StoredPassword>();
  for (const password of [...kept, ...passwordsOf(change.attributes)]) {
    const { domain = defaultDomain } = password;
    byDomain.set(domain, { ...password, domain });
  }
  return byDomain.size === 0 ? undefined : [...byDomain.values()];
}

/** The passwords that a write has set. */
export function newPasswords(change: Saving): readonly StoredPassword[] {
  const known = new Set(passwordsOf(before(change)).map(({ value }) => value));
  return passwordsOf(change.attributes).filter(({ value }) => !known.has(value));
}

function removesPasswords(change: Saving): boolean {
  return change.operation === 'patch' && change.operations.some(({ op, path }) => op === 'remove' && path.attribute.name === 'password');
}

function passwordsOf(attributes: Attributes): readonly StoredPassword[] {
  return (attributes['password'] ?? []) as readonly StoredPassword[];
}
