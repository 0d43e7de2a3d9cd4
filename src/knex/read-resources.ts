import type { StoredResource } from '../resource/stored-resource';
import type { GetRequest, QueryRequest, QueryResult } from '../store/resource-store';
import { Bindings } from './bindings';
import { type CursorRequest, type CursorRow, cursorStatement, isBackward, positionOf } from './cursor-statement';
import type { Executor } from './executor';
import { type IndexRequest, pageStatement, totalStatement } from './query-statements';
import { type Selection, selectionOf, selectList } from './selection';
import type { RequestScope } from './store-scope';
import { type SelectedRow, selectedResource } from './stored-row';
import { existsStatement, keyCondition } from './write-statements';

/** Reads one resource with everything that belongs to it in one statement. */
export async function getResource(
  executor: Executor,
  { id, projection, forUpdate = false }: GetRequest,
  scope: RequestScope,
): Promise<StoredResource | undefined> {
  const selection = selectionOf(scope.plan, projection);
  if (forUpdate) {
    // A statement that waits for a lock sees the resource as it is afterwards, but the links as they were before.
    const lock = existsStatement({ ...scope, id }, scope.settings, 'for no key update');
    if ((await executor.run(lock)).length === 0) return undefined;
  }
  return readResource(executor, { id, selection }, scope);
}

export async function readResource(
  executor: Executor,
  { id, selection }: { readonly id: string; readonly selection: Selection },
  { plan, tenant, settings }: RequestScope,
): Promise<StoredResource | undefined> {
  const bindings = new Bindings(tenant, id);
  const list = selectList(selection, { plan, settings, bindings });
  const text = `select ${list} from ${settings.tables.resource} r where ${keyCondition(plan, undefined, bindings)}`;
  const [row] = await executor.run<SelectedRow>({ text, values: bindings.values });
  return row === undefined ? undefined : selectedResource(row, selection);
}

/** Reads a page; a second statement counts when the page does not tell the total itself (RFC 7644 §3.4.2). */
export async function queryResources(
  executor: Executor,
  request: QueryRequest,
  scope: RequestScope,
): Promise<QueryResult> {
  if (request.page.count === 0) {
    return { resources: [], totalResults: await countMatches(executor, request, scope) };
  }
  const { page } = request;
  if ('startIndex' in page) return queryByIndex(executor, { ...request, page }, scope);
  return queryByCursor(executor, { ...request, page }, scope);
}

async function queryByIndex(executor: Executor, request: IndexRequest, scope: RequestScope): Promise<QueryResult> {
  const { startIndex, count } = request.page;
  const selection = selectionOf(scope.plan, request.projection);
  const rows = await executor.run<SelectedRow & { readonly total?: string }>(pageStatement(request, selection, scope));
  const resources = rows.map((row) => selectedResource(row, selection));
  const total = rows[0]?.total;
  if (total !== undefined) return { resources, totalResults: Number(total) };
  const endsHere = resources.length < count && (resources.length > 0 || startIndex === 1);
  const totalResults = endsHere ? startIndex - 1 + resources.length : await countMatches(executor, request, scope);
  return { resources, totalResults };
}

/** A page next to a position, with the positions to go on from (RFC 9865 §2). */
async function queryByCursor(executor: Executor, request: CursorRequest, scope: RequestScope): Promise<QueryResult> {
  const { page } = request;
  const selection = selectionOf(scope.plan, request.projection);
  const read = await executor.run<SelectedRow & CursorRow>(cursorStatement(request, selection, scope));
  const behind = read[0]?.behind === true;
  const further = read.length > page.count;
  const rows = read.slice(0, page.count);
  if (isBackward(page)) rows.reverse();
  const [hasPrevious, hasNext] = isBackward(page) ? [further, behind] : [behind, further];
  const [first, last] = [rows[0], rows.at(-1)];
  const isWhole = first !== undefined && !hasPrevious && !hasNext;
  const known = first?.total ?? (isWhole ? rows.length : undefined);
  return {
    resources: rows.map((row) => selectedResource(row, selection)),
    totalResults: known === undefined ? await countMatches(executor, request, scope) : Number(known),
    ...(last && hasNext && { next: positionOf(last) }),
    ...(first && hasPrevious && { previous: positionOf(first) }),
  };
}

async function countMatches(executor: Executor, request: QueryRequest, scope: RequestScope): Promise<number> {
  const [row] = await executor.run<{ readonly total: string }>(totalStatement(request, scope));
  return Number(row?.total ?? 0);
}
