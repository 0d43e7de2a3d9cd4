import { ForbiddenError, InvalidValueError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Filter } from '../filter/ast';
import { parseFilterSyntax } from '../filter/parser';
import { printFilter } from '../filter/print';
import { resolveFilter } from '../filter/resolve';
import type { FilterSyntax } from '../filter/syntax';
import { listResponse } from '../messages/list-response';
import type { Projection } from '../resource/projection';
import { resolveAttributePath } from '../schema/attribute-path';
import type { Principal, ScimContext } from '../store/context';
import type { QueryRequest } from '../store/resource-store';
import { sortKey } from '../store/sort-resources';
import { presenterFor, projectionFor } from './attribute-selection';
import { dialectFor } from './client-reading';
import { complete } from './complete';
import type { ResolvedGrant } from './grant';
import { withLookupKeys, withPaths } from './lookups';
import { referenceReader } from './named-resource';
import { pageRequest } from './page-request';
import type { QueryInput } from './query';
import { assertFitForUrl, everyOf, isEmpty, listSelection, sortOrder } from './query';
import { followable, queryable } from './queryable';
import type { Reply } from './reply';
import type { SearchMessage } from './search';
import { searchInput } from './search';
import type { ServedType, Service } from './service';
import { authorize } from './service';
import type { Source, UnionItem } from './union-page';
import { unionPage } from './union-page';

export type QueryAllInput = Omit<QueryInput, 'served'>;

/** The part of a query that is about one resource type. */
interface TypeQuery {
  readonly served: ServedType;
  readonly where: Filter | undefined;
  /** What the answer shows; what is read may be more, to sort by. */
  readonly projection: Projection;
  readonly request: Omit<QueryRequest, 'page'>;
}

/** POST /.search — RFC 7644 §3.4.3. */
export async function searchAll<P extends Principal>(
  service: Service<P>,
  message: SearchMessage,
  context: ScimContext<P>,
): Promise<Reply> {
  return queryAll(service, searchInput(service, message, context), context);
}

/**
 * GET / — RFC 7644 §3.4.2.1: resources of all types that the principal may query. An attribute that a type does not
 * have has no value there. Throws `ForbiddenError` when the principal may query none.
 */
export async function queryAll<P extends Principal>(
  service: Service<P>,
  input: QueryAllInput,
  context: ScimContext<P>,
): Promise<Reply> {
  const queries = await planQueries(service, input, context);
  const { page, describe } = pageRequest(service.pagination, input, () => cursorBinding(queries, input, context));
  const order = queries.find(({ request }) => request.sort !== undefined)?.request.sort?.order;
  const sources = queries.map((query) => sourceOf(service, query, context));
  const result = await unionPage(sources, order, page);
  const resources = await present(service, { queries, items: result.items }, context);
  const { totalResults, next } = result;
  const place = describe({ resources: [], totalResults, ...(next && { next }) });
  return { status: 200, body: listResponse({ totalResults, resources, ...place }) };
}

async function planQueries<P extends Principal>(
  service: Service<P>,
  input: QueryAllInput,
  context: ScimContext<P>,
): Promise<readonly TypeQuery[]> {
  const reading = { dialect: dialectFor(service, context), limits: service.limits.filter };
  const parsed = input.filter === undefined ? undefined : parseFilterSyntax(input.filter, reading);
  const syntax = parsed && isEmpty(parsed) ? undefined : parsed;
  const queries: TypeQuery[] = [];
  for (const served of service.types.filter(({ operations }) => operations.has('query'))) {
    const grant = await grantOrNone(service, served, context);
    if (grant !== undefined) queries.push(await planQuery(service, { served, grant, input, syntax }, context));
  }
  if (queries.length === 0) throw new ForbiddenError(detail`This principal may not query resources`);
  if (input.sortBy !== undefined && queries.every(({ request }) => request.sort === undefined)) {
    throw new InvalidValueError(detail`sortBy names "${input.sortBy.slice(0, 256)}", which no resource type has`);
  }
  return queries;
}

/** `undefined` when the principal may not query the type: then the query is about the others. */
async function grantOrNone<P extends Principal>(
  service: Service<P>,
  { type }: ServedType,
  context: ScimContext<P>,
): Promise<ResolvedGrant | undefined> {
  try {
    return await authorize(service, { operation: 'query', type, id: undefined, context });
  } catch (error) {
    if (error instanceof ForbiddenError) return undefined;
    throw error;
  }
}

interface Plan {
  readonly served: ServedType;
  readonly grant: ResolvedGrant;
  readonly input: QueryAllInput;
  readonly syntax: FilterSyntax | undefined;
}

async function planQuery<P extends Principal>(
  service: Service<P>,
  { served, grant, input, syntax }: Plan,
  context: ScimContext<P>,
): Promise<TypeQuery> {
  const { type } = served;
  const isReadable = queryable(service, type, grant);
  const readReference = referenceReader(service, context);
  const follow = await followable(service, { type, syntax }, context);
  const options = { dialect: dialectFor(service, context), isReadable, unknownNames: 'unassigned', readReference, follow } as const;
  const asked = syntax && resolveFilter(syntax, type, options);
  assertFitForUrl({ ...input, served }, asked);
  const filter = everyOf(grant.where, asked);
  const hasSortAttribute = input.sortBy !== undefined && resolveAttributePath(type, input.sortBy) !== undefined;
  const sort = hasSortAttribute ? sortOrder({ ...input, served }, isReadable) : undefined;
  const projection = projectionFor(served, listSelection({ ...input, served }, context), grant);
  const read = withPaths(withLookupKeys(service, type, projection), sort === undefined ? [] : [sort.path]);
  const request = { type, projection: read, ...(filter && { filter }), ...(sort && { sort }) };
  return { served, where: grant.where, projection, request };
}

function sourceOf<P extends Principal>({ store }: Service<P>, { request }: TypeQuery, context: ScimContext<P>): Source {
  const { type, sort } = request;
  return {
    read: (page) => store.query({ ...request, page }, context),
    keyOf: (resource) => sort && sortKey(resource, sort.path, { type, locate: context.locate }),
  };
}

/** See `cursorBinding` of a query for one type: here it is every one of them. */
function cursorBinding(queries: readonly TypeQuery[], input: QueryAllInput, { tenant }: ScimContext): string {
  const { selection, filter = null, sortBy = null, sortOrder: order = null } = input;
  const types = queries.map(({ served: { type }, where }) => [type.endpoint, where && printFilter(where)]);
  const { attributes = null, excludedAttributes = null } = selection;
  return JSON.stringify([tenant ?? null, '/', types, filter, sortBy, order, attributes, excludedAttributes]);
}

/** Each type at once, so that what is computed on reading is computed once for each. */
async function present<P extends Principal>(
  service: Service<P>,
  { queries, items }: { readonly queries: readonly TypeQuery[]; readonly items: readonly UnionItem[] },
  context: ScimContext<P>,
): Promise<readonly (readonly string[])[]> {
  const texts = new Map<UnionItem, readonly string[]>();
  for (const [source, { served, projection }] of queries.entries()) {
    const own = items.filter((item) => item.source === source);
    const resources = own.map(({ resource }) => resource);
    const shown = await complete(service, { type: served.type, resources, projection }, context);
    const toText = presenterFor(served, projection)(context);
    for (const [index, item] of own.entries()) texts.set(item, toText(shown[index] ?? item.resource));
  }
  return items.map((item) => texts.get(item) ?? []);
}
