/** What a client presents with HTTP Basic. */
export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

/** credentials = "Basic" 1*SP token68 — RFC 7617 §2; the scheme in any case — RFC 9110 §11.1. */
const basicPattern = /^Basic +([A-Za-z0-9+/]+={0,2})$/i;

const controlCharacter = /\p{Cc}/u;

/**
 * user-pass = user-id ":" password — RFC 7617 §2. The first colon ends the user-id, so passwords may contain colons.
 *
 * `undefined` for anything that is not exactly that: another scheme, base64 that is not canonical, text that is not
 * UTF-8, control characters, an empty user-id or an empty password.
 */
export function parseBasicCredentials(header: string): BasicCredentials | undefined {
  const text = decodeText(basicPattern.exec(header)?.[1] ?? '');
  if (text === undefined || controlCharacter.test(text)) return undefined;

  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) return undefined;
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** The `Authorization` field of credentials — RFC 7617 §2. */
export function formatBasicCredentials({ username, password }: BasicCredentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}

function decodeText(base64: string): string | undefined {
  const bytes = Buffer.from(base64, 'base64');
  // Buffer skips what it cannot read; only canonical base64 comes back as it was.
  if (bytes.toString('base64') !== base64) return undefined;
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
}
