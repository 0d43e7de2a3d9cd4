import type { Filter, IndexPage, QueryRequest, QueryResult, ResourceStore, ScimContext } from 'scim-router';
import { type Fault, filtering } from '../plant';

const whole = { startIndex: 1, count: Number.MAX_SAFE_INTEGER };

function requesting(change: (request: QueryRequest) => QueryRequest): Fault['plant'] {
  return (store) => ({ query: (request, context) => store.query(change(request), context) });
}

/** Changes pages by position. */
function paging(change: (page: IndexPage) => IndexPage): Fault['plant'] {
  return requesting(({ page, ...request }) => ({ ...request, page: 'startIndex' in page ? change(page) : page }));
}

function sorted(change: (sort: NonNullable<QueryRequest['sort']>) => QueryRequest['sort']): Fault['plant'] {
  return requesting(({ sort, ...request }) => {
    const changed = sort && change(sort);
    return changed === undefined ? request : { ...request, sort: changed };
  });
}

/** Puts all resources in another order before it takes the page. */
function reordering(
  reorder: (
    all: QueryResult['resources'],
    request: QueryRequest & { readonly page: IndexPage },
    again: Ask,
  ) => Promise<QueryResult['resources']>,
): Fault['plant'] {
  return (store) => ({
    query: async (request, context) => {
      const { page } = request;
      if (!('startIndex' in page)) return store.query(request, context);
      const ask = (other: QueryRequest) => all(store, other, context);
      const resources = await reorder(await ask(request), { ...request, page }, ask);
      const start = page.startIndex - 1;
      return { resources: resources.slice(start, start + page.count), totalResults: resources.length };
    },
  });
}

type Ask = (request: QueryRequest) => Promise<QueryResult['resources']>;

async function all(
  store: ResourceStore,
  request: QueryRequest,
  context: ScimContext,
): Promise<QueryResult['resources']> {
  return (await store.query({ ...request, page: whole }, context)).resources;
}

async function withoutValueFirst(resources: QueryResult['resources'], request: QueryRequest, ask: Ask) {
  if (request.sort === undefined) return resources;
  const present: Filter = { kind: 'present', path: request.sort.path };
  const without = await ask({ ...request, filter: { kind: 'not', operand: present } });
  const ids = new Set(without.map(({ id }) => id));
  return [...without, ...resources.filter(({ id }) => !ids.has(id))];
}

/** `ports[a and b]` as if it were `ports.a and ports.b`. */
function dotted(filter: Filter): Filter {
  if (filter.kind !== 'valuePath' || filter.filter.kind !== 'and') return filter;
  const operands = filter.filter.operands.map((operand): Filter => ({ ...filter, filter: operand }));
  return { kind: 'and', operands };
}

/** Filters, orders and pages. */
export const queryFaults: readonly Fault[] = [
  {
    about: 'counts startIndex from 0',
    noticedBy: /^query: page: .*1-based/,
    plant: paging((page) => ({ ...page, startIndex: page.startIndex + 1 })),
  },
  {
    about: 'takes startIndex for the number of a page',
    noticedBy: /^query: page: .*gap or overlap/,
    plant: paging((page) => ({ ...page, startIndex: (page.startIndex - 1) * page.count + 1 })),
  },
  {
    about: 'counts the page instead of the matches',
    noticedBy: /^query: page: .*number of matches/,
    plant: (store) => ({
      query: async (request, context) => {
        const { resources } = await store.query(request, context);
        return { resources, totalResults: resources.length };
      },
    }),
  },
  {
    about: 'counts all resources instead of the matches',
    noticedBy: /^query: page: .*before the page/,
    plant: (store) => ({
      query: async (request, context) => {
        const { resources } = await store.query(request, context);
        const { filter: _filter, ...unfiltered } = request;
        return { resources, totalResults: (await store.query(unfiltered, context)).totalResults };
      },
    }),
  },
  {
    about: 'answers everything for count 0',
    noticedBy: /^query: page: .*count 0/,
    plant: paging((page) => (page.count === 0 ? whole : page)),
  },
  {
    about: 'answers in another order each time',
    noticedBy: /^query: page: .*same order|gap or overlap/,
    plant: (store) => {
      let rounds = 0;
      const turn: Parameters<typeof reordering>[0] = async (resources) => {
        rounds += 1;
        return [...resources.slice(rounds % resources.length), ...resources.slice(0, rounds % resources.length)];
      };
      return reordering(turn)(store);
    },
  },
  {
    about: 'ignores the filter',
    noticedBy: /^query: filter: /,
    plant: requesting(({ filter: _filter, ...request }) => request),
  },
  {
    about: 'compares with letter case in filters',
    noticedBy: /^query: filter: .*label eq "PRINTER"/,
    plant: filtering((filter) => (filter.kind === 'comparison' ? { ...filter, caseExact: true } : filter)),
  },
  {
    about: 'compares without letter case in filters',
    noticedBy: /^query: filter: .*model eq "XP-10"/,
    plant: filtering((filter) => (filter.kind === 'comparison' ? { ...filter, caseExact: false } : filter)),
  },
  {
    about: 'lets "ne" be false for resources without a value',
    noticedBy: /^query: filter: .*label ne "printer"/,
    plant: filtering((filter) =>
      filter.kind === 'comparison' && filter.operator === 'ne'
        ? { kind: 'and', operands: [filter, { kind: 'present', path: filter.path }] }
        : filter,
    ),
  },
  {
    about: 'treats "gt" as "ge"',
    noticedBy: /^query: filter: .*slots gt 9/,
    plant: filtering((filter) =>
      filter.kind === 'comparison' && filter.operator === 'gt' ? { ...filter, operator: 'ge' } : filter,
    ),
  },
  {
    about: 'treats "sw" as "co"',
    noticedBy: /^query: filter: .* sw /,
    plant: filtering((filter) =>
      filter.kind === 'comparison' && filter.operator === 'sw' ? { ...filter, operator: 'co' } : filter,
    ),
  },
  {
    about: 'ignores "not"',
    noticedBy: /^query: filter: .*not \(/,
    plant: filtering((filter) => (filter.kind === 'not' ? filter.operand : filter)),
  },
  {
    about: 'lets different values satisfy the parts of a value filter',
    noticedBy: /^query: filter: .*ports\[type eq "wifi" and value eq "eth0"\]/,
    plant: filtering(dotted),
  },
  { about: 'ignores sorting', noticedBy: /^query: sort: /, plant: sorted(() => undefined) },
  {
    about: 'always sorts ascending',
    noticedBy: /^query: sort: .*letter case does not count/,
    plant: sorted((sort) => ({ ...sort, order: 'ascending' })),
  },
  {
    about: 'puts resources without a value first when ascending',
    noticedBy: /^query: sort: .*without a value/,
    plant: reordering(withoutValueFirst),
  },
  {
    about: 'breaks ties anew for every page',
    noticedBy: /^query: sort: .*ties/,
    plant: reordering(async (resources, { sort, page }) =>
      sort !== undefined && page.startIndex > 1 ? resources.toReversed() : resources,
    ),
  },
  {
    about: 'sorts the page instead of the matches',
    noticedBy: /^query: sort: .*before the page/,
    plant: (store) => ({
      query: async (request, context) => {
        const { sort: _sort, ...unsorted } = request;
        const { resources, totalResults } = await store.query(unsorted, context);
        const ids = new Set(resources.map(({ id }) => id));
        const inOrder = await all(store, request, context);
        return { resources: inOrder.filter(({ id }) => ids.has(id)), totalResults };
      },
    }),
  },
];
