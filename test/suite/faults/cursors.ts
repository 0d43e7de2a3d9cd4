import type { CursorPage, CursorPosition, Filter, QueryRequest, QueryResult, ResourceStore, ScimContext } from 'scim-router';
import type { Fault } from '../plant';

type CursorRequest = QueryRequest & { readonly page: CursorPage };
type Answer = (request: CursorRequest, store: ResourceStore, context: ScimContext) => Promise<QueryResult>;

/** Answers pages by cursor in another way, and all else as it should be. */
function paging(answer: Answer): Fault['plant'] {
  return (store) => ({
    query: async (request, context) => {
      const { page } = request;
      return 'startIndex' in page ? store.query(request, context) : answer({ ...request, page }, store, context);
    },
  });
}

function requesting(change: (request: CursorRequest) => QueryRequest): Fault['plant'] {
  return paging((request, store, context) => store.query(change(request), context));
}

function answering(change: (result: QueryResult, request: CursorRequest) => QueryResult): Fault['plant'] {
  return paging(async (request, store, context) => change(await store.query(request, context), request));
}

/** The tie-break of the memory store is a whole number, so there is room between two places. */
function moved([tie, ...key]: CursorPosition, distance: number): CursorPosition {
  return [Number(tie) + distance, ...key];
}

/** Pages by the number of a resource in a list that is put in order by `reorder`. */
function byOffset(reorder: (all: QueryResult['resources'], withoutValue: ReadonlySet<string>) => QueryResult['resources']): Fault['plant'] {
  return paging(async (request, store, context) => {
    const whole = { ...request, page: { startIndex: 1, count: 1000 } };
    const absent: Filter | undefined = request.sort && { kind: 'not', operand: { kind: 'present', path: request.sort.path } };
    const without = absent === undefined ? [] : (await store.query({ ...whole, filter: absent }, context)).resources;
    const all = reorder((await store.query(whole, context)).resources, new Set(without.map(({ id }) => id)));
    const { after, before, count } = request.page;
    const end = before === undefined ? Number(after?.[0] ?? 0) + count : Number(before[0]);
    const start = Math.max(0, end - count);
    return {
      resources: all.slice(start, end),
      totalResults: all.length,
      ...(end < all.length && { next: [end] }),
      ...(start > 0 && { previous: [start] }),
    };
  });
}

