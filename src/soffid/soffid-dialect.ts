import type { EscapeRules, FilterDialect, OperatorRule } from '../filter/dialect';
import { rfcDialect } from '../filter/dialect';
import { fitSoffidLiteral } from './fit-soffid-literal';

/** A backslash makes any character itself, but for those that stand for a control character. */
const escapes: EscapeRules = Object.freeze({
  characters: new Map([
    ['n', '\n'],
    ['r', '\r'],
    ['t', '\t'],
    ['0', '\0'],
  ]),
  unicode: false,
  others: 'literal',
});

const operators: ReadonlyMap<string, OperatorRule> = new Map<string, OperatorRule>([
  ['eq', { comparison: 'eq', letterCase: 'exact' }],
  ['eq_ci', { comparison: 'eq', letterCase: 'ignored' }],
  ['ne', { comparison: 'ne', letterCase: 'exact' }],
  ['co', { comparison: 'co', letterCase: 'ignored' }],
  ['sw', { comparison: 'sw', letterCase: 'ignored' }],
  ['ew', { comparison: 'ew', letterCase: 'ignored' }],
  ['gt', { comparison: 'gt', letterCase: 'exact' }],
  ['ge', { comparison: 'ge', letterCase: 'exact' }],
  ['lt', { comparison: 'lt', letterCase: 'exact' }],
  ['le', { comparison: 'le', letterCase: 'exact' }],
]);

const equality = ['eq', 'ne'] as const;
const printed = [...equality, 'co', 'sw', 'ew'] as const;
const everything = [...printed, 'gt', 'ge', 'lt', 'le'] as const;

/**
 * Filters as Soffid writes them: text in quotes of any kind or in none, `not` without parentheses, paths that lead from
 * one object to another, `eq_ci`, and parts looked for in whatever is printed. All of RFC 7644 §3.4.2.2 reads, too.
 *
 * Where the meaning differs: `eq` and `ne` always count letter case, and `ne` is false where there is no value.
 */
export const soffidDialect: FilterDialect = Object.freeze<FilterDialect>({
  ...rfcDialect,
  spaces: ' \t\r\n',
  quotes: new Map([
    ['"', '"'],
    ["'", "'"],
    ['\u201c', '\u201d'],
    ['\u201d', '\u201d'],
    ['\u2018', '\u2019'],
  ]),
  escapes,
  bareValues: true,
  bareNot: true,
  namePattern: /^[$A-Za-z_][A-Za-z0-9_$-]*$/,
  maxNames: 8,
  operators,
  supported: Object.freeze({
    string: everything,
    reference: everything,
    binary: printed,
    boolean: equality,
    integer: everything,
    decimal: everything,
    dateTime: everything,
    complex: [],
  }),
  fit: fitSoffidLiteral,
  unassignedDiffers: false,
  nestedBrackets: true,
  emptyFilter: 'everything',
});
