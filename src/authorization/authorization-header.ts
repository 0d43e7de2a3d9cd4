import type { IncomingMessage } from 'node:http';

/** Longest `Authorization` field that is looked at, in characters. */
const maximumLength = 8192;

/**
 * The one `Authorization` field of a request (RFC 9110 §11.6.2); `undefined` when there is none, more than one, or one
 * of more than 8 KiB.
 */
export function authorizationHeader(request: IncomingMessage): string | undefined {
  const value = request.headers.authorization;
  if (value === undefined || value.length > maximumLength || isRepeated(request.rawHeaders)) return undefined;
  return value;
}

/** Node.js keeps the first of several `Authorization` fields; a proxy in front may have checked the last. */
function isRepeated(rawHeaders: readonly string[]): boolean {
  const names = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'authorization');
  return names.length > 1;
}
