import type { Filter } from '../filter/ast';
import type { IndexPage, QueryRequest } from '../store/resource-store';
import { Bindings } from './bindings';
import type { Statement } from './executor';
import { filterToSql } from './filter-to-sql';
import type { LinkSettings } from './linked-rows';
import { orderToSql, type SortKey } from './order-to-sql';
import type { FilterScope } from './relation-to-sql';
import { type Selection, selectList } from './selection';
import type { TypePlan } from './type-plan';

/** What the statements of one query have in common. */
export interface QueryScope {
  readonly plan: TypePlan;
  readonly tenant: string;
  readonly settings: LinkSettings;
  readonly related: FilterScope['related'];
}

/** A query for a page by position. */
export type IndexRequest = QueryRequest & { readonly page: IndexPage };

/** One statement for a page: the resources and, for an unfiltered list, the total. */
export function pageStatement(request: IndexRequest, selection: Selection, scope: QueryScope): Statement {
  const bindings = new Bindings(scope.tenant);
  const list = `${selectList(selection, { ...scope, bindings })}${totalColumn(request, scope)}`;
  return { text: pageRows(request, list, { ...scope, bindings }), values: bindings.values, shape: 'varied' };
}

function pageRows({ filter, sort, page }: IndexRequest, list: string, scope: QueryScope & FilterScope): string {
  const { plan, settings, bindings } = scope;
  const key = sort === undefined ? undefined : orderToSql(sort, scope);
  const condition = matchCondition(filter, scope);
  const { resource } = settings.tables;
  // Written out: with a bound limit PostgreSQL would plan each execution anew, which costs more than the page itself.
  const limit = Math.trunc(page.count);
  if (page.startIndex === 1 && key === undefined) {
    return `select ${list} from ${resource} r where ${condition} order by r.seq limit ${limit}`;
  }
  // Skipped rows never get as far as the select list: formatting them would cost more than everything else.
  return `select ${list} from (
      select r.seq${key === undefined ? '' : `, ${key.expression} as sort_key`}
      from ${resource} r where ${condition}
      order by ${ordering(key, key?.expression, 'r.seq')} offset ${bindings.bind(page.startIndex - 1)} limit ${limit}
    ) k join ${resource} r on r.tenant = $1 and r.type = ${plan.typeLiteral} and r.seq = k.seq
    order by ${ordering(key, 'k.sort_key', 'k.seq')}`;
}

/** The number of matches: kept ready for a whole resource type, counted for a filter. */
export function totalStatement(request: QueryRequest, scope: QueryScope): Statement {
  const bindings = new Bindings(scope.tenant);
  if (request.filter === undefined)
    return { text: `select ${totalExpression(scope)} as total`, values: bindings.values };
  const condition = matchCondition(request.filter, { ...scope, bindings });
  const text = `select count(*) as total from ${scope.settings.tables.resource} r where ${condition}`;
  return { text, values: bindings.values, shape: 'varied' };
}

/** What holds of the resources that a query is about, with alias `r`. */
export function matchCondition(filter: Filter | undefined, scope: QueryScope & FilterScope): string {
  const ofType = `r.tenant = $1 and r.type = ${scope.plan.typeLiteral}`;
  return filter === undefined ? ofType : `${ofType} and ${filterToSql(filter, scope)}`;
}

/** The total of an unfiltered list is one more column; that of a filtered one has to be counted. */
export function totalColumn({ filter }: QueryRequest, scope: QueryScope): string {
  return filter === undefined ? `, ${totalExpression(scope)} as total` : '';
}

function totalExpression({ plan, settings }: QueryScope): string {
  const { total } = settings.tables;
  return `(select coalesce(sum(n.count), 0) from ${total} n where n.tenant = $1 and n.type = ${plan.typeLiteral})`;
}

/** Ties are broken by age, so that pages never overlap. */
function ordering(key: SortKey | undefined, expression: string | undefined, tie: string): string {
  return key === undefined ? tie : `${expression} ${key.direction}, ${tie}`;
}
