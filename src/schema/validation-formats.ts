import { parseDateTime } from './date-time';
import { isLocalDateTime } from './local-date-time';
import { strictFormats } from './strict-formats';

const NUL_OR_SURROGATE = /[\0\p{Surrogate}]/u;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const URI_CHARACTERS = /^(?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*$/;
/** Brackets hold an IP literal and nothing else (RFC 3986 §3.2.2). */
const AUTHORITY = /^(?:[^@[\]]*@)?(?:\[[0-9A-Za-z._~!$&'()*+,;=:-]+\](?::[0-9]*)?|[^[\]]*)$/;
const SCHEME_AND_AUTHORITY = /^(?:[^:/?#]+:)?(?:\/\/([^/?#]*))?/;

/** Text that UTF-8 can carry and a database can keep: no NUL, no half of a surrogate pair (RFC 7643 §2.3.1). */
export function isStorableText(text: string): boolean {
  return !NUL_OR_SURROGATE.test(text);
}

/** Base64 of RFC 4648 §4, with or without its padding (RFC 7643 §2.3.6). */
export function isBase64(text: string): boolean {
  if (!BASE64.test(text)) return false;
  const padding = text.length - text.replace(/=+$/, '').length;
  return padding === 0 ? text.length % 4 !== 1 : text.length % 4 === 0;
}

/** A URI or a relative reference (RFC 3986 §4.1, RFC 7643 §2.3.7). */
export function isUriReference(text: string): boolean {
  if (!URI_CHARACTERS.test(text)) return false;
  const [beginning = '', authority = ''] = SCHEME_AND_AUTHORITY.exec(text) ?? [];
  if (!AUTHORITY.test(authority)) return false;
  const path = text.slice(beginning.length);
  if (/[[\]]/.test(path) || path.indexOf('#') !== path.lastIndexOf('#')) return false;
  const scheme = schemeOf(text);
  return scheme === undefined || SCHEME.test(scheme);
}

/** A URI with its scheme (RFC 3986 §3). */
export function isUri(text: string): boolean {
  return isUriReference(text) && schemeOf(text) !== undefined;
}

/** What stands before the first colon, unless a slash, a question mark or a hash comes first. */
function schemeOf(text: string): string | undefined {
  const end = text.search(/[:/?#]/);
  return text[end] === ':' ? text.slice(0, end) : undefined;
}

/** The formats that validation schemas use beside those of ajv-formats; they win over formats of the same name. */
export const validationFormats = Object.freeze({
  ...strictFormats,
  text: isStorableText,
  base64: isBase64,
  uri: isUri,
  'uri-reference': isUriReference,
  'date-time': (text: string) => parseDateTime(text) !== undefined,
  'local-date-time': isLocalDateTime,
});
