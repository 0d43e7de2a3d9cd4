import type { Comparison, Filter, Present, Related, ValuePath } from '../filter/ast';
import { groupEqualities } from '../filter/equalities';
import { type FilterVisitor, visitFilter } from '../filter/visit';
import type { Attribute, AttributePath } from '../schema/attribute';
import { comparable } from '../schema/comparable';
import { compareAmong, compareOperand, kindOf, type Operand } from './comparison-to-sql';
import { isServedByIndex } from './indexes';
import type { Rows } from './linked-rows';
import { elementOf, type Element, type PathScope, type Place, placeOf } from './path-to-sql';
import { type FilterScope, type Position, relatedToSql } from './relation-to-sql';

/**
 * Compiles a filter to a condition on the resource with alias `r` (RFC 7644 §3.4.2.2), with the meaning that
 * `createPredicate` gives it.
 *
 * Names come from the schema; every value is bound. Inside, a condition may be null where there is no value: that
 * counts as false, also under `not`.
 *
 * @throws InvalidFilterError (`ERR_SCIM_INVALID_FILTER`) for an attribute that is kept secret.
 */
export function filterToSql(filter: Filter, scope: FilterScope): string {
  const leaves: Leaves = {
    place: (path) => placeOf(path, scope),
    compare: (place, node) => comparePlace(place, node, scope),
    among: (nodes) => amongPlace(nodes, leaves.place, scope),
    present: ({ path }) => presentAtPath(path, scope),
    valuePath: (node) => valuePathToSql(node, scope),
    related: (node, position) => relatedToSql(node, scope, { position, compile: filterToSql }),
    isServed: (operand) => isServedByIndex(operand, scope.plan.type),
  };
  return visitFilter(filter, conditions(leaves, 'found'));
}

/** Comparisons that are alike in all but the value. */
type Lookups = readonly [Comparison, ...Comparison[]];

/** What a leaf of the tree means where it stands: on the resource, or on one element in brackets. */
interface Leaves {
  readonly place: (path: AttributePath) => Place;
  readonly compare: (place: Place, node: Comparison) => string;
  /** Any of several equalities; `undefined` when there is no shorter way to say it. */
  readonly among: (nodes: Lookups) => string | undefined;
  readonly present: (node: Present) => string;
  readonly valuePath: (node: ValuePath) => string;
  readonly related: (node: Related, position: Position) => string;
  /** Whether an index finds what satisfies the filter. */
  readonly isServed: (filter: Filter) => boolean;
}

function conditions(leaves: Leaves, position: Position): FilterVisitor<string> {
  const visitor: FilterVisitor<string> = {
    comparison: (node) => {
      if (node.value === null) return nullToSql(node, leaves.present({ kind: 'present', path: node.path }));
      return leaves.compare(leaves.place(node.path), node);
    },
    present: leaves.present,
    valuePath: leaves.valuePath,
    related: (node) => leaves.related(node, position),
    not: ({ operand }) => `not coalesce(${visitFilter(operand, conditions(leaves, 'tested'))}, false)`,
    and: ({ operands }) => join(operands.map((operand) => visitFilter(operand, visitor)), 'and'),
    or: ({ operands }) => {
      if (operands.length === 1) return join(operands.map((operand) => visitFilter(operand, visitor)), 'or');
      return alternatives(operands, leaves, operands.every(leaves.isServed) ? position : 'tested');
    },
  };
  return visitor;
}

/** Look-ups in one list of values each, and the rest one by one. */
function alternatives(operands: readonly Filter[], leaves: Leaves, position: Position): string {
  const visitor = conditions(leaves, position);
  const { groups, others } = groupEqualities(operands);
  const lookups = groups.flatMap((group) => {
    const among = leaves.among(group);
    return among === undefined ? group.map((operand) => visitFilter<string>(operand, visitor)) : [among];
  });
  return join([...lookups, ...others.map((operand) => visitFilter(operand, visitor))], 'or');
}

function join(parts: readonly string[], operator: 'and' | 'or'): string {
  if (parts.length === 0) return operator === 'and' ? 'true' : 'false';
  return `(${parts.join(` ${operator} `)})`;
}

