import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import type { Authorizer } from '../../authorization/authorizer';
import { bearerAuth } from '../../authorization/bearer-auth';
import type { MountedRequest } from '../../http/base-url';
import type { Principal } from '../../store/context';
import type { IdentityProviders } from '../settings/identity-providers';
import type { ProviderState, TokenRecord } from '../settings/provider-state';
import { slots } from '../settings/provider-state';
import { hashOf, isToken } from './token';
import type { TokenAccess } from './token-access';
import { covers } from './token-access';
import { expiryWarning } from './expiry-warning';
import type { UsageCounter } from './usage-counter';

/** The identity provider that a token belongs to, as the requests with it know it. */
export interface ProvisioningPrincipal extends Principal {
  /** Id of the identity provider. */
  readonly id: string;
  /** Name of the identity provider. */
  readonly name: string;
  readonly tenant: string | undefined;
  /** Id of the token. */
  readonly token: string;
  readonly access: TokenAccess;
}

export interface AuthorizerParts {
  readonly providers: IdentityProviders;
  readonly usage: UsageCounter;
  /** The tenant that a request names elsewhere than in its token, such as in its URL. */
  readonly tenantOf: ((request: MountedRequest) => string | undefined) | undefined;
  readonly now: () => Date;
  readonly warn: (state: ProviderState, token: TokenRecord) => Promise<void>;
}

/**
 * Lets the tokens in that the page has given out (RFC 6750 §2.1): from the `Authorization` header only, asked of the
 * store at every request, so that a token that is revoked anywhere is refused from the next request on.
 */
export function provisioningAuthorizer(parts: AuthorizerParts): Authorizer<ProvisioningPrincipal> {
  return bearerAuth<ProvisioningPrincipal>((token, request) => verify(parts, token, request), {
    authorize: ({ operation, type, context }) => covers(context.principal.access, type.name, operation),
  });
}

async function verify(parts: AuthorizerParts, token: string, request: IncomingMessage): Promise<ProvisioningPrincipal | undefined> {
  if (!isToken(token)) return undefined;
  const hash = hashOf(token);
  const state = await parts.providers.byTokenHash(hash);
  const record = state && slots.map((slot) => state.tokens[slot]).find((each) => each !== undefined && isSame(each.hash, hash));
  if (state?.id === undefined || record === undefined || !state.enabled) return undefined;
  const now = parts.now();
  if (record.expires <= now) return undefined;
  const named = parts.tenantOf?.(request);
  if (named !== undefined && named !== state.tenant) return undefined;
  parts.usage.record({ id: record.id, warning: expiryWarning(record, now), onWarning: () => parts.warn(state, record) });
  return { id: state.id, name: state.name, tenant: state.tenant, token: record.id, access: record.access };
}

function isSame(stored: string, given: string): boolean {
  const [left, right] = [Buffer.from(stored), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}
