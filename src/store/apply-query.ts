import type { Filter } from '../filter/ast';
import { createPredicate, type EvaluationContext, type RelatedSource } from '../resource/evaluate-filter';
import type { StoredResource } from '../resource/stored-resource';
import type { ScimContext } from './context';
import { pageByCursor, type SelectedPage, type TieBreak } from './page-by-cursor';
import type { IndexPage, QueryRequest, QueryResult } from './resource-store';
import { sortResources } from './sort-resources';

/**
 * Answers a query from resources in memory: filters, sorts and pages them (RFC 7644 §3.4.2.2 to §3.4.2.4, RFC 9865).
 *
 * Give it the resources of one type and one tenant, always in the same order: without `request.sort` the answer keeps
 * that order, and with it resources with equal values do. Filtering and paging hold one page at a time; sorting holds
 * all matches. The given resources are returned as they are, whatever `request.projection` says.
 *
 * `context.related` gives the resources of other types that a filter leads to by a relation: a store that has it may say
 * `followsRelations`.
 *
 * Pages by cursor are ordered by `id` where the sort order does not decide: only what a resource says of itself is a
 * place that outlives it. They hold all matches on their side of the cursor.
 *
 * @throws InvalidCursorError (`ERR_SCIM_INVALID_CURSOR`) for a position that it has not made.
 * @example
 * ```ts
 * async query(request, context) {
 *   return applyQuery(await this.loadAll(request.type.name, context.tenant), request, context);
 * }
 * ```
 */
export function applyQuery(
  resources: Iterable<StoredResource>,
  request: QueryRequest,
  { locate, related }: QueryContext,
): QueryResult {
  return selectPage(resources, request, { locate, tieBreak: ({ id }) => id, ...(related && { related }) });
}

/** What `applyQuery` needs of the context of a request, and what relations lead to. */
export interface QueryContext extends Pick<ScimContext, 'locate'> {
  /**
   * The resources of `relation.target` that belong to the same tenant: all, or those at least that satisfy the filter.
   * Default none: a filter that follows a relation is refused.
   */
  readonly related?: RelatedSource;
}

/** What `selectPage` has to know beside the request. */
export interface SelectionRules<Resource extends StoredResource> extends QueryContext {
  /** The order of resources that the sort order does not decide, in pages by cursor. */
  readonly tieBreak: (resource: Resource) => TieBreak;
}

/** `applyQuery` for a store with an order of its own, and more to a resource than the contract names. */
export function selectPage<Resource extends StoredResource>(
  resources: Iterable<Resource>,
  { type, filter, sort, page }: QueryRequest,
  { locate, related, tieBreak }: SelectionRules<Resource>,
): SelectedPage<Resource> {
  const evaluation = { type, locate, ...(related && { related }) };
  const matches = filter === undefined ? resources : matching(resources, filter, evaluation);
  if (!('startIndex' in page)) return pageByCursor(matches, page, { sort, tieBreak, evaluation });
  if (sort === undefined || page.count === 0) return pageOf(matches, page);
  return pageOf(sortResources(matches, sort, evaluation), page);
}

function* matching<Resource extends StoredResource>(
  resources: Iterable<Resource>,
  filter: Filter,
  evaluation: EvaluationContext,
): Iterable<Resource> {
  const matches = createPredicate(filter, evaluation);
  for (const resource of resources) if (matches(resource)) yield resource;
}

/** A page by position, and the number of all matches (RFC 7644 §3.4.2.4). */
function pageOf<Resource extends StoredResource>(
  matches: Iterable<Resource>,
  { startIndex, count }: IndexPage,
): SelectedPage<Resource> {
  const resources: Resource[] = [];
  let totalResults = 0;
  for (const resource of matches) {
    totalResults += 1;
    if (totalResults >= startIndex && resources.length < count) resources.push(resource);
  }
  return { resources, totalResults };
}