/** Pages by cursor (RFC 9865). */
export const cursorFaults: readonly Fault[] = [
  {
    about: 'skips the resource behind a cursor',
    noticedBy: /^query: cursor: .*gap or overlap/,
    plant: paging(async (request, store, context) => {
      const { page } = request;
      if (page.after === undefined) return store.query(request, context);
      const { resources, ...rest } = await store.query({ ...request, page: { ...page, count: page.count + 1 } }, context);
      return { ...rest, resources: resources.slice(1) };
    }),
  },
  {
    about: 'skips the resource ahead of a cursor',
    noticedBy: /^query: cursor: .*going back/,
    plant: requesting(({ page, ...request }) => ({
      ...request,
      page: page.before === undefined ? page : { ...page, before: moved(page.before, -1) },
    })),
  },
  {
    about: 'repeats the resource of a cursor',
    noticedBy: /^query: cursor: .*gap or overlap/,
    plant: requesting(({ page, ...request }) => ({
      ...request,
      page: page.after === undefined ? page : { ...page, after: moved(page.after, -0.5) },
    })),
  },
  {
    about: 'goes on behind a cursor that leads back',
    noticedBy: /^query: cursor: .*going back/,
    plant: requesting(({ page: { before, ...page }, ...request }) => ({
      ...request,
      page: before === undefined ? page : { ...page, after: before },
    })),
  },
  {
    about: 'starts over for a cursor that leads back',
    noticedBy: /^query: cursor: .*going back/,
    plant: requesting(({ page: { before: _before, ...page }, ...request }) => ({ ...request, page })),
  },
  {
    about: 'turns the pages around that a cursor leads back to',
    noticedBy: /^query: cursor: .*going back/,
    plant: answering((result, { page }) =>
      page.before === undefined ? result : { ...result, resources: result.resources.toReversed() },
    ),
  },
  {
    about: 'puts resources without a value first in pages by cursor',
    noticedBy: /^query: cursor: .*sorted by slots, ascending/,
    plant: byOffset((all, absent) => [...all.filter(({ id }) => absent.has(id)), ...all.filter(({ id }) => !absent.has(id))]),
  },
  {
    about: 'ends pages by cursor where the resources without a value begin',
    noticedBy: /^query: cursor: .*sorted by label, ascending/,
    plant: requesting((request) =>
      request.sort === undefined || request.filter !== undefined
        ? request
        : { ...request, filter: { kind: 'present', path: request.sort.path } },
    ),
  },
  {
    about: 'ignores the sort order in pages by cursor',
    noticedBy: /^query: cursor: .*sorted by label/,
    plant: requesting(({ sort: _sort, ...request }) => request),
  },
  {
    about: 'sorts pages by cursor ascending only',
    noticedBy: /^query: cursor: .*sorted by slots, descending/,
    plant: requesting(({ sort, ...request }) => ({ ...request, ...(sort && { sort: { ...sort, order: 'ascending' } }) })),
  },
  {
    about: 'ignores the filter behind a cursor',
    noticedBy: /^query: cursor: .*what the filter selects/,
    plant: requesting(({ filter, ...request }) => ({
      ...request,
      ...(filter && request.page.after === undefined && { filter }),
    })),
  },
  {
    about: 'takes the number of a resource for its position',
    noticedBy: /^query: cursor: .*is deleted|come and go/,
    plant: byOffset((all) => all),
  },
  {
    about: 'loses its place when the resource of the cursor is deleted',
    noticedBy: /^query: cursor: .*is deleted/,
    plant: (store) => {
      const owners = new Map<string, string>();
      return paging(async ({ page: { after, ...page }, ...request }, inner, context) => {
        const owner = after && owners.get(JSON.stringify(after));
        const isThere = owner !== undefined && (await inner.get({ ...request, id: owner }, context)) !== undefined;
        const result = await inner.query({ ...request, page: isThere && after ? { ...page, after } : page }, context);
        if (result.next) owners.set(JSON.stringify(result.next), result.resources.at(-1)!.id);
        return result;
      })(store);
    },
  },
  {
    about: 'promises a page behind the last one',
    noticedBy: /^query: cursor: .*last page that is full/,
    plant: paging(async (request, store, context) => {
      const { page } = request;
      const result = await store.query(request, context);
      if (result.next !== undefined || result.resources.length < page.count) return result;
      const last = await store.query({ ...request, page: { ...page, count: 1 } }, context);
      return { ...result, next: last.next ?? [Number.MAX_SAFE_INTEGER] };
    }),
  },
  {
    about: 'promises a page ahead of the first one',
    noticedBy: /^query: cursor: .*ahead of the first/,
    plant: answering((result) => (result.resources.length === 0 ? result : { ...result, previous: result.previous ?? [0] })),
  },
  {
    about: 'never leads back',
    noticedBy: /^query: cursor: .*going back/,
    plant: answering(({ previous: _previous, ...result }) => result),
  },
  {
    about: 'counts what is left instead of all matches in pages by cursor',
    noticedBy: /^query: cursor: .*matches of all pages/,
    plant: answering((result, { page }) =>
      page.after === undefined ? result : { ...result, totalResults: result.resources.length },
    ),
  },
  {
    about: 'knows positions only as long as they are not JSON',
    noticedBy: /^query: cursor: .*gap or overlap/,
    plant: (store) => {
      const made = new WeakSet<CursorPosition>();
      return paging(async ({ page, ...request }, inner, context) => {
        const { after, ...start } = page;
        const result = await inner.query({ ...request, page: after && !made.has(after) ? start : page }, context);
        if (result.next) made.add(result.next);
        return result;
      })(store);
    },
  },
];
