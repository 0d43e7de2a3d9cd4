import type { Detail } from '../../errors/detail';
import { detail } from '../../errors/detail';
import { findDisallowed } from './string-classes';

const otherSpace = /\p{Zs}/gu;

/**
 * The form in which passwords are checked, hashed and compared: spaces of any kind are U+0020, characters are composed;
 * letter case and width count (RFC 8265 §4.2, profile OpaqueString).
 */
export function prepareOpaqueString(text: string): string {
  return text.replace(otherSpace, ' ').normalize('NFC');
}

/**
 * What keeps a prepared text from being a password, in words that follow its name; `undefined` for nothing
 * (RFC 8265 §4.2.1).
 */
export function opaqueStringFault(text: string): Detail | undefined {
  if (text === '') return detail`must not be empty`;
  const disallowed = findDisallowed(text, 'freeform');
  return disallowed === undefined ? undefined : detail`must not contain ${disallowed} (RFC 8265 §4.2)`;
}
