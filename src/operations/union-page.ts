import type { StoredResource } from '../resource/stored-resource';
import type { CursorPage, CursorPosition, IndexPage, QueryResult } from '../store/resource-store';
import type { SortKey } from '../store/sort-resources';
import { compareSortKeys } from '../store/sort-resources';

/** One of several lists that are shown as one: the resources of one type. */
export interface Source {
  readonly read: (page: IndexPage | CursorPage) => Promise<QueryResult>;
  /** What the list is sorted by. */
  readonly keyOf: (resource: StoredResource) => SortKey;
}

/** A resource, and where in `sources` its list stands. */
export interface UnionItem {
  readonly source: number;
  readonly resource: StoredResource;
}

export interface UnionPage {
  readonly items: readonly UnionItem[];
  readonly totalResults: number;
  /** Of a page by cursor behind which there are more resources. */
  readonly next?: CursorPosition;
}

/** `undefined`: one list after the other. */
export type UnionOrder = 'ascending' | 'descending' | undefined;

interface Keyed extends UnionItem {
  readonly key: SortKey;
}

type Compare = (left: Keyed, right: Keyed) => number;

/** A page of several lists as if they were one (RFC 7644 §3.4.2.1, §3.4.2.4); only what it may need is read of each. */
export function unionPage(sources: readonly Source[], order: UnionOrder, page: IndexPage | CursorPage): Promise<UnionPage> {
  if (!('startIndex' in page)) return cursorPage(sources, order, page);
  if (order === undefined || page.count === 0) return concatenatedPage(sources, page);
  return mergedPage(sources, comparison(order), page);
}

async function concatenatedPage(sources: readonly Source[], { startIndex, count }: IndexPage): Promise<UnionPage> {
  const items: UnionItem[] = [];
  let totalResults = 0;
  for (const [source, { read }] of sources.entries()) {
    const skipped = Math.max(0, startIndex - 1 - totalResults);
    const result = await read({ startIndex: skipped + 1, count: count - items.length });
    items.push(...result.resources.map((resource) => ({ source, resource })));
    totalResults += result.totalResults;
  }
  return { items, totalResults };
}

async function mergedPage(
  sources: readonly Source[],
  compare: Compare,
  { startIndex, count }: IndexPage,
): Promise<UnionPage> {
  const { starts, left } = await findStarts(sources, compare, startIndex - 1);
  const candidates: Keyed[] = [];
  let totalResults = 0;
  for (const [source, { read }] of sources.entries()) {
    const result = await read({ startIndex: (starts[source] ?? 0) + 1, count: left + count });
    candidates.push(...keyed(sources, source, result));
    totalResults += result.totalResults;
  }
  return { items: candidates.sort(compare).slice(left, left + count), totalResults };
}

/** As many resources as it costs little to read and pass over. */
const nearby = 1000;

/**
 * How many resources of each list come before the first `skip` of all, but for `left` that are still to be passed over.
 *
 * Every round looks at one resource of each list, `left` divided by the number of lists ahead: what comes up to the
 * least of these is surely among the first `left`. So the distance shrinks by a constant factor, and is never walked.
 */
async function findStarts(
  sources: readonly Source[],
  compare: Compare,
  skip: number,
): Promise<{ readonly starts: readonly number[]; readonly left: number }> {
  const starts = sources.map(() => 0);
  let left = skip;
  const ends = left <= nearby ? [] : await totalsOf(sources);
  for (;;) {
    const open = sources.map((_, source) => source).filter((source) => (starts[source] ?? 0) < (ends[source] ?? 0));
    if (left <= nearby || open.length === 0) return { starts, left };
    const step = Math.floor(left / open.length);
    const probes: (Keyed & { readonly position: number })[] = [];
    for (const source of open) {
      const position = Math.min((starts[source] ?? 0) + step, ends[source] ?? 0);
      const [probe] = keyed(sources, source, await sources[source]?.read({ startIndex: position, count: 1 }));
      // Somebody has deleted what was there: the list has become shorter.
      if (probe === undefined) ends[source] = position - 1;
      else probes.push({ ...probe, position });
    }
    if (probes.length < open.length) continue;
    const least = probes.reduce((first, probe) => (compare(probe, first) < 0 ? probe : first));
    left -= least.position - (starts[least.source] ?? 0);
    starts[least.source] = least.position;
  }
}

