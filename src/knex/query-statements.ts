import type { QueryRequest } from '../store/resource-store';
import { Bindings } from './bindings';
import type { Statement } from './executor';
import { filterToSql } from './filter-to-sql';
import type { LinkSettings } from './linked-rows';
import { orderToSql, type SortKey } from './order-to-sql';
import { type Selection, selectList } from './selection';
import type { TypePlan } from './type-plan';

/** What the statements of one query have in common. */
export interface QueryScope {
  readonly plan: TypePlan;
  readonly tenant: string;
  readonly settings: LinkSettings;
}

/** One statement for a page: the resources and, for an unfiltered list, the total. */
export function pageStatement(request: QueryRequest, selection: Selection, scope: QueryScope): Statement {
  const { filter, sort, page } = request;
  const bindings = new Bindings(scope.tenant);
  const limit = bindings.bind(page.count);
  const total = filter === undefined ? `, ${totalExpression(scope)} as total` : '';
  const list = `${selectList(scope.plan, selection, scope.settings, bindings)}${total}`;
  const key = sort === undefined ? undefined : orderToSql(sort, { ...scope, bindings });
  const condition = matchCondition(request, scope, bindings);
  const { resource } = scope.settings.tables;
  if (page.startIndex === 1 && key === undefined) {
    const text = `select ${list} from ${resource} r where ${condition} order by r.seq limit ${limit}`;
    return { text, values: bindings.values };
  }
  // Skipped rows never get as far as the select list: formatting them would cost more than everything else.
  const text = `select ${list} from (
      select r.tenant, r.id, r.seq${key === undefined ? '' : `, ${key.expression} as sort_key`}
      from ${resource} r where ${condition}
      order by ${ordering(key, key?.expression, 'r.seq')} offset ${bindings.bind(page.startIndex - 1)} limit ${limit}
    ) k join ${resource} r on r.tenant = k.tenant and r.id = k.id order by ${ordering(key, 'k.sort_key', 'k.seq')}`;
  return { text, values: bindings.values };
}

/** The number of matches: kept ready for a whole resource type, counted for a filter. */
export function totalStatement(request: QueryRequest, scope: QueryScope): Statement {
  const bindings = new Bindings(scope.tenant);
  if (request.filter === undefined) return { text: `select ${totalExpression(scope)} as total`, values: bindings.values };
  const condition = matchCondition(request, scope, bindings);
  return { text: `select count(*) as total from ${scope.settings.tables.resource} r where ${condition}`, values: bindings.values };
}

function matchCondition({ filter }: QueryRequest, scope: QueryScope, bindings: Bindings): string {
  const ofType = `r.tenant = $1 and r.type = ${scope.plan.typeLiteral}`;
  return filter === undefined ? ofType : `${ofType} and ${filterToSql(filter, { ...scope, bindings })}`;
}

function totalExpression({ plan, settings }: QueryScope): string {
  return `(select coalesce(sum(n.count), 0) from ${settings.tables.total} n where n.tenant = $1 and n.type = ${plan.typeLiteral})`;
}

/** Ties are broken by age, so that pages never overlap. */
function ordering(key: SortKey | undefined, expression: string | undefined, tie: string): string {
  return key === undefined ? tie : `${expression} ${key.direction}, ${tie}`;
}
