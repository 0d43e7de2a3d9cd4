import { InvalidFilterError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { EscapeRules } from './dialect';
import { quoted } from './quoted';

interface Escape {
  readonly text: string;
  /** Offset of the first character after it. */
  readonly end: number;
}

/** A string literal, read. */
export interface StringLiteral {
  readonly text: string;
  /** Offset of the first character after the closing quote. */
  readonly end: number;
}

interface StringSource {
  readonly source: string;
  /** Offset of the opening quote. */
  readonly start: number;
  readonly closingQuote: string;
  readonly escapes: EscapeRules;
}

/**
 * `string` of RFC 8259 §7, or what the dialect makes of it.
 *
 * Characters that no JSON text and no database text column can hold are refused: control characters, lone surrogates
 * and, also when escaped, U+0000.
 */
export function readString({ source, start, closingQuote, escapes }: StringSource): StringLiteral {
  let text = '';
  let copied = start + 1;
  for (let at = copied; at < source.length; ) {
    const character = source.charAt(at);
    if (character === closingQuote) {
      text += source.slice(copied, at);
      return { text: assertText(text, start), end: at + 1 };
    }
    if (character < ' ') throw new InvalidFilterError(detail`Unescaped control character in the string at ${at + 1}`);
    if (character !== '\\') {
      at += 1;
      continue;
    }
    const escape = readEscape(source, at, escapes);
    text += source.slice(copied, at) + escape.text;
    copied = escape.end;
    at = escape.end;
  }
  throw new InvalidFilterError(detail`The string that begins at ${start + 1} has no closing quote`);
}

function readEscape(source: string, at: number, escapes: EscapeRules): Escape {
  const character = source.charAt(at + 1);
  const known = escapes.characters.get(character);
  if (known !== undefined) return { text: known, end: at + 2 };

  const digits = source.slice(at + 2, at + 6);
  if (escapes.unicode && character === 'u' && /^[0-9A-Fa-f]{4}$/.test(digits)) {
    return { text: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 6 };
  }
  if (escapes.others === 'literal' && character >= ' ') return { text: character, end: at + 2 };
  throw new InvalidFilterError(detail`Invalid escape ${quoted(`\\${character}`)} in the string at ${at + 1}`);
}

function assertText(text: string, start: number): string {
  if (text.includes('\0')) throw new InvalidFilterError(detail`The string at ${start + 1} contains U+0000`);
  if (/\p{Surrogate}/u.test(text)) throw new InvalidFilterError(detail`The string at ${start + 1} is not valid Unicode`);
  return text;
}
