import { InvalidValueError } from '../errors/catalog';
import type { Filter } from '../filter/ast';
import { parseFilter } from '../filter/parse-filter';
import { listResponse } from '../messages/list-response';
import type { Attribute, AttributePath } from '../schema/attribute';
import { findSubAttribute, resolveAttributePath } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { IndexPage, QueryRequest, SortOrder } from '../store/resource-store';
import type { AttributeSelection } from './attribute-selection';
import { presenterFor, projectionFor } from './attribute-selection';
import { complete } from './complete';
import type { ResolvedGrant } from './grant';
import type { Reply } from './reply';
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
}

/** GET /{endpoint} — RFC 7644 §3.4.2. */
export async function query<P extends Principal>(service: Service<P>, input: QueryInput, context: ScimContext<P>): Promise<Reply> {
  const { type } = input.served;
  const grant = await authorize(service, { operation: 'query', type, id: undefined, context });
  const projection = projectionFor(input.served, input.selection, grant);
  const isReadable = queryable(service, type, grant);
  const filter = everyOf(grant.where, input.filter === undefined ? undefined : parse(service, input.filter, { type, isReadable }));
  const sort = sortOrder(input, isReadable);
  const page = indexPage(service, input);
  const request: QueryRequest = { type, page, projection, ...(filter && { filter }), ...(sort && { sort }) };

  const { resources, totalResults } = await service.store.query(request, context);
  const shown = await complete(service, { type, resources, projection }, context);
  const present = presenterFor(input.served, projection)(context.locate);
  const texts = shown.map(present);
  return { status: 200, body: listResponse({ totalResults, startIndex: page.startIndex, resources: texts }) };
}

type PathTest = (path: AttributePath) => boolean;

/** What a filter and a sort may name: what the principal may read and the store can compare. */
function queryable<P extends Principal>(service: Service<P>, type: ResourceType, grant: ResolvedGrant): PathTest {
  const known = (attribute: Attribute): boolean =>
    type.derived[attribute.name]?.on !== 'read' &&
    (service.store.resolvesInverse === true || !Object.hasOwn(type.inverse, attribute.name));
  return ({ attribute, subAttribute }) => {
    const top = attribute.parent ?? attribute;
    if (top.extension === undefined && !known(top)) return false;
    return grant.isReadable === undefined || grant.isReadable(subAttribute ?? attribute);
  };
}

function parse<P extends Principal>(
  service: Service<P>,
  source: string,
  { type, isReadable }: { readonly type: ResourceType; readonly isReadable: PathTest },
): Filter {
  return parseFilter(source, type, { dialect: service.filterDialect, limits: service.limits.filter, isReadable });
}

function everyOf(...filters: readonly (Filter | undefined)[]): Filter | undefined {
  const operands = filters.filter((filter) => filter !== undefined);
  return operands.length > 1 ? { kind: 'and', operands } : operands[0];
}

/** sortBy and sortOrder — RFC 7644 §3.4.2.3. */
function sortOrder({ served: { type }, sortBy, sortOrder: order = 'ascending' }: QueryInput, isReadable: PathTest): SortOrder | undefined {
  if (sortBy === undefined) return undefined;
  if (order !== 'ascending' && order !== 'descending') {
    throw new InvalidValueError('sortOrder must be "ascending" or "descending"');
  }
  return { path: sortPath(type, sortBy, isReadable), order };
}

function sortPath(type: ResourceType, sortBy: string, isReadable: PathTest): AttributePath {
  const path = resolveAttributePath(type, sortBy);
  if (path === undefined || !isReadable(path) || isHidden(path)) {
    throw new InvalidValueError(`sortBy names "${sortBy.slice(0, 256)}", which ${type.name} does not have`);
  }
  const target = path.subAttribute ?? path.attribute;
  if (target.type !== 'complex') return path;
  const value = target.multiValued ? findSubAttribute(target, 'value') : undefined;
  if (value === undefined) throw new InvalidValueError(`sortBy must name a sub-attribute of ${target.name}`);
  return { attribute: path.attribute, subAttribute: value };
}

function isHidden({ attribute, subAttribute }: AttributePath): boolean {
  return [attribute, subAttribute].some((part) => part?.returned === 'never' || part?.mutability === 'writeOnly');
}

/** startIndex and count — RFC 7644 §3.4.2.4: out of range is put in range, not refused. */
function indexPage<P extends Principal>(service: Service<P>, { startIndex = 1, count }: QueryInput): IndexPage {
  const { defaultCount, maxCount } = service.pagination;
  return { startIndex: Math.max(1, startIndex), count: Math.max(0, Math.min(count ?? defaultCount, maxCount)) };
}
