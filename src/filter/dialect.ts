import type { Attribute, AttributeType } from '../schema/attribute';
import type { ComparisonOperator, FilterValue } from './ast';
import { fitLiteral } from './fit-literal';
import type { LiteralSyntax } from './syntax';

/** What an operator of a dialect stands for. */
export interface OperatorRule {
  readonly comparison: ComparisonOperator;
  /** Whether letter case counts: as the attribute says, always, or never. */
  readonly letterCase: 'attribute' | 'exact' | 'ignored';
}

/** What a backslash does in a string. */
export interface EscapeRules {
  /** Meaning by the character after the backslash. */
  readonly characters: ReadonlyMap<string, string>;
  /** Whether `\u00e9` is one character. */
  readonly unicode: boolean;
  /** A backslash before anything else: an error, or the character itself. */
  readonly others: 'refuse' | 'literal';
}

/**
 * One way to write filters, and what its operators mean. Lexer, parser and resolver are the same for all dialects;
 * whatever they may differ in is here.
 *
 * @example
 * ```ts
 * const relaxed: FilterDialect = { ...rfcDialect, bareValues: true, bareNot: true };
 * parseFilter('not userName sw b', User, { dialect: relaxed });
 * ```
 */
export interface FilterDialect {
  /** The characters that separate tokens. */
  readonly spaces: string;
  /** Closing quote of a string by its opening quote. */
  readonly quotes: ReadonlyMap<string, string>;
  readonly escapes: EscapeRules;
  /** Whether a word that is no JSON literal is text: `userName eq bjensen`. */
  readonly bareValues: boolean;
  /** Whether `not` may stand without parentheses: `not title pr`. */
  readonly bareNot: boolean;
  /** What one name of a path looks like; must need linear time only. */
  readonly namePattern: RegExp;
  /** How many names a path may have. */
  readonly maxNames: number;
  /** Operators by their name in lower case; `pr` belongs to the grammar. */
  readonly operators: ReadonlyMap<string, OperatorRule>;
  /** The comparisons that make sense for a type; others are refused. */
  readonly supported: Readonly<Record<AttributeType, readonly ComparisonOperator[]>>;
  /**
   * The literal as a value of the attribute, or as what an operator looks for in its text; `undefined` when it does not
   * fit. Never asked about `null`.
   */
  readonly fit: (attribute: Attribute, literal: LiteralSyntax, operator: ComparisonOperator) => FilterValue | undefined;
  /** Whether an attribute without a value is different (`ne`) from every value. */
  readonly unassignedDiffers: boolean;
  /** Whether an attribute of an extension may stand without its URN: `manager.value`. Default `false`. */
  readonly unprefixedExtensions?: boolean;
  /** Whether a single-valued complex attribute stands for its `value`: `manager eq "id"`. Default `false`. */
  readonly complexIsValue?: boolean;
  /** Whether brackets stand for the `value` of what they select: `emails[type eq "work"] eq "x"`. Default `false`. */
  readonly valuePathIsValue?: boolean;
  /**
   * Whether a condition behind brackets is one more inside them: `emails[type eq "work"].value eq "x"`. Default `false`.
   */
  readonly conditionBehindBrackets?: boolean;
  /**
   * Whether there may be brackets in the brackets behind a relation: `account[emails[type eq "work"]]`. Default `false`.
   */
  readonly nestedBrackets?: boolean;
  /** What an empty filter is: a mistake (`refused`, default), or one that everything satisfies. */
  readonly emptyFilter?: 'refused' | 'everything';
}

const equality = ['eq', 'ne'] as const;
const substring = ['co', 'sw', 'ew'] as const;
const order = ['gt', 'ge', 'lt', 'le'] as const;

function operatorByAttribute(name: ComparisonOperator): readonly [string, OperatorRule] {
  return [name, { comparison: name, letterCase: 'attribute' }];
}

const jsonEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * Filters as RFC 7644 §3.4.2.2 writes them, errata included.
 *
 * `$` is not in the grammar but in `$ref`, an attribute of RFC 7643 §2.4. `ne` being the opposite of `eq`, it is true
 * where there is no value; the RFC is silent.
 */
export const rfcDialect: FilterDialect = Object.freeze<FilterDialect>({
  spaces: ' ',
  quotes: new Map([['"', '"']]),
  escapes: Object.freeze({ characters: jsonEscapes, unicode: true, others: 'refuse' }),
  bareValues: false,
  bareNot: false,
  namePattern: /^\$?[A-Za-z][A-Za-z0-9_$-]*$/,
  maxNames: 2,
  operators: new Map([...equality, ...substring, ...order].map(operatorByAttribute)),
  supported: Object.freeze({
    string: [...equality, ...substring, ...order],
    reference: [...equality, ...substring, ...order],
    binary: [...equality, ...substring],
    boolean: equality,
    integer: [...equality, ...order],
    decimal: [...equality, ...order],
    dateTime: [...equality, ...order],
    complex: [],
  }),
  fit: fitLiteral,
  unassignedDiffers: true,
});
