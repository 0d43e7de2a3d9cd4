import type { Comparison, ComparisonOperator, Filter, Related, ValuePath } from '../filter/ast';
import { groupEqualities } from '../filter/equalities';
import { type FilterVisitor, visitFilter } from '../filter/visit';
import type { Attribute, AttributePath } from '../schema/attribute';
import { comparable, type ComparisonKey, compareText, fold } from '../schema/comparable';
import { printedValue } from '../schema/undeclared-members';
import { compileRelated } from './evaluate-relation';
import { printedNumber } from './printed-number';
import { createElementReader, createReader, type EvaluationContext, type Reader } from './read-values';
import type { StoredResource } from './stored-resource';

export { type EvaluationContext, type RelatedSource, valuesAt } from './read-values';

type Predicate<T> = (subject: T) => boolean;

/**
 * Compiles a filter once, to be asked about many resources (RFC 7644 §3.4.2.2).
 *
 * This is the meaning of a filter that every store has to agree with.
 */
export function createPredicate(filter: Filter, context: EvaluationContext): Predicate<StoredResource> {
  return compile(filter, {
    read: (path) => createReader(path, context),
    related: (node) => compileRelated(node, context, createPredicate),
  });
}

/** The same for the filter in brackets, asked about one value of `attribute` (RFC 7644 §3.5.2). */
export function createElementPredicate(attribute: Attribute, filter: Filter): Predicate<unknown> {
  return compile(filter, {
    read: (path) => createElementReader(path, attribute),
    related: ({ relation }) => {
      throw new TypeError(`A filter in brackets asks for the relation ${relation.name}, which one value cannot have`);
    },
  });
}

/** What a filter is about: a resource, or a value of one. */
interface Subject<T> {
  readonly read: (path: AttributePath) => Reader<T>;
  readonly related: (node: Related) => Predicate<T>;
}

function compile<T>(filter: Filter, { read, related }: Subject<T>): Predicate<T> {
  const visitor: FilterVisitor<Predicate<T>> = {
    comparison: (node) => compileComparison(node, read(node.path)),
    present: ({ path }) => compilePresent(read(path)),
    and: ({ operands }) => {
      const predicates = operands.map((operand) => visitFilter(operand, visitor));
      return (subject) => predicates.every((predicate) => predicate(subject));
    },
    or: ({ operands }) => {
      const { groups, others } = groupEqualities(operands);
      const lookups = groups.map((group) => compileLookup(group, read(group[0].path)));
      const predicates = [...lookups, ...others.map((operand) => visitFilter(operand, visitor))];
      return (subject) => predicates.some((predicate) => predicate(subject));
    },
    not: ({ operand }) => {
      const predicate = visitFilter(operand, visitor);
      return (subject) => !predicate(subject);
    },
    valuePath: (node) => compileValuePath(node, read({ attribute: node.attribute })),
    related,
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
  const toKey = keyFor(attribute, node.operator, node.caseExact);
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

/** Any value is one of those that are looked for. */
function compileLookup<T>(group: readonly [Comparison, ...Comparison[]], read: Reader<T>): Predicate<T> {
  const [{ path, operator, caseExact }] = group;
  const attribute = path.subAttribute ?? path.attribute;
  const toKey = keyFor(attribute, operator, caseExact);
  const wanted = new Set(group.map(({ value }) => toKey(value)).filter((key) => key !== undefined));
  return (subject) => read(subject).some((value) => wanted.has(toKey(value ?? absent(attribute)) as ComparisonKey));
}

/** `eq null` is "has no value", `ne null` is `pr` (RFC 7643 §2.5). */
function compileUnassigned<T>({ operator }: Comparison, read: Reader<T>): Predicate<T> {
  const present = compilePresent(read);
  return operator === 'ne' ? present : (subject) => !present(subject);
}

/** The filter decides whether letter case counts; in everything else the schema does. Parts are looked for in text. */
function keyFor(
  attribute: Attribute,
  operator: ComparisonOperator,
  caseExact: boolean,
): (value: unknown) => ComparisonKey | undefined {
  const isText = attribute.type === 'string' || attribute.type === 'reference' || attribute.type === 'binary';
  if (!isText && !isPartial(operator)) return (value) => comparable(attribute, value);
  const toKey = caseExact ? (text: string): string => text : fold;
  if (!attribute.isDeclared) return (value) => keyOfPrinted(value, toKey);
  return (value) => {
    const text = typeof value === 'number' && !isText ? printedNumber(value) : value;
    return typeof text === 'string' ? toKey(text) : undefined;
  };
}

function isPartial(operator: ComparisonOperator): boolean {
  return operator === 'co' || operator === 'sw' || operator === 'ew';
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