/** `eq null`: unassigned; `ne null`: assigned (RFC 7643 §2.5). */
function nullToSql({ operator }: Comparison, present: string): string {
  return operator === 'ne' ? present : `not ${present}`;
}

/** On several values: true when any is; `ne` also when there is none at all. */
function comparePlace(place: Place, node: Comparison, scope: PathScope): string {
  const { rows, container } = place;
  if (!isComparable(place.operand, node)) return node.operator === 'ne' ? 'true' : 'false';
  if (rows !== undefined && container !== undefined && isContainable(place.operand.attribute, node)) {
    return `${container} @> ${scope.bindings.bind(containedElement([node], node.path.attribute))}::jsonb`;
  }
  if (rows !== undefined && place.contains !== undefined && isContainable(place.operand.attribute, node)) {
    return place.contains(scope.bindings.bind(node.value));
  }
  if (node.operator === 'eq' && place.equals !== undefined) return place.equals(scope.bindings.bind(String(node.value)));
  const operand = withDefault(place.operand);
  const condition = compareOperand(operand, node, scope.bindings);
  if (rows === undefined) return node.operator === 'ne' ? `coalesce(${condition}, true)` : condition;
  if (node.operator !== 'ne') return exists(rows, condition);
  return `(not ${exists(rows, `(${operand.key}) is not null`)} or ${exists(rows, condition)})`;
}

/** Whether the value is one that the attribute can have, or a part of its text. */
function isComparable({ attribute }: Operand, { operator, value }: Comparison): boolean {
  const isPartial = operator === 'co' || operator === 'sw' || operator === 'ew';
  return (isPartial && typeof value === 'string') || comparable(attribute, value) !== undefined;
}

/** Any of several values, as one condition that an index can answer. */
function amongPlace(nodes: Lookups, placeAt: Leaves['place'], scope: PathScope): string | undefined {
  const [first] = nodes;
  if (!isStoredValue(first.path) || !nodes.every((node) => isContainable(leafOf(node.path), node))) return undefined;
  const { rows, container, contains, equals, operand } = placeAt(first.path);
  if (contains !== undefined) return undefined;
  // Ids, which are kept as text whatever they are.
  if (equals !== undefined) return `${operand.shown} = any(${scope.bindings.bind(nodes.map(({ value }) => String(value)))}::text[])`;
  if (rows !== undefined && container !== undefined) {
    const elements = nodes.map((node) => containedElement([node], node.path.attribute));
    return `${container} @> any(${scope.bindings.bind(elements)}::text[]::jsonb[])`;
  }
  const condition = compareAmong(withDefault(operand), nodes.map(({ value }) => value), scope.bindings);
  return rows === undefined ? condition : exists(rows, condition);
}

/** Whether a value is found without anything being bound to find it: what is bound and then not used is an error. */
function isStoredValue(path: AttributePath): boolean {
  const { isDeclared, name, parent } = leafOf(path);
  return isDeclared && name !== '$ref' && (parent ?? path.attribute).name !== 'meta';
}

function leafOf({ attribute, subAttribute }: AttributePath): Attribute {
  return subAttribute ?? attribute;
}

/** A value that does not say whether it is primary is not (RFC 7643 §2.4). */
function withDefault(operand: Operand): Operand {
  return isPrimary(operand.attribute) ? { ...operand, key: `coalesce(${operand.key}, 'false')` } : operand;
}

function isPrimary({ name, type, parent }: Attribute): boolean {
  return name === 'primary' && type === 'boolean' && parent?.multiValued === true;
}

function presentAtPath(path: AttributePath, scope: PathScope): string {
  if (path.subAttribute !== undefined || path.attribute.type !== 'complex') return placePresent(placeOf(path, scope));
  const { rows, present, witness = rows } = elementOf(path.attribute, scope);
  return exists(witness, present);
}

/** Never null, so that it may be negated. False and 0 are values, empty text is none (RFC 7644 §3.4.2.2, `pr`). */
function placePresent({ operand: { kind, key }, rows }: Place): string {
  const present = kind === 'text' ? `coalesce((${key}) <> '', false)` : `(${key}) is not null`;
  return rows === undefined ? `(${present})` : exists(rows, present);
}

