import { InvalidCursorError } from '../errors/catalog';
import type { EvaluationContext } from '../resource/evaluate-filter';
import type { StoredResource } from '../resource/stored-resource';
import type { CursorPage, CursorPosition, SortOrder } from './resource-store';
import { compareSortKeys, type SortKey, sortKey } from './sort-resources';

/** What tells a resource from those with an equal sort key: another value for each, the same each time. */
export type TieBreak = string | number;

/** The order of a list that is paged by cursor, total because of its tie-break. */
export interface CursorOrder<Resource extends StoredResource> {
  readonly sort: SortOrder | undefined;
  readonly tieBreak: (resource: Resource) => TieBreak;
  readonly evaluation: EvaluationContext;
}

/** What `applyQuery` answers, for stores that keep more of a resource than the contract names. */
export interface SelectedPage<Resource extends StoredResource> {
  readonly resources: readonly Resource[];
  readonly totalResults: number;
  readonly next?: CursorPosition;
  readonly previous?: CursorPosition;
}

interface Place {
  readonly key: SortKey;
  readonly tie: TieBreak;
}

interface Placed<Resource> extends Place {
  readonly resource: Resource;
}

/** A page by what it lies next to, and the number of all matches (RFC 9865 §2). */
export function pageByCursor<Resource extends StoredResource>(
  matches: Iterable<Resource>,
  page: CursorPage,
  order: CursorOrder<Resource>,
): SelectedPage<Resource> {
  const position = page.after ?? page.before;
  const isBackward = page.after === undefined && page.before !== undefined;
  const from = position && readPosition(position, order);
  const compare = comparePlaces(order);
  const ahead: Placed<Resource>[] = [];
  let totalResults = 0;
  for (const resource of matches) {
    totalResults += 1;
    const placed = place(resource, order);
    if (from === undefined || (isBackward ? compare(placed, from) < 0 : compare(placed, from) > 0)) ahead.push(placed);
  }
  ahead.sort(compare);
  const chosen = isBackward ? ahead.slice(Math.max(0, ahead.length - page.count)) : ahead.slice(0, page.count);
  const beyond = { further: ahead.length > chosen.length, back: totalResults > ahead.length };
  const [hasPrevious, hasNext] = isBackward ? [beyond.further, beyond.back] : [beyond.back, beyond.further];
  const [first, last] = [chosen[0], chosen.at(-1)];
  return {
    resources: chosen.map(({ resource }) => resource),
    totalResults,
    ...(last && hasNext && { next: writePosition(last, order) }),
    ...(first && hasPrevious && { previous: writePosition(first, order) }),
  };
}

function place<Resource extends StoredResource>(resource: Resource, order: CursorOrder<Resource>): Placed<Resource> {
  const { sort, evaluation, tieBreak } = order;
  return { resource, key: sort && sortKey(resource, sort.path, evaluation), tie: tieBreak(resource) };
}

/** Resources with equal keys have one order, whether the list is ascending or descending. */
function comparePlaces({ sort }: Pick<CursorOrder<never>, 'sort'>): (left: Place, right: Place) => number {
  const direction = sort?.order === 'descending' ? -1 : 1;
  return (left, right) => direction * compareSortKeys(left.key, right.key) || compareTies(left.tie, right.tie);
}

function compareTies(left: TieBreak, right: TieBreak): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function writePosition({ key, tie }: Place, { sort }: Pick<CursorOrder<never>, 'sort'>): CursorPosition {
  return sort === undefined ? [tie] : [tie, key ?? null];
}

function readPosition([tie, key]: CursorPosition, { sort }: Pick<CursorOrder<never>, 'sort'>): Place {
  const isTie = typeof tie === 'string' || typeof tie === 'number';
  if (!isTie || (sort === undefined) !== (key === undefined)) throw new InvalidCursorError();
  return { key: key ?? undefined, tie };
}
