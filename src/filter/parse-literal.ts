import { InvalidFilterError } from '../errors/catalog';
import type { Detail } from '../errors/detail';
import { detail } from '../errors/detail';
import type { FilterValue } from './ast';
import type { FilterDialect } from './dialect';
import { quoted } from './quoted';
import type { LiteralSyntax } from './syntax';
import type { Token } from './token';

const keywords: ReadonlyMap<string, FilterValue> = new Map<string, FilterValue>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const numberPattern = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/**
 * compValue = false / null / true / number / string, by the rules of JSON — RFC 7644 §3.4.2.2, Figure 1.
 *
 * Throws `InvalidFilterError`.
 */
export function parseLiteral({ kind, text, position }: Token, dialect: FilterDialect): LiteralSyntax {
  if (kind === 'string') return { value: text, text, quoted: true, position };

  const keyword = keywords.get(text);
  if (keyword !== undefined) return { value: keyword, text, quoted: false, position };
  if (numberPattern.test(text)) return { value: parseNumber(text, position), text, quoted: false, position };
  if (dialect.bareValues && !/\p{Surrogate}/u.test(text)) return { value: text, text, quoted: false, position };

  throw new InvalidFilterError(detail`Expected a value at ${position}, found ${quoted(text)}; ${advice(text)}`);
}

function parseNumber(text: string, position: number): number {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new InvalidFilterError(detail`The number at ${position} is too large`);
  // Minus zero equals zero everywhere but in Object.is.
  return value === 0 ? 0 : value;
}

function advice(text: string): Detail {
  const lowerCase = text.toLowerCase();
  return keywords.has(lowerCase) ? detail`did you mean "${lowerCase}"?` : detail`text needs double quotes`;
}
