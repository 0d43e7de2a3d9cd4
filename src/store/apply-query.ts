import type { Filter } from '../filter/ast';
import { createPredicate } from '../resource/evaluate-filter';
import type { StoredResource } from '../resource/stored-resource';
import type { ScimContext } from './context';
import type { IndexPage, QueryRequest, QueryResult } from './resource-store';
import { sortResources } from './sort-resources';

/**
 * Answers a query from resources in memory: filters, sorts and pages them (RFC 7644 §3.4.2.2 to §3.4.2.4).
 *
 * Give it the resources of one type and one tenant, always in the same order: without `request.sort` the answer keeps
 * that order, and with it resources with equal values do. Filtering and paging hold one page at a time; sorting holds
 * all matches. The given resources are returned as they are, whatever `request.projection` says.
 *
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
  context: ScimContext,
): QueryResult {
  const { type, filter, sort, page } = request;
  const evaluation = { type, locate: context.locate };
  const matches = filter === undefined ? resources : matching(resources, filter, evaluation);
  if (sort === undefined || page.count === 0) return pageOf(matches, page);
  return pageOf(sortResources(matches, sort, evaluation), page);
}

function* matching(
  resources: Iterable<StoredResource>,
  filter: Filter,
  evaluation: Parameters<typeof createPredicate>[1],
): Iterable<StoredResource> {
  const matches = createPredicate(filter, evaluation);
  for (const resource of resources) if (matches(resource)) yield resource;
}

/** A page by position, and the number of all matches (RFC 7644 §3.4.2.4). */
function pageOf(matches: Iterable<StoredResource>, { startIndex, count }: IndexPage): QueryResult {
  const resources: StoredResource[] = [];
  let totalResults = 0;
  for (const resource of matches) {
    totalResults += 1;
    if (totalResults >= startIndex && resources.length < count) resources.push(resource);
  }
  return { resources, totalResults };
}
