import { InvalidFilterError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { FilterDialect } from './dialect';
import { quoted } from './quoted';
import { readString } from './string-literal';
import type { Bracket, Token } from './token';

/**
 * Splits a filter into tokens, the last of which is `end` (RFC 7644 §3.4.2.2). Takes time linear in its length.
 *
 * Throws `InvalidFilterError` for text that is part of no token.
 */
export function tokenize(source: string, dialect: FilterDialect): readonly Token[] {
  const tokens: Token[] = [];
  let at = skipSpaces(source, 0, dialect);
  while (at < source.length) {
    const { token, end } = readToken(source, at, dialect);
    tokens.push(token);
    at = skipSpaces(source, end, dialect);
  }
  tokens.push({ kind: 'end', text: '', position: source.length + 1 });
  return tokens;
}

interface ReadToken {
  readonly token: Token;
  /** Offset of the first character after it. */
  readonly end: number;
}

function readToken(source: string, start: number, dialect: FilterDialect): ReadToken {
  const character = source.charAt(start);
  const position = start + 1;
  if (isBracket(character)) return { token: { kind: character, text: character, position }, end: position };

  const closingQuote = dialect.quotes.get(character);
  if (closingQuote !== undefined) {
    const { text, end } = readString({ source, start, closingQuote, escapes: dialect.escapes });
    assertSeparated(source, end, dialect);
    return { token: { kind: 'string', text, position }, end };
  }

  const end = endOfWord(source, start, dialect);
  if (end === start) throw new InvalidFilterError(detail`Unexpected character ${quoted(character)} at ${position}`);
  assertSeparated(source, end, dialect);
  return { token: { kind: 'word', text: source.slice(start, end), position }, end };
}

function skipSpaces(source: string, start: number, { spaces }: FilterDialect): number {
  let at = start;
  while (at < source.length && spaces.includes(source.charAt(at))) at += 1;
  return at;
}

/** A word is anything visible; where text is always quoted, a quote ends it, so that a forgotten space is noticed. */
function endOfWord(source: string, start: number, { quotes, bareValues }: FilterDialect): number {
  let at = start;
  while (at < source.length) {
    const character = source.charAt(at);
    if (character <= ' ' || character === '\x7f' || isBracket(character)) break;
    if (!bareValues && quotes.has(character)) break;
    at += 1;
  }
  return at;
}

/** Words and strings are separated by spaces; beside a bracket none is needed. */
function assertSeparated(source: string, end: number, { spaces }: FilterDialect): void {
  const next = source.charAt(end);
  if (next === '' || isBracket(next) || spaces.includes(next)) return;
  throw new InvalidFilterError(detail`Expected a space at ${end + 1}, found ${quoted(next)}`);
}

function isBracket(character: string): character is Bracket {
  return character === '(' || character === ')' || character === '[' || character === ']';
}
