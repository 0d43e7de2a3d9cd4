import type { IncomingMessage } from 'node:http';

import type { Principal } from '../store/context';
import { authorizationHeader } from './authorization-header';
import type { AuthenticationScheme, Authorizer } from './authorizer';
import { checkFunction, checkOptionNames, checkRealm, checkScheme } from './check-options';
import { verifiedPrincipal } from './verified-principal';

/** credentials = "Bearer" 1*SP b64token — RFC 6750 §2.1; the scheme in any case — RFC 9110 §11.1. */
const bearerPattern = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** Whose token is it? `undefined` for nobody's. An exception is a fault of the service provider, not a refusal. */
export type VerifyToken<P extends Principal> = (
  token: string,
  request: IncomingMessage,
) => Promise<P | undefined> | P | undefined;

/** Options of {@link bearerAuth}. */
export interface BearerAuthOptions<P extends Principal = Principal> {
  /** Protection space named in `WWW-Authenticate`. Default `scim`. */
  readonly realm?: string;
  /** What an authenticated principal may do. Default: everything. */
  readonly authorize?: Authorizer<P>['authorize'];
  /** Changes to how the scheme is published in ServiceProviderConfig (RFC 7643 §5). */
  readonly scheme?: Partial<Omit<AuthenticationScheme, 'challenge'>>;
}

/**
 * Bearer tokens (RFC 6750 §2.1), read from the `Authorization` header only: never from the query, which ends up in
 * logs, nor from the body.
 *
 * Compare secrets with `secretsEqual`, or use `staticBearer` for one fixed token.
 *
 * @throws TypeError when `verify` or an option cannot be used.
 *
 * @example
 * ```ts
 * const authz = bearerAuth(async (token) => {
 *   const key = await keys.find(token);
 *   return key && { id: key.name, tenant: key.tenant };
 * });
 * ```
 */
export function bearerAuth<P extends Principal = Principal>(
  verify: VerifyToken<P>,
  options: BearerAuthOptions<P> = {},
): Authorizer<P> {
  checkFunction('bearerAuth', 'verify', verify);
  checkOptionNames('bearerAuth', options, ['realm', 'authorize', 'scheme']);
  const { realm = 'scim', authorize = () => true, scheme = {} } = options;
  checkRealm('bearerAuth', realm);
  checkFunction('bearerAuth', 'authorize', authorize);
  const published = bearerScheme(realm, scheme);
  checkScheme('bearerAuth', published);

  return {
    schemes: [published],
    authorize,
    authenticate: async (request) => {
      const token = parseBearerToken(authorizationHeader(request));
      return token === undefined ? undefined : verifiedPrincipal(await verify(token, request), 'bearerAuth: verify');
    },
  };
}

/** Whether a text can be a token at all: b64token — RFC 6750 §2.1. */
export function isBearerToken(text: string): boolean {
  return parseBearerToken(`Bearer ${text}`) === text;
}

function parseBearerToken(header: string | undefined): string | undefined {
  return header === undefined ? undefined : bearerPattern.exec(header)?.[1];
}

function bearerScheme(realm: string, changes: BearerAuthOptions['scheme']): AuthenticationScheme {
  return Object.freeze({
    type: 'oauthbearertoken',
    name: 'OAuth Bearer Token',
    description: 'Authentication with a bearer token in the Authorization header',
    specUri: 'https://www.rfc-editor.org/info/rfc6750',
    ...changes,
    challenge: `Bearer realm="${realm}"`,
  });
}
