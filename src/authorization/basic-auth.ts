import type { IncomingMessage } from 'node:http';

import { BasicStrategy } from 'passport-http';

import type { Principal } from '../store/context';
import { authorizationHeader } from './authorization-header';
import type { AuthenticationScheme, Authorizer } from './authorizer';
import { formatBasicCredentials, parseBasicCredentials } from './basic-credentials';
import type { BasicCredentials } from './basic-credentials';
import { checkFunction, checkOptionNames, checkRealm } from './check-options';
import { runStrategy } from './run-strategy';
import { verifiedPrincipal } from './verified-principal';

/** Whose credentials are they? `undefined` for nobody's. An exception is a fault of the service provider. */
export type VerifyPassword<P extends Principal> = (
  username: string,
  password: string,
  request: IncomingMessage,
) => Promise<P | undefined> | P | undefined;

/** Options of {@link basicAuth}. */
export interface BasicAuthOptions<P extends Principal = Principal> {
  /** Protection space named in `WWW-Authenticate`. Default `scim`. */
  readonly realm?: string;
  /** What an authenticated principal may do. Default: everything. */
  readonly authorize?: Authorizer<P>['authorize'];
}

/**
 * HTTP Basic (RFC 7617), on the BasicStrategy of passport-http. RFC 7644 §2 advises against Basic: give the client a
 * long generated password, and prefer `bearerAuth` where the client can send a token.
 *
 * Passwords may contain colons and any UTF-8 text without control characters. Compare secrets with `secretsEqual`.
 *
 * @throws TypeError when `verify` or an option cannot be used.
 *
 * @example
 * ```ts
 * const authz = basicAuth((username, password) =>
 *   username === 'okta' && secretsEqual(password, secret) ? { id: username } : undefined,
 * );
 * ```
 */
export function basicAuth<P extends Principal = Principal>(
  verify: VerifyPassword<P>,
  options: BasicAuthOptions<P> = {},
): Authorizer<P> {
  checkFunction('basicAuth', 'verify', verify);
  checkOptionNames('basicAuth', options, ['realm', 'authorize']);
  const { realm = 'scim', authorize = () => true } = options;
  checkRealm('basicAuth', realm);
  checkFunction('basicAuth', 'authorize', authorize);

  return {
    schemes: [basicScheme(realm)],
    authorize,
    authenticate: async (request) => {
      const credentials = parseBasicCredentials(authorizationHeader(request) ?? '');
      if (credentials === undefined) return undefined;
      const ask = async (given: BasicCredentials) =>
        verifiedPrincipal(await verify(given.username, given.password, request), 'basicAuth: verify');
      return (await runStrategy(basicStrategy(realm, ask), strategyRequest(request, credentials))) as P | undefined;
    },
  };
}

/**
 * The strategy, which splits at every colon and drops what follows the second: it is given percent-encoded
 * credentials, which have one colon, and what it found is decoded again.
 */
function basicStrategy(realm: string, ask: (credentials: BasicCredentials) => Promise<unknown>): BasicStrategy {
  return new BasicStrategy({ realm }, (username, password, done) => {
    const given = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
    ask(given).then((principal) => {
      done(null, principal);
    }, done);
  });
}

/** The request as the strategy sees it; it never reads the client's own header. */
function strategyRequest(request: IncomingMessage, { username, password }: BasicCredentials): IncomingMessage {
  const encoded = { username: encodeURIComponent(username), password: encodeURIComponent(password) };
  const headers = { authorization: formatBasicCredentials(encoded) };
  return Object.create(request, { headers: { value: headers } }) as IncomingMessage;
}

function basicScheme(realm: string): AuthenticationScheme {
  return Object.freeze({
    type: 'httpbasic',
    name: 'HTTP Basic',
    description: 'Authentication with a user name and a password in the Authorization header',
    specUri: 'https://www.rfc-editor.org/info/rfc7617',
    challenge: `Basic realm="${realm}", charset="UTF-8"`,
  });
}
