import type { AuthenticationScheme } from '../authorization/authorizer';
import type { OpenApiObject } from './open-api-object';

/** The authentication schemes of ServiceProviderConfig (RFC 7643 §5), and that any one of them will do. */
export interface Security {
  readonly schemes: OpenApiObject;
  readonly requirements: readonly OpenApiObject[];
}

/** What OpenAPI calls the schemes of RFC 7643 §5: the names under which HTTP knows them. */
const httpSchemes: Readonly<Record<string, string>> = Object.freeze({
  oauth: 'bearer',
  oauth2: 'bearer',
  oauthbearertoken: 'bearer',
  httpbasic: 'basic',
  httpdigest: 'digest',
});

/** Two schemes of one kind are one to clients: they send the same header. */
export function securityOf(schemes: readonly AuthenticationScheme[]): Security {
  const known = new Map<string, OpenApiObject>();
  for (const { type, challenge, description } of schemes) {
    const scheme = httpSchemes[type] ?? (challenge.split(' ', 1)[0] ?? '').toLowerCase();
    if (scheme !== '' && !known.has(scheme)) known.set(scheme, { type: 'http', scheme, description });
  }
  return { schemes: Object.fromEntries(known), requirements: [...known.keys()].map((name) => ({ [name]: [] })) };
}
