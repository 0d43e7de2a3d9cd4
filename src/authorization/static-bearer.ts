import type { Principal } from '../store/context';
import type { Authorizer } from './authorizer';
import { bearerAuth, isBearerToken } from './bearer-auth';
import type { BearerAuthOptions } from './bearer-auth';
import { secretsEqual } from './compare-secret';
import { verifiedPrincipal } from './verified-principal';

/** Shortest token that is accepted at start, in characters. */
const minimumLength = 16;

/** Options of {@link staticBearer}. */
export interface StaticBearerOptions extends BearerAuthOptions {
  /** Who presents the token. Default `{ id: 'bearer' }`. */
  readonly principal?: Principal;
}

/**
 * One fixed bearer token, compared in constant time. Give two tokens while a token is being replaced.
 *
 * @throws TypeError when a token is missing, shorter than 16 characters, or can never arrive in a header (RFC 6750
 * §2.1), so that an unset environment variable never becomes an open door.
 *
 * @example
 * ```ts
 * const authz = staticBearer(process.env.SCIM_TOKEN, { principal: { id: 'okta' } });
 * ```
 */
export function staticBearer(
  token: string | readonly string[] | undefined,
  options: StaticBearerOptions = {},
): Authorizer {
  const tokens = [token].flat().map(checkedToken);
  if (tokens.length === 0) throw new TypeError('staticBearer: give at least one token');

  const { principal = { id: 'bearer' }, ...bearerOptions } = options;
  verifiedPrincipal(principal, 'staticBearer: principal');
  const accepted = (presented: string) => tokens.some((each) => secretsEqual(presented, each));
  return bearerAuth((presented) => (accepted(presented) ? principal : undefined), bearerOptions);
}

function checkedToken(token: unknown): string {
  if (typeof token !== 'string' || token.length < minimumLength) {
    throw new TypeError(`staticBearer: token must have ${String(minimumLength)} characters or more; is it set?`);
  }
  if (!isBearerToken(token)) {
    throw new TypeError('staticBearer: token may contain letters, digits and -._~+/ only, with = at the end');
  }
  return token;
}
