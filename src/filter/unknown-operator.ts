import { InvalidFilterError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { foldName } from '../schema/attribute-name';
import type { FilterDialect } from './dialect';
import { quoted } from './quoted';
import type { Token } from './token';

/** What other query languages write for the operators of RFC 7644 §3.4.2.2; two letters are too few to guess from. */
const foreign: ReadonlyMap<string, string> = new Map([
  ['=', 'eq'],
  ['==', 'eq'],
  ['===', 'eq'],
  ['is', 'eq'],
  ['equals', 'eq'],
  ['!=', 'ne'],
  ['<>', 'ne'],
  ['neq', 'ne'],
  ['contains', 'co'],
  ['like', 'co'],
  ['startswith', 'sw'],
  ['endswith', 'ew'],
  ['present', 'pr'],
  ['exists', 'pr'],
  ['>', 'gt'],
  ['>=', 'ge'],
  ['gte', 'ge'],
  ['<', 'lt'],
  ['<=', 'le'],
  ['lte', 'le'],
]);

/** The refusal of an operator, by its name (RFC 7644 §3.4.2.2). */
export function unknownOperator({ text, position }: Token, { operators }: FilterDialect): InvalidFilterError {
  const suggestion = foreign.get(foldName(text));
  const names = [...operators.keys(), 'pr'];
  const advice = suggestion === undefined ? detail`use one of ${names.join(', ')}` : detail`did you mean "${suggestion}"?`;
  return new InvalidFilterError(detail`The operator ${quoted(text)} at ${position} is not supported; ${advice}`);
}
