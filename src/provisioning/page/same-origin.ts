import type { IncomingMessage } from 'node:http';

/**
 * Whether a form was sent from the page itself. Browsers say where a request comes from, and let no page say otherwise:
 * in `Sec-Fetch-Site` where the connection is secure, in `Origin` always (Fetch standard). What says neither is refused.
 */
export function isSameOrigin({ headers }: Pick<IncomingMessage, 'headers'>, ownOrigin: string | undefined): boolean {
  const site = headers['sec-fetch-site'];
  const { origin } = headers;
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin !== undefined) return ownOrigin === undefined ? hostOf(origin) === headers.host?.toLowerCase() : origin === ownOrigin;
  return site === 'same-origin';
}

/** The scheme is left out: a proxy may end TLS without telling. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) && origin !== 'null' ? origin.toLowerCase().replace(/^https?:\/\//, '') : undefined;
}
