import { flagsOf } from '../clients/client-profiles';
import { InvalidValueError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Filter } from '../filter/ast';
import type { FilterDialect } from '../filter/dialect';
import { parseFilterSyntax } from '../filter/parser';
import { printFilter } from '../filter/print';
import { resolveFilter } from '../filter/resolve';
import type { FilterSyntax } from '../filter/syntax';
import { listResponse } from '../messages/list-response';
import type { AttributePath } from '../schema/attribute';
import { findSubAttribute, formatAttributePath, resolveAttributePath } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { QueryRequest, SortOrder } from '../store/resource-store';
import type { AttributeSelection } from './attribute-selection';
import { isSelective, presenterFor, projectionFor } from './attribute-selection';
import { dialectFor } from './client-reading';
import { complete } from './complete';
import { withLookupKeys } from './lookups';
import { referenceReader } from './named-resource';
import { pageRequest } from './page-request';
import type { PathTest } from './queryable';
import { followable, queryable } from './queryable';
import type { Reply } from './reply';
import { assertNothingSensitive } from './sensitive-attributes';
import type { Service, ServedType } from './service';
import { authorize } from './service';

/** A query as the client states it (RFC 7644 §3.4.2). */
export interface QueryInput {
  readonly served: ServedType;
  readonly selection: AttributeSelection;
  readonly filter?: string;
  readonly sortBy?: string;
  readonly sortOrder?: string;
  readonly startIndex?: number;
  readonly count?: number;
  /** Empty to start with the first page (RFC 9865 §2). */
  readonly cursor?: string;
  /** Whether it came in a body, and so may name what must not be in a URL (RFC 7644 §7.5.2). Default `false`. */
  readonly isInBody?: boolean;
}

/** GET /{endpoint} — RFC 7644 §3.4.2, RFC 9865 §2. */
export async function query<P extends Principal>(service: Service<P>, input: QueryInput, context: ScimContext<P>): Promise<Reply> {
  const { type } = input.served;
  const grant = await authorize(service, { operation: 'query', type, id: undefined, context });
  const projection = projectionFor(input.served, listSelection(input, context), grant);
  const isReadable = queryable(service, type, grant);
  const asked = input.filter === undefined ? undefined : await parse(service, input.filter, { type, isReadable, context });
  assertFitForUrl(input, asked);
  const filter = everyOf(grant.where, asked);
  const sort = sortOrder(input, isReadable);
  const matching = { ...(filter && { filter }), ...(sort && { sort }) };
  const binding = (): string => cursorBinding(input, { ...matching, dialect: dialectFor(service, context) }, context);
  const { page, describe } = pageRequest(service.pagination, input, binding);

  const read = withLookupKeys(service, type, projection);
  const result = await service.store.query({ type, page, projection: read, ...matching }, context);
  const shown = await complete(service, { type, resources: result.resources, projection }, context);
  const present = presenterFor(input.served, projection)(context);
  const texts = shown.map(present);
  return { status: 200, body: listResponse({ totalResults: result.totalResults, resources: texts, ...describe(result) }) };
}

/** Without members where the client is to have none in lists and says nothing of its own. */
export function listSelection({ served: { type }, selection }: QueryInput, context: ScimContext): AttributeSelection {
  const isWithout = flagsOf(context).listsWithoutMembers && type.links.length > 0 && !isSelective(selection);
  return isWithout ? { excludedAttributes: type.links.map((attribute) => formatAttributePath({ attribute })) } : selection;
}

/**
 * What a cursor belongs to: whose data, which endpoint, and every parameter of the query (RFC 9865 §2). A grant with
 * another limit makes another filter, so that a cursor never outlives the permission it was made with (RFC 9865 §5.2).
 */
function cursorBinding({ served, selection }: QueryInput, { filter, sort, dialect }: Matching, { tenant }: ScimContext): string {
  return JSON.stringify([
    tenant ?? null,
    served.type.endpoint,
    filter === undefined ? null : printFilter(filter, dialect),
    sort === undefined ? null : [formatAttributePath(sort.path), sort.order],
    selection.attributes ?? null,
    selection.excludedAttributes ?? null,
  ]);
}

type Matching = Pick<QueryRequest, 'filter' | 'sort'> & { readonly dialect: FilterDialect };

/** Whether a filter may stand where this query has it. Throws `SensitiveFilterError` (RFC 7644 §7.5.2). */
export function assertFitForUrl({ served, isInBody }: Pick<QueryInput, 'served' | 'isInBody'>, filter: Filter | undefined): void {
  if (filter !== undefined && isInBody !== true) assertNothingSensitive(served.sensitive, filter);
}

async function parse<P extends Principal>(
  service: Service<P>,
  source: string,
  { type, isReadable, context }: { readonly type: ResourceType; readonly isReadable: PathTest; readonly context: ScimContext<P> },
): Promise<Filter | undefined> {
  const dialect = dialectFor(service, context);
  const syntax = parseFilterSyntax(source, { dialect, limits: service.limits.filter });
  if (isEmpty(syntax)) return undefined;
  const follow = await followable(service, { type, syntax }, context);
  return resolveFilter(syntax, type, { dialect, readReference: referenceReader(service, context), isReadable, follow });
}

/** Whether it is the empty filter of a dialect that has one: a list of everything need not be searched. */
export function isEmpty(syntax: FilterSyntax): boolean {
  return syntax.kind === 'and' && syntax.operands.length === 0;
}

export function everyOf(...filters: readonly (Filter | undefined)[]): Filter | undefined {
  const operands = filters.filter((filter) => filter !== undefined);
  return operands.length > 1 ? { kind: 'and', operands } : operands[0];
}

/** sortBy and sortOrder — RFC 7644 §3.4.2.3. */
export function sortOrder({ served: { type }, sortBy, sortOrder: order = 'ascending' }: QueryInput, isReadable: PathTest): SortOrder | undefined {
  if (sortBy === undefined) return undefined;
  if (order !== 'ascending' && order !== 'descending') {
    throw new InvalidValueError(detail`sortOrder must be "ascending" or "descending"`);
  }
  return { path: sortPath(type, sortBy, isReadable), order };
}

function sortPath(type: ResourceType, sortBy: string, isReadable: PathTest): AttributePath {
  const path = resolveAttributePath(type, sortBy);
  if (path === undefined || !isReadable(path) || isHidden(path)) {
    throw new InvalidValueError(detail`sortBy names "${sortBy.slice(0, 256)}", which ${type.name} does not have`);
  }
  const target = path.subAttribute ?? path.attribute;
  if (path.attribute.extension === undefined && Object.hasOwn(type.lookups, path.attribute.name)) {
    throw new InvalidValueError(detail`sortBy names ${target.name}, which belongs to other resources and cannot be sorted by`);
  }
  if (target.type !== 'complex') return path;
  const value = target.multiValued ? findSubAttribute(target, 'value') : undefined;
  if (value === undefined) throw new InvalidValueError(detail`sortBy must name a sub-attribute of ${target.name}`);
  return { attribute: path.attribute, subAttribute: value };
}

function isHidden({ attribute, subAttribute }: AttributePath): boolean {
  return [attribute, subAttribute].some((part) => part?.returned === 'never' || part?.mutability === 'writeOnly');
}
