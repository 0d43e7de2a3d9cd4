import type { Comparison, ComparisonOperator, Filter, ValuePath } from '../filter/ast';
import { type FilterVisitor, visitFilter } from '../filter/visit';
import type { Attribute, AttributePath } from '../schema/attribute';
import { comparable, type ComparisonKey, compareText, fold } from '../schema/comparable';
import { printedValue } from '../schema/undeclared-members';
import { createElementReader, createReader, type EvaluationContext, type Reader } from './read-values';
import type { StoredResource } from './stored-resource';

export { type EvaluationContext, valuesAt } from './read-values';

type Predicate<T> = (subject: T) => boolean;

/**
 * Compiles a filter once, to be asked about many resources (RFC 7644 §3.4.2.2).
 *
 * This is the meaning of a filter that every store has to agree with.
 */
export function createPredicate(filter: Filter, context: EvaluationContext): Predicate<StoredResource> {
  return compile(filter, (path) => createReader(path, context));
}

/** The same for the filter in brackets, asked about one value of `attribute` (RFC 7644 §3.5.2). */
export function createElementPredicate(attribute: Attribute, filter: Filter): Predicate<unknown> {
  return compile(filter, (path) => createElementReader(path, attribute));
}

function compile<T>(filter: Filter, read: (path: AttributePath) => Reader<T>): Predicate<T> {
  const visitor: FilterVisitor<Predicate<T>> = {
    comparison: (node) => compileComparison(node, read(node.path)),
    present: ({ path }) => compilePresent(read(path)),
    and: ({ operands }) => {
      const predicates = operands.map((operand) => visitFilter(operand, visitor));
      return (subject) => predicates.every((predicate) => predicate(subject));
    },
    or: ({ operands }) => {
      const predicates = operands.map((operand) => visitFilter(operand, visitor));
      return (subject) => predicates.some((predicate) => predicate(subject));
    },
    not: ({ operand }) => {
      const predicate = visitFilter(operand, visitor);
      return (subject) => !predicate(subject);
    },
    valuePath: (node) => compileValuePath(node, read({ attribute: node.attribute })),
  };
  return visitFilter(filter, visitor);
}

/** One value satisfies the whole inner filter (RFC 7644 §3.4.2.2). */
function compileValuePath<T>({ attribute, filter }: ValuePath, read: Reader<T>): Predicate<T> {
  const predicate = createElementPredicate(attribute, filter);
  return (subject) => read(subject).some((element) => predicate(element));
}

/** `pr`: any value that is not empty; false and 0 are values (RFC 7644 §3.4.2.2). */
function compilePresent<T>(read: Reader<T>): Predicate<T> {
  return (subject) => read(subject).some(isPresent);
}

function isPresent(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** Any value satisfies the comparison; `ne` also when there is none (RFC 7644 §3.4.2.2). */
function compileComparison<T>(node: Comparison, read: Reader<T>): Predicate<T> {
  if (node.value === null) return compileUnassigned(node, read);

  const attribute = node.path.subAttribute ?? node.path.attribute;
  const toKey = keyFor(attribute, node.caseExact);
  const expected = toKey(node.value);
  if (expected === undefined) return () => node.operator === 'ne';

  const matches = tests[node.operator](expected);
  const keys = (subject: T): readonly ComparisonKey[] => {
    const values = read(subject);
    return values.map((value) => toKey(value ?? absent(attribute))).filter((key) => key !== undefined);
  };
  if (node.operator !== 'ne') return (subject) => keys(subject).some(matches);
  return (subject) => {
    const found = keys(subject);
    return found.length === 0 || found.some(matches);
  };
}

/** `eq null` is "has no value", `ne null` is `pr` (RFC 7643 §2.5). */
function compileUnassigned<T>({ operator }: Comparison, read: Reader<T>): Predicate<T> {
  const present = compilePresent(read);
  return operator === 'ne' ? present : (subject) => !present(subject);
}

/** The filter decides whether letter case counts; in everything else the schema does. */
function keyFor(attribute: Attribute, caseExact: boolean): (value: unknown) => ComparisonKey | undefined {
  const isText = attribute.type === 'string' || attribute.type === 'reference' || attribute.type === 'binary';
  if (!isText) return (value) => comparable(attribute, value);
  const toKey = caseExact ? (text: string): string => text : fold;
  if (!attribute.isDeclared) return (value) => keyOfPrinted(value, toKey);
  return (value) => (typeof value === 'string' ? toKey(value) : undefined);
}

function keyOfPrinted(value: unknown, toKey: (text: string) => string): string | undefined {
  const printed = printedValue(value);
  return printed === undefined ? undefined : toKey(printed);
}

/** A value that does not say whether it is primary is not (RFC 7643 §2.4). */
function absent({ name, type, parent }: Attribute): false | undefined {
  return name === 'primary' && type === 'boolean' && parent?.multiValued === true ? false : undefined;
}

type Test = (expected: ComparisonKey) => (key: ComparisonKey) => boolean;

/** Table 3 of RFC 7644 §3.4.2.2, for keys of one type. */
const tests: Readonly<Record<ComparisonOperator, Test>> = Object.freeze({
  eq: (expected) => (key) => key === expected,
  ne: (expected) => (key) => key !== expected,
  co: (expected) => (key) => String(key).includes(String(expected)),
  sw: (expected) => (key) => String(key).startsWith(String(expected)),
  ew: (expected) => (key) => String(key).endsWith(String(expected)),
  gt: (expected) => (key) => compareKeys(key, expected) > 0,
  ge: (expected) => (key) => compareKeys(key, expected) >= 0,
  lt: (expected) => (key) => compareKeys(key, expected) < 0,
  le: (expected) => (key) => compareKeys(key, expected) <= 0,
});

function compareKeys(a: ComparisonKey, b: ComparisonKey): number {
  return typeof a === 'string' && typeof b === 'string' ? compareText(a, b) : Number(a) - Number(b);
}
