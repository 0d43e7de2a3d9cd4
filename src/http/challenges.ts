import type { IncomingMessage } from 'node:http';

import type { AuthenticationScheme } from '../authorization/authorizer';

type BearerError = 'invalid_token' | 'insufficient_scope';

/** The values of `WWW-Authenticate`, one for each scheme; Bearer says what was wrong with a token (RFC 6750 §3). */
export function challengesFor(schemes: readonly AuthenticationScheme[], request: IncomingMessage, error: BearerError): readonly string[] {
  const hasToken = presentsBearer(request);
  return schemes.map(({ challenge }) => (hasToken && isBearer(challenge) ? withError(challenge, error) : challenge));
}

/** The challenges of a refusal to somebody who is known: Bearer only, as others have no word for it (RFC 6750 §3.1). */
export function scopeChallenges(schemes: readonly AuthenticationScheme[], request: IncomingMessage): readonly string[] {
  return presentsBearer(request) ? challengesFor(schemes, request, 'insufficient_scope').filter(isBearer) : [];
}

/** A challenge may be the name of the scheme alone (RFC 9110 §11.3). */
function withError(challenge: string, error: BearerError): string {
  return `${challenge.trimEnd()}${/^bearer *$/i.test(challenge) ? '' : ','} error="${error}"`;
}

function presentsBearer({ headers: { authorization = '' } }: IncomingMessage): boolean {
  return /^bearer /i.test(authorization.slice(0, 7));
}

function isBearer(challenge: string): boolean {
  return /^bearer(?: |$)/i.test(challenge);
}
