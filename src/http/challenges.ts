import type { IncomingMessage } from 'node:http';

import type { AuthenticationScheme } from '../authorization/authorizer';

type BearerError = 'invalid_token' | 'insufficient_scope';

/** The values of `WWW-Authenticate`, one for each scheme; Bearer says what was wrong with a token (RFC 6750 §3). */
export function challengesFor(schemes: readonly AuthenticationScheme[], request: IncomingMessage, error: BearerError): readonly string[] {
  const hasToken = presentsBearer(request);
  return schemes.map(({ challenge }) => (hasToken && isBearer(challenge) ? `${challenge}, error="${error}"` : challenge));
}

/** The challenges of a refusal to somebody who is known: Bearer only, as others have no word for it (RFC 6750 §3.1). */
export function scopeChallenges(schemes: readonly AuthenticationScheme[], request: IncomingMessage): readonly string[] {
  return presentsBearer(request) ? challengesFor(schemes, request, 'insufficient_scope').filter(isBearer) : [];
}

function presentsBearer({ headers: { authorization = '' } }: IncomingMessage): boolean {
  return isBearer(authorization.slice(0, 7));
}

function isBearer(text: string): boolean {
  return /^bearer /i.test(text);
}