/** One element satisfies the whole filter in brackets. */
function valuePathToSql({ attribute, filter }: ValuePath, scope: PathScope): string {
  const element = elementOf(attribute, scope);
  const contained = containedValue(filter, element, scope);
  if (contained !== undefined && termCount(filter) === 1) return contained;
  const equalities = element.container === undefined ? [] : requiredEqualities(filter);
  const candidates: string[] =
    equalities.length === 0
      ? []
      : [`${element.container} @> ${scope.bindings.bind(containedElement(equalities, attribute))}::jsonb`];
  if (contained !== undefined) candidates.push(contained);
  // Containment finds the candidates by index, and says all there is to say when the filter has nothing else.
  if (equalities.length > 0 && equalities.length === termCount(filter)) return candidates.join();
  const condition = visitFilter(filter, conditionsWithin(element, scope));
  return `(${[...candidates, exists(element.rows, condition)].join(' and ')})`;
}

/** The condition that there is an element with the `value` that the filter demands, where that can be told sooner. */
function containedValue(filter: Filter, element: Element, scope: PathScope): string | undefined {
  // To ask for the place of an attribute may bind a value, which a statement has to use.
  if (element.contains === undefined) return undefined;
  const demanded = requiredEqualities(filter).find(({ path }) => path.attribute.name === 'value');
  return demanded && element.contains(scope.bindings.bind(demanded.value));
}

/** The meaning of the leaves in brackets, where a path starts at the element. */
function conditionsWithin(element: Element, scope: PathScope): FilterVisitor<string> {
  const place = ({ attribute }: AttributePath): Place => element.place(attribute);
  const leaves: Leaves = {
    place,
    compare: (at, node) => comparePlace(at, node, scope),
    among: (nodes) => amongPlace(nodes, place, scope),
    present: ({ path }) => placePresent(place(path)),
    valuePath: (node) => visitFilter(node.filter, conditionsWithin(element, scope)),
    related: ({ relation }) => {
      throw new TypeError(`A filter in brackets asks for the relation ${relation.name}, which one value cannot have`);
    },
    isServed: () => false,
  };
  return conditions(leaves, 'tested');
}

/** The equalities that hold of an element whenever the filter does; one for each sub-attribute. */
function requiredEqualities(filter: Filter): readonly Comparison[] {
  const terms = filter.kind === 'and' ? filter.operands : [filter];
  const bySubAttribute = new Map<Attribute, Comparison>();
  for (const term of terms) {
    if (term.kind !== 'comparison') continue;
    const { attribute } = term.path;
    if (!bySubAttribute.has(attribute) && isContainable(attribute, term))
      bySubAttribute.set(attribute, term);
  }
  return [...bySubAttribute.values()];
}

function termCount(filter: Filter): number {
  return filter.kind === 'and' ? filter.operands.length : 1;
}

/** Whether equality in the comparable form is all that the comparison asks for. */
function isContainable(attribute: Attribute, { operator, value, caseExact }: Comparison): boolean {
  if (operator !== 'eq' || comparable(attribute, value) === undefined) return false;
  if (isPrimary(attribute)) return value === true;
  return kindOf(attribute) !== 'text' || attribute.caseExact === caseExact;
}

/** `[{"type":"work"}]` is contained in every array with an element that has this type. */
function containedElement(equalities: readonly Comparison[], attribute: Attribute): string {
  const element: Record<string, unknown> = {};
  for (const { path, value } of equalities) {
    const leaf = path.subAttribute ?? path.attribute;
    const key = comparable(leaf, value);
    if (leaf === attribute) return JSON.stringify([key]);
    element[leaf.name] = leaf.multiValued || !leaf.isDeclared ? [key] : key;
  }
  return JSON.stringify([element]);
}

function exists({ from, where }: Rows, condition: string): string {
  return `exists (select 1 from ${from} where ${where === undefined ? '' : `${where} and `}${condition})`;
}
