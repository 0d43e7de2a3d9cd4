import type { Attribute } from './attribute';
import { parseDateTime } from './date-time';
import { parseLocalDateTime } from './local-date-time';
import { mapWidth } from './precis/width-mapping';
import { printedValue } from './undeclared-members';

/** What values are compared by: strings by `compareText`, numbers and booleans by their own order. */
export type ComparisonKey = string | number | boolean;

/**
 * The one case-insensitive form of a text, for every store (RFC 7643 §7, `caseExact`), by the PRECIS rules for
 * comparing user names: width, composition, letter case (RFC 7644 §5, §7.8, RFC 8265 §3.3). Both Greek small letters
 * sigma are one, because which of them a capital becomes depends on where the text ends.
 */
export function fold(text: string): string {
  return mapWidth(text).normalize('NFC').toLowerCase().replaceAll('\u03c2', '\u03c3');
}

/**
 * The key by which one value of an attribute is compared, filtered and sorted (RFC 7644 §3.4.2.2).
 *
 * Strings are folded unless the attribute is case exact; a dateTime becomes milliseconds since 1970. `undefined` for a
 * value that is not of the attribute's type, and for complex values.
 */
export function comparable(attribute: Attribute, value: unknown): ComparisonKey | undefined {
  if (!attribute.isDeclared) return undeclaredKey(value);
  switch (attribute.type) {
    case 'string':
    case 'reference':
    case 'binary':
      if (typeof value !== 'string') return undefined;
      return attribute.caseExact ? value : fold(value);
    case 'dateTime':
      if (attribute.isLocalTime) return parseLocalDateTime(value);
      return typeof value === 'string' ? parseDateTime(value) : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'decimal':
    case 'integer':
      return typeof value === 'number' ? value : undefined;
    case 'complex':
      return undefined;
  }
}

function undeclaredKey(value: unknown): string | undefined {
  const printed = printedValue(value);
  return printed === undefined ? undefined : fold(printed);
}

/**
 * Orders texts by Unicode code point, which is the order of their UTF-8 bytes and of a database's `COLLATE "C"`.
 * The `<` of JavaScript differs: it puts U+10000 and above before U+E000.
 */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

/** Moves surrogates, which stand for code points above U+FFFF, behind the other code units. */
function codePointRank(codeUnit: number): number {
  if (codeUnit < 0xd800) return codeUnit;
  return codeUnit < 0xe000 ? codeUnit + 0x2000 : codeUnit - 0x800;
}
