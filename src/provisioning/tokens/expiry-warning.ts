import type { TokenRecord } from '../settings/provider-state';

const dayMilliseconds = 86_400_000;
/** Days before the expiry, the last warning first. */
const warnings: readonly number[] = Object.freeze([7, 30]);

/** Whole days until a token expires, rounded up. */
export function daysLeft({ expires }: Pick<TokenRecord, 'expires'>, now: Date): number {
  return Math.ceil((expires.getTime() - now.getTime()) / dayMilliseconds);
}

/**
 * The warning that is due: 7 or 30, days before the expiry; `undefined` when none is. A token that was never to last
 * longer is not warned of.
 */
export function expiryWarning(token: Pick<TokenRecord, 'created' | 'expires'>, now: Date): number | undefined {
  const lifetime = daysLeft(token, token.created);
  return warnings.find((days) => lifetime > days && daysLeft(token, now) <= days);
}
