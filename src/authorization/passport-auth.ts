import type { Principal } from '../store/context';
import type { AuthenticationScheme, Authorizer } from './authorizer';
import { checkFunction, checkOptionNames, checkScheme } from './check-options';
import { runStrategy } from './run-strategy';
import type { PassportStrategy } from './run-strategy';
import { verifiedPrincipal } from './verified-principal';

/** Options of {@link passportAuth}. */
export interface PassportAuthOptions<P extends Principal = Principal> {
  /** How the scheme is published in ServiceProviderConfig, and its challenge in `WWW-Authenticate`. */
  readonly scheme: AuthenticationScheme;
  /** Makes a principal of the strategy's user; `undefined` refuses it. */
  readonly toPrincipal: (user: unknown) => Promise<P | undefined> | P | undefined;
  /** What an authenticated principal may do. Default: everything. */
  readonly authorize?: Authorizer<P>['authorize'];
}

/**
 * Any Passport strategy, without `passport.initialize()` and without sessions. What the strategy passes to `error` is a
 * fault of the service provider; `fail`, `pass` and `redirect` are answered 401.
 *
 * @throws TypeError when the strategy or an option cannot be used.
 *
 * @example
 * ```ts
 * const authz = passportAuth(new JwtStrategy(options, verify), {
 *   scheme: { type: 'oauth2', name: 'OAuth 2.0', description: 'JWT access tokens', challenge: 'Bearer realm="scim"' },
 *   toPrincipal: (user) => ({ id: (user as { sub: string }).sub }),
 * });
 * ```
 */
export function passportAuth<P extends Principal = Principal>(
  strategy: PassportStrategy,
  options: PassportAuthOptions<P>,
): Authorizer<P> {
  checkStrategy(strategy);
  checkOptionNames('passportAuth', options, ['scheme', 'toPrincipal', 'authorize']);
  const { scheme, toPrincipal, authorize = () => true } = options;
  checkScheme('passportAuth', scheme);
  checkFunction('passportAuth', 'toPrincipal', toPrincipal);
  checkFunction('passportAuth', 'authorize', authorize);

  return {
    schemes: [Object.freeze({ ...scheme })],
    authorize,
    authenticate: async (request) => {
      const user = await runStrategy(strategy, request);
      if (user === undefined || user === null || user === false) return undefined;
      return verifiedPrincipal(await toPrincipal(user), 'passportAuth: toPrincipal');
    },
  };
}

function checkStrategy(strategy: unknown): void {
  const isStrategy = typeof strategy === 'object' && strategy !== null && 'authenticate' in strategy;
  if (!isStrategy) throw new TypeError('passportAuth: strategy must be a Passport strategy, such as new JwtStrategy()');
  checkFunction('passportAuth', 'strategy.authenticate', strategy.authenticate);
}
