import type { Comparison, ComparisonOperator, FilterValue } from '../filter/ast';
import type { Attribute } from '../schema/attribute';
import { comparable, fold } from '../schema/comparable';
import type { Bindings } from './bindings';
import { foldExpression } from './fold-expression';

/** One value as SQL expressions; null when there is none. */
export interface Operand {
  readonly attribute: Attribute;
  readonly kind: 'text' | 'number' | 'boolean';
  /** In the form that comparisons see: folded unless the attribute is case exact. Text for text and booleans. */
  readonly key: string;
  /** As stored, for comparisons of text that count letter case where the attribute does not. */
  readonly shown: string;
}

const SYMBOLS: Readonly<Record<ComparisonOperator, string>> = Object.freeze({
  eq: '=',
  ne: '<>',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
  co: 'like',
  sw: 'like',
  ew: 'like',
});

/** Which kind of SQL value stands for an attribute. */
export function kindOf(attribute: Attribute): Operand['kind'] {
  switch (attribute.type) {
    case 'boolean':
      return 'boolean';
    case 'decimal':
    case 'integer':
    case 'dateTime':
      return 'number';
    default:
      return 'text';
  }
}

/** Null, not false, when there is no value to compare. */
export function compareOperand(operand: Operand, node: Comparison, bindings: Bindings): string {
  switch (operand.kind) {
    case 'text':
      return compareText(operand, node, bindings);
    case 'number':
      if (SYMBOLS[node.operator] === 'like') return comparePrinted(operand, node, bindings);
      if (node.operator === 'eq' && isWhole(operand, node.value)) return `(${operand.key}) collate "C" = ${bindings.bind(String(node.value))}::text`;
      return `(${operand.key})::float8 ${SYMBOLS[node.operator]} ${bindings.bind(numberOf(operand, node))}::float8`;
    case 'boolean':
      return `(${operand.key}) ${SYMBOLS[node.operator]} ${bindings.bind(String(node.value))}::text`;
  }
}

/** A part of what a number or a time looks like; null where there is none. */
function comparePrinted({ shown }: Operand, { operator, value, caseExact }: Comparison, bindings: Bindings): string {
  const text = caseExact ? String(value) : fold(String(value));
  const printed = caseExact ? `(${shown})` : `lower(${shown})`;
  return `${printed} collate "C" like ${bindings.bind(likePattern(operator, text))}::text`;
}

/** Equality with any of several values, by the letter case rule that the attribute is stored by. */
export function compareAmong({ attribute, kind, key }: Operand, values: readonly FilterValue[], bindings: Bindings): string {
  const keys = values.map((value) => comparable(attribute, value));
  switch (kind) {
    case 'number':
      if (values.every((value) => isWhole({ attribute }, value))) return `(${key}) collate "C" = any(${bindings.bind(values.map(String))}::text[])`;
      return `(${key})::float8 = any(${bindings.bind(keys)}::float8[])`;
    case 'boolean':
      return `(${key}) = any(${bindings.bind(keys.map(String))}::text[])`;
    case 'text':
      return `(${key}) collate "C" = any(${bindings.bind(keys)}::text[])`;
  }
}

/** Whether a number is written in one way only, so that an index on its text finds it; -0 is stored as 0. */
function isWhole({ attribute }: Pick<Operand, 'attribute'>, value: FilterValue): boolean {
  return attribute.type === 'integer' && Number.isSafeInteger(value) && !Object.is(value, -0);
}

/** Whether the comparison asks for another letter case rule than the one its attribute is stored by. */
function needsShown({ attribute }: Operand, node: Comparison): boolean {
  return node.caseExact && !attribute.caseExact && attribute.type === 'string';
}

function compareText(operand: Operand, node: Comparison, bindings: Bindings): string {
  const { attribute, key, shown } = operand;
  const value = String(node.value);
  const compare = (expression: string, text: string): string =>
    `(${expression}) collate "C" ${SYMBOLS[node.operator]} ${bindings.bind(likePattern(node.operator, text))}::text`;
  if (needsShown(operand, node)) {
    // The index knows the folded form only; it finds the few rows of which one is exact.
    return node.operator === 'eq'
      ? `(${compare(key, fold(value))} and ${compare(shown, value)})`
      : compare(shown, value);
  }
  if (!attribute.caseExact) return compare(key, fold(value));
  // The one place where SQL folds.
  return node.caseExact ? compare(key, value) : compare(foldExpression(key), fold(value));
}

function numberOf({ attribute }: Operand, { value }: Comparison): unknown {
  return comparable(attribute, value);
}

function likePattern(operator: ComparisonOperator, value: string): string {
  if (operator !== 'co' && operator !== 'sw' && operator !== 'ew') return value;
  const literal = value.replaceAll(/[\\%_]/g, '\\$&');
  return `${operator === 'sw' ? '' : '%'}${literal}${operator === 'ew' ? '' : '%'}`;
}
