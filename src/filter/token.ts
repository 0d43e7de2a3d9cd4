import type { DetailValue } from '../errors/detail';
import { detail } from '../errors/detail';
import { quoted } from './quoted';

/** The brackets of the grammar. */
export type Bracket = '(' | ')' | '[' | ']';

/**
 * A piece of a filter. Names, operators and unquoted literals are all words: only the parser can tell them apart.
 *
 * `text` is what is meant: a string has neither quotes nor escapes any more. Positions count from 1.
 */
export interface Token {
  readonly kind: 'word' | 'string' | 'end' | Bracket;
  readonly text: string;
  readonly position: number;
}

/** What a message says was found. */
export function describeToken(token: Token, subject: 'filter' | 'path'): DetailValue {
  if (token.kind !== 'end') return quoted(token.text);
  return subject === 'filter' ? detail`the end of the filter` : detail`the end of the path`;
}
