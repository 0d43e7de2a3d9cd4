import type { Detail } from '../../errors/detail';
import { detail } from '../../errors/detail';
import { hasOneDirection } from './bidi-rule';
import { findDisallowed } from './string-classes';
import { mapWidth } from './width-mapping';

/** Where one part of a user name ends and the next begins: `Barbara Jensen`, `bjensen@example.com`. */
const partSeparator = /[ @]/;

/**
 * What keeps a text from being a user name, in words that follow its name; `undefined` for nothing (RFC 8265 §3.3,
 * profile UsernameCaseMapped).
 *
 * The form that is compared is checked, so that letter case, width and composition do not count; the text itself is
 * kept as it is written. Parts are separated by single spaces (§3.1); the Bidi Rule is asked of each part, and of what
 * stands before and behind an `@` (§3.5).
 */
export function usernameFault(text: string): Detail | undefined {
  const mapped = mapWidth(text).normalize('NFC').toLowerCase();
  const words = mapped.split(' ');
  if (words.includes('')) return detail`must not begin or end with a space, nor have two in a row (RFC 8265 §3.1)`;
  const disallowed = words.map((word) => findDisallowed(word, 'identifier')).find((found) => found !== undefined);
  if (disallowed !== undefined) {
    return detail`must not contain ${disallowed}: user names have letters, digits and visible ASCII characters (RFC 8265 §3.3)`;
  }
  if (mapped.split(partSeparator).every(hasOneDirection)) return undefined;
  return detail`must not mix text written from left to right with text written from right to left (RFC 5893 §2)`;
}
