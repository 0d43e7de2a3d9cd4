import type { Filter } from '../../filter/ast';
import { visitFilter, type FilterVisitor } from '../../filter/visit';
import type { Attribute } from '../../schema/attribute';
import { comparable } from '../../schema/comparable';
import { applyQuery } from '../apply-query';
import type { QueryRequest, QueryResult } from '../resource-store';
import { ownersOf } from './links';
import { groupKey, type MemoryScope, type Row } from './memory-state';
import { computedAttributes, readResource, withComputed } from './read-resource';
import { isUnique, uniqueGroup } from './unique-values';

/** Filters, sorts and pages the rows of a type, and reads those of the page (RFC 7644 §3.4.2). */
export function queryResources(scope: MemoryScope, request: QueryRequest): QueryResult {
  const { type, filter } = request;
  const used = attributesUsed(request);
  const computed = computedAttributes(type).filter((attribute) => used.has(attribute));
  const rows = (filter && candidates(scope, request, filter)) ?? allRows(scope, request);

  const { resources, totalResults } = applyQuery(completed(scope, rows, computed), request, scope.context);
  const group = groupKey(scope.context.tenant, type.name);
  const page = resources.flatMap(({ id }) => scope.state.rows.get(group, id) ?? []);
  return { resources: page.map((row) => readResource(scope, row, request)), totalResults };
}

function* allRows({ state, context }: MemoryScope, { type }: QueryRequest): Iterable<Row> {
  for (const [, row] of state.rows.entries(groupKey(context.tenant, type.name))) yield row;
}

function* completed(scope: MemoryScope, rows: Iterable<Row>, computed: readonly Attribute[]): Iterable<Row> {
  for (const row of rows) {
    yield computed.length === 0 ? row : { ...row, attributes: withComputed(scope, row, computed) };
  }
}

function attributesUsed({ filter, sort }: QueryRequest): ReadonlySet<Attribute> {
  const used = new Set<Attribute>(sort === undefined ? [] : [sort.path.attribute]);
  const collect: FilterVisitor<void> = {
    comparison: ({ path }) => void used.add(path.attribute),
    present: ({ path }) => void used.add(path.attribute),
    valuePath: ({ attribute }) => void used.add(attribute),
    not: ({ operand }) => visitFilter(operand, collect),
    and: ({ operands }) => operands.forEach((operand) => visitFilter(operand, collect)),
    or: ({ operands }) => operands.forEach((operand) => visitFilter(operand, collect)),
  };
  if (filter !== undefined) visitFilter(filter, collect);
  return used;
}

/**
 * The few rows that can match, when an index tells: by id, by a unique value, or by what they refer to. `undefined`
 * when all rows have to be looked at.
 */
function candidates(scope: MemoryScope, request: QueryRequest, filter: Filter): readonly Row[] | undefined {
  const narrow = (operand: Filter) => candidates(scope, request, operand);
  switch (filter.kind) {
    case 'and':
      return filter.operands.map(narrow).find((rows) => rows !== undefined);
    case 'or':
      return union(filter.operands.map(narrow));
    case 'comparison':
      return filter.operator === 'eq' ? indexed(scope, request, filter) : undefined;
    case 'valuePath': {
      const inner = filter.filter;
      if (inner.kind !== 'comparison' || inner.operator !== 'eq') return undefined;
      const part = inner.path.attribute;
      // Inside the brackets of a simple attribute, the attribute stands for one of its own values.
      const path = part === filter.attribute ? { attribute: part } : { attribute: filter.attribute, subAttribute: part };
      return indexed(scope, request, { ...inner, path });
    }
    default:
      return undefined;
  }
}

/** Rows by an index that compares at most as strictly as the filter does. */
function indexed(
  scope: MemoryScope,
  { type }: QueryRequest,
  { path, value, caseExact }: Extract<Filter, { kind: 'comparison' }>,
): readonly Row[] | undefined {
  const leaf = path.subAttribute ?? path.attribute;
  const key = comparable(leaf, value);
  if (key === undefined || (leaf.caseExact && !caseExact)) return undefined;

  const { state, context } = scope;
  const rowOf = (id: string) => state.rows.get(groupKey(context.tenant, type.name), id) ?? [];
  if (isId(path.attribute)) return [String(key)].flatMap(rowOf);
  if (isUnique(path) && !computedAttributes(type).includes(path.attribute)) {
    return [state.uniqueValues.get(uniqueGroup(type, path, context), key) ?? []].flat().flatMap(rowOf);
  }
  if (!type.links.includes(path.attribute) || leaf.name !== 'value' || !leaf.caseExact) return undefined;
  return ownersOf(scope, String(key))
    .filter(({ attribute, type: owner }) => owner.name === type.name && attribute.name === path.attribute.name)
    .flatMap(({ id }) => rowOf(id));
}

function isId({ name, schema, parent }: Attribute): boolean {
  return name === 'id' && schema === undefined && parent === undefined;
}

function union(operands: readonly (readonly Row[] | undefined)[]): readonly Row[] | undefined {
  return operands.every((rows) => rows !== undefined) ? [...new Set(operands.flat())] : undefined;
}
