import { visitFilter, type FilterVisitor } from '../../filter/visit';
import type { Filter, ResolvedRelation } from '../../filter/ast';
import type { Attribute } from '../../schema/attribute';
import type { ResourceType } from '../../schema/resource-type';
import { selectPage } from '../apply-query';
import type { QueryRequest, QueryResult } from '../resource-store';
import { candidates } from './candidates';
import { groupKey, type MemoryScope, type Row } from './memory-state';
import { computedAttributes, readResource, withComputed } from './read-resource';

/** Filters, sorts and pages the rows of a type, and reads those of the page (RFC 7644 §3.4.2, RFC 9865 §2). */
export function queryResources(scope: MemoryScope, request: QueryRequest): QueryResult {
  const { type, filter, sort } = request;
  const used = attributesUsed(filter);
  if (sort !== undefined) used.add(sort.path.attribute);

  const { locate, tenant } = scope.context;
  const { resources, ...rest } = selectPage(matchable(scope, { type, filter, used }), request, {
    locate,
    related: (relation, wanted) => relatedRows(scope, relation, wanted),
    tieBreak: ({ place }) => place,
  });
  const group = groupKey(tenant, type.storageName);
  const page = resources.flatMap(({ id }) => scope.state.rows.get(group, id) ?? []);
  return { ...rest, resources: page.map((row) => readResource(scope, row, request)) };
}

function relatedRows(scope: MemoryScope, { target, on }: ResolvedRelation, filter: Filter): Iterable<Row> {
  const used = attributesUsed(filter);
  for (const { there } of on) for (const { attribute } of there) used.add(attribute);
  return matchable(scope, { type: target, filter, used });
}

interface Wanted {
  readonly type: ResourceType;
  readonly filter: Filter | undefined;
  /** The attributes that will be looked at. */
  readonly used: ReadonlySet<Attribute>;
}

/** The rows that can match, with the links and inverse attributes that are looked at. */
function matchable(scope: MemoryScope, { type, filter, used }: Wanted): Iterable<Row> {
  const computed = computedAttributes(type).filter((attribute) => used.has(attribute));
  return completed(scope, (filter && candidates(scope, type, filter)) ?? allRows(scope, type), computed);
}

function* allRows({ state, context }: MemoryScope, type: ResourceType): Iterable<Row> {
  for (const [, row] of state.rows.entries(groupKey(context.tenant, type.storageName))) yield row;
}

function* completed(scope: MemoryScope, rows: Iterable<Row>, computed: readonly Attribute[]): Iterable<Row> {
  for (const row of rows) {
    yield computed.length === 0 ? row : { ...row, attributes: withComputed(scope, row, computed) };
  }
}

/** What a filter looks at on its own side. */
function attributesUsed(filter: Filter | undefined): Set<Attribute> {
  const used = new Set<Attribute>();
  const collect: FilterVisitor<void> = {
    comparison: ({ path }) => void used.add(path.attribute),
    present: ({ path }) => void used.add(path.attribute),
    valuePath: ({ attribute }) => void used.add(attribute),
    related: ({ relation }) => relation.on.forEach(({ here }) => used.add(here.attribute)),
    not: ({ operand }) => visitFilter(operand, collect),
    and: ({ operands }) => operands.forEach((operand) => visitFilter(operand, collect)),
    or: ({ operands }) => operands.forEach((operand) => visitFilter(operand, collect)),
  };
  if (filter !== undefined) visitFilter(filter, collect);
  return used;
}
