import { visitFilter, type FilterVisitor } from '../../filter/visit';
import type { Attribute } from '../../schema/attribute';
import { selectPage } from '../apply-query';
import type { QueryRequest, QueryResult } from '../resource-store';
import { candidates } from './candidates';
import { groupKey, type MemoryScope, type Row } from './memory-state';
import { computedAttributes, readResource, withComputed } from './read-resource';

/** Filters, sorts and pages the rows of a type, and reads those of the page (RFC 7644 §3.4.2, RFC 9865 §2). */
export function queryResources(scope: MemoryScope, request: QueryRequest): QueryResult {
  const { type, filter } = request;
  const used = attributesUsed(request);
  const computed = computedAttributes(type).filter((attribute) => used.has(attribute));
  const rows = (filter && candidates(scope, type, filter)) ?? allRows(scope, request);

  const { locate, tenant } = scope.context;
  const { resources, ...rest } = selectPage(completed(scope, rows, computed), request, { locate, tieBreak: ({ place }) => place });
  const group = groupKey(tenant, type.storageName);
  const page = resources.flatMap(({ id }) => scope.state.rows.get(group, id) ?? []);
  return { ...rest, resources: page.map((row) => readResource(scope, row, request)) };
}

function* allRows({ state, context }: MemoryScope, { type }: QueryRequest): Iterable<Row> {
  for (const [, row] of state.rows.entries(groupKey(context.tenant, type.storageName))) yield row;
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
