import type { Principal } from '../store/context';
import type { AuthenticationScheme, Authorizer } from './authorizer';

/**
 * Several schemes side by side: a request is authenticated by the first authorizer that accepts it, and that one is
 * asked what its principal may do. `WWW-Authenticate` names all of them (RFC 9110 §11.6.1).
 *
 * @throws TypeError when there is no authorizer, or one without `schemes`, `authenticate` and `authorize`.
 *
 * @example
 * ```ts
 * const authz = anyOf(staticBearer(token, { principal: { id: 'entra' } }), basicAuth(verifyPassword));
 * ```
 */
export function anyOf<P extends Principal = Principal>(...authorizers: readonly Authorizer<P>[]): Authorizer<P> {
  if (authorizers.length === 0) throw new TypeError('anyOf: give at least one authorizer');
  for (const authorizer of authorizers) checkAuthorizer(authorizer);
  const owners = new WeakMap<P, Authorizer<P>>();

  return {
    schemes: mergeSchemes(authorizers),
    authenticate: async (request) => {
      for (const authorizer of authorizers) {
        const principal = await authorizer.authenticate(request);
        if (principal !== undefined) return claim(owners, principal, authorizer);
      }
      return undefined;
    },
    authorize: (access) => owners.get(access.context.principal)?.authorize(access) ?? false,
  };
}

/** Remembers who authenticated a principal; two authorizers that return the same object get one each. */
function claim<P extends Principal>(owners: WeakMap<P, Authorizer<P>>, principal: P, authorizer: Authorizer<P>): P {
  const owner = owners.get(principal) ?? authorizer;
  const own = owner === authorizer ? principal : { ...principal };
  owners.set(own, authorizer);
  return own;
}

/** Each scheme once, and at most one of them primary (RFC 7643 §5). */
function mergeSchemes(authorizers: readonly Pick<Authorizer, 'schemes'>[]): readonly AuthenticationScheme[] {
  const schemes = new Map<string, AuthenticationScheme>();
  for (const scheme of authorizers.flatMap((authorizer) => authorizer.schemes)) {
    const key = JSON.stringify([scheme.type, scheme.name, scheme.challenge]);
    if (!schemes.has(key)) schemes.set(key, scheme);
  }
  const merged = [...schemes.values()];
  const primary = merged.find((scheme) => scheme.primary === true);
  const isSecond = (scheme: AuthenticationScheme) => scheme.primary === true && scheme !== primary;
  return merged.map((scheme) => (isSecond(scheme) ? { ...scheme, primary: false } : scheme));
}

function checkAuthorizer(authorizer: unknown): void {
  const { schemes, authenticate, authorize } = (authorizer ?? {}) as Partial<Authorizer<never>>;
  const isComplete = Array.isArray(schemes) && typeof authenticate === 'function' && typeof authorize === 'function';
  if (!isComplete) throw new TypeError('anyOf: an authorizer has schemes, authenticate and authorize');
}