async function totalsOf(sources: readonly Source[]): Promise<number[]> {
  const totals: number[] = [];
  for (const { read } of sources) totals.push((await read({ startIndex: 1, count: 0 })).totalResults);
  return totals;
}

/** How far a list has been read: `null` not at all, `false` to its end. */
type Progress = CursorPosition | null | false;

interface Part {
  readonly progress: Progress;
  readonly result: QueryResult;
  /** Whether resources were asked for, and not the total alone. */
  readonly isRead: boolean;
}

/** The position is the progress in every list (RFC 9865 §2); there is no way back. */
async function cursorPage(sources: readonly Source[], order: UnionOrder, { after, count }: CursorPage): Promise<UnionPage> {
  const progress = readProgress(after, sources);
  const parts: Part[] = [];
  const candidates: Keyed[] = [];
  for (const [source, { read }] of sources.entries()) {
    const at = progress[source] ?? null;
    const wanted = order === undefined ? count - candidates.length : count;
    const isRead = at !== false && wanted > 0;
    const result = await read(isRead ? { ...(at !== null && { after: at }), count: wanted } : { startIndex: 1, count: 0 });
    parts.push({ progress: at, result, isRead });
    candidates.push(...keyed(sources, source, result));
  }
  const items = order === undefined ? candidates : candidates.sort(comparison(order)).slice(0, count);

  const reached: Progress[] = [];
  for (const [source, part] of parts.entries()) {
    const taken = items.filter((item) => item.source === source).length;
    reached.push(await advance(sources[source], part, taken));
  }
  const totalResults = parts.reduce((sum, { result }) => sum + result.totalResults, 0);
  const isEnd = reached.every((at) => at === false);
  return { items, totalResults, ...(!isEnd && { next: [JSON.stringify(reached)] }) };
}

/** Where a list has been read to when `taken` of the resources that were read have been shown. */
async function advance(source: Source | undefined, { progress, result, isRead }: Part, taken: number): Promise<Progress> {
  if (progress === false || (!isRead && result.totalResults === 0)) return false;
  if (isRead && taken === result.resources.length) return result.next ?? false;
  if (taken === 0) return progress;
  // The store tells the position of the last resource of a page only.
  const shorter = await source?.read({ ...(progress !== null && { after: progress }), count: taken });
  return shorter?.next ?? false;
}

function readProgress(position: CursorPosition | undefined, sources: readonly Source[]): readonly Progress[] {
  // Made below and sealed since, so it is what it was.
  return position === undefined ? sources.map(() => null) : (JSON.parse(String(position[0])) as readonly Progress[]);
}

function keyed(sources: readonly Source[], source: number, result: QueryResult | undefined): readonly Keyed[] {
  const { keyOf = () => undefined } = sources[source] ?? {};
  return (result?.resources ?? []).map((resource) => ({ source, resource, key: keyOf(resource) }));
}

/** Equal keys keep the order of the lists and, sorting being stable, that within a list. */
function comparison(order: NonNullable<UnionOrder>): Compare {
  const direction = order === 'descending' ? -1 : 1;
  return (left, right) => direction * compareKeys(left.key, right.key) || left.source - right.source;
}

/** Two types may have attributes of one name and of different data types: those keep apart. */
function compareKeys(left: SortKey, right: SortKey): number {
  const isComparable = left === undefined || right === undefined || typeof left === typeof right;
  return isComparable ? compareSortKeys(left, right) : typeof left < typeof right ? -1 : 1;
}
