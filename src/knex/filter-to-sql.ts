import type { Comparison, Filter, Present, ValuePath } from '../filter/ast';
import { type FilterVisitor, visitFilter } from '../filter/visit';
import type { Attribute, AttributePath } from '../schema/attribute';
import { comparable } from '../schema/comparable';
import { compareOperand, kindOf, type Operand } from './comparison-to-sql';
import type { Rows } from './linked-rows';
import { elementOf, type Element, type PathScope, type Place, placeOf } from './path-to-sql';

/**
 * Compiles a filter to a condition on the resource with alias `r` (RFC 7644 §3.4.2.2), with the meaning that
 * `createPredicate` gives it.
 *
 * Names come from the schema; every value is bound. Inside, a condition may be null where there is no value: that
 * counts as false, also under `not`.
 *
 * @throws InvalidFilterError (`ERR_SCIM_INVALID_FILTER`) for an attribute that is kept secret.
 */
export function filterToSql(filter: Filter, scope: PathScope): string {
  return visitFilter(
    filter,
    conditions({
      place: (path) => placeOf(path, scope),
      compare: (place, node) => comparePlace(place, node, scope),
      present: ({ path }) => presentAtPath(path, scope),
      valuePath: (node) => valuePathToSql(node, scope),
    }),
  );
}

/** What a leaf of the tree means where it stands: on the resource, or on one element in brackets. */
interface Leaves {
  readonly place: (path: AttributePath) => Place;
  readonly compare: (place: Place, node: Comparison) => string;
  readonly present: (node: Present) => string;
  readonly valuePath: (node: ValuePath) => string;
}

function conditions(leaves: Leaves): FilterVisitor<string> {
  const visitor: FilterVisitor<string> = {
    comparison: (node) => {
      if (node.value === null) return nullToSql(node, leaves.present({ kind: 'present', path: node.path }));
      return leaves.compare(leaves.place(node.path), node);
    },
    present: leaves.present,
    valuePath: leaves.valuePath,
    not: ({ operand }) => `not coalesce(${visitFilter(operand, visitor)}, false)`,
    and: ({ operands }) => join(operands, 'and', visitor),
    or: ({ operands }) => join(operands, 'or', visitor),
  };
  return visitor;
}

function join(operands: readonly Filter[], operator: 'and' | 'or', visitor: FilterVisitor<string>): string {
  if (operands.length === 0) return operator === 'and' ? 'true' : 'false';
  return `(${operands.map((operand) => visitFilter(operand, visitor)).join(` ${operator} `)})`;
}

/** `eq null`: unassigned; `ne null`: assigned (RFC 7643 §2.5). */
function nullToSql({ operator }: Comparison, present: string): string {
  return operator === 'ne' ? present : `not ${present}`;
}

/** On several values: true when any is; `ne` also when there is none at all. */
function comparePlace(place: Place, node: Comparison, scope: PathScope): string {
  const { rows, container } = place;
  if (comparable(place.operand.attribute, node.value) === undefined) return node.operator === 'ne' ? 'true' : 'false';
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
  return conditions({
    place,
    compare: (at, node) => comparePlace(at, node, scope),
    present: ({ path }) => placePresent(place(path)),
    valuePath: (node) => visitFilter(node.filter, conditionsWithin(element, scope)),
  });
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
