import { InvalidCursorError } from '../errors/catalog';
import type { CursorPage, CursorPosition, QueryRequest } from '../store/resource-store';
import { Bindings } from './bindings';
import type { Statement } from './executor';
import { orderToSql, type SortKey } from './order-to-sql';
import { matchCondition, type QueryScope, totalColumn } from './query-statements';
import { type Selection, selectList } from './selection';

/** A query for a page next to a position. */
export type CursorRequest = QueryRequest & { readonly page: CursorPage };

/** What rows of a page by cursor tell beside the resource. */
export interface CursorRow {
  readonly seq: string;
  /** Only of a sorted list. */
  readonly sort_key?: string | null;
  /** Whether there are matches on the other side of the position, itself included. */
  readonly behind: boolean;
  readonly total?: string;
}

/** What a row is ordered by: nothing of it is lost with the row. */
interface Place {
  readonly seq: string;
  readonly key: string | null | undefined;
}

export function isBackward({ after, before }: CursorPage): boolean {
  return after === undefined && before !== undefined;
}

export function positionOf({ seq, sort_key: key }: CursorRow): CursorPosition {
  return key === undefined ? [seq] : [seq, key];
}

/**
 * One statement for a page next to a position (RFC 9865 §2): one resource more than asked for, which tells that there
 * are more, and in the order of reading, which is backwards for the page before a position.
 *
 * What is ahead of the position is a range of an index, where there is one: nothing is read only to be skipped, and a
 * page costs the same wherever it lies.
 */
export function cursorStatement(request: CursorRequest, selection: Selection, query: QueryScope): Statement {
  const bindings = new Bindings(query.tenant);
  const scope = { ...query, bindings };
  const key = request.sort && orderToSql(request.sort, scope);
  const { page } = request;
  const position = page.after ?? page.before;
  const from = position && readPlace(position, key);
  const walk: Walk = {
    from: from && bindPlace(from, key, bindings),
    condition: matchCondition(request.filter, scope),
    key,
    isBackward: isBackward(page),
    limit: Math.trunc(page.count) + 1,
  };
  const behind = walk.from === undefined ? 'false' : `exists (${behindRows(walk, scope)})`;
  const columns = `${selectList(selection, scope)}${totalColumn(request, scope)}, ${behind} as behind`;
  const text = key === undefined ? unsortedRows(walk, columns, scope) : sortedRows({ ...walk, key }, columns, scope);
  return { text, values: bindings.values, shape: 'varied' };
}

/** How a statement goes through the list. Expressions and placeholders, no values. */
interface Walk {
  readonly from: { readonly seq: string; readonly key: string | null } | undefined;
  readonly condition: string;
  readonly key: SortKey | undefined;
  readonly isBackward: boolean;
  readonly limit: number;
}

type SortedWalk = Walk & { readonly key: SortKey };

function unsortedRows(walk: Walk, columns: string, { settings }: QueryScope): string {
  const range = walk.from === undefined ? '' : ` and r.seq ${walk.isBackward ? '<' : '>'} ${walk.from.seq}`;
  return `select ${columns}, r.seq from ${settings.tables.resource} r
    where ${walk.condition}${range} order by r.seq ${walk.isBackward ? 'desc' : 'asc'} limit ${walk.limit}`;
}

function sortedRows(walk: SortedWalk, columns: string, { plan, settings }: QueryScope): string {
  const { resource } = settings.tables;
  const [keyDirection, seqDirection] = directions(walk);
  const order = `k.sort_key ${keyDirection}, k.seq ${seqDirection}`;
  const page = walk.key.isIndexed ? rangesOfIndex(walk, resource) : rangeOfAll(walk, resource);
  return `select ${columns}, k.seq, k.sort_key::text as sort_key from (
      select k.seq, k.sort_key from ${page} order by ${order} limit ${walk.limit}
    ) k join ${resource} r on r.tenant = $1 and r.type = ${plan.typeLiteral} and r.seq = k.seq
    order by ${order}`;
}

/** A range of the index for each branch: what is without a key comes first or last, apart from the others. */
function rangesOfIndex(walk: SortedWalk, resource: string): string {
  const { expression } = walk.key;
  const [keyDirection, seqDirection] = directions(walk);
  const branches = ranges(walk, { key: expression, seq: 'r.seq', inclusive: '' }).map(
    (range) => `(select r.seq, ${expression} as sort_key from ${resource} r where ${walk.condition} and ${range}
      order by ${expression} ${keyDirection}, r.seq ${seqDirection} limit ${walk.limit})`,
  );
  return `(${branches.join(' union all ')}) k`;
}

/** Without an index all matches have to be looked at, but once, and the key of each is made once (`offset 0` sees to it). */
function rangeOfAll(walk: SortedWalk, resource: string): string {
  const range = ranges(walk, { key: 'k.sort_key', seq: 'k.seq', inclusive: '' }).map((each) => `(${each})`).join(' or ');
  const all = `select r.seq, ${walk.key.expression} as sort_key from ${resource} r where ${walk.condition} offset 0`;
  return `(${all}) k where ${range}`;
}

function directions({ key, isBackward: backward }: Walk): readonly [key: 'asc' | 'desc', seq: 'asc' | 'desc'] {
  const isAscending = (key?.direction !== 'desc') !== backward;
  return [isAscending ? 'asc' : 'desc', backward ? 'desc' : 'asc'];
}

/** The names of what is compared, and whether the position itself is part of the range. */
interface RangeTerms {
  readonly key: string;
  readonly seq: string;
  readonly inclusive: '' | '=';
}

/** The conditions of what comes behind the position in the order of reading; null is the greatest key. */
function ranges(walk: SortedWalk, { key, seq, inclusive }: RangeTerms): readonly string[] {
  const { from } = walk;
  if (from === undefined) return ['true'];
  const [keyDirection, seqDirection] = directions(walk);
  const beyond = `${seq} ${seqDirection === 'asc' ? '>' : '<'}${inclusive} ${from.seq}`;
  if (from.key === null) {
    const equals = `${key} is null and ${beyond}`;
    return keyDirection === 'asc' ? [equals] : [equals, `${key} is not null`];
  }
  const further = keyDirection === 'asc' ? '>' : '<';
  // The first comparison is what an index can start from; the second tells equal keys apart.
  const range = `${key} ${further}= ${from.key} and (${key} ${further} ${from.key} or ${beyond})`;
  return keyDirection === 'asc' ? [range, `${key} is null`] : [range];
}

/** What is on the other side of the position, itself included: one row is enough to know that there is something. */
function behindRows(walk: Walk, { settings }: QueryScope): string {
  const { from, key, condition } = walk;
  const rows = `select 1 from ${settings.tables.resource} r where ${condition}`;
  if (from === undefined) return rows;
  // In the order of the index, which begins where the position is: the nearest match is the first that is looked at.
  if (key === undefined) {
    const [sign, direction] = walk.isBackward ? ['>=', 'asc'] : ['<=', 'desc'];
    return `${rows} and r.seq ${sign} ${from.seq} order by r.seq ${direction} limit 1`;
  }
  const turned = { ...walk, key, isBackward: !walk.isBackward };
  return ranges(turned, { key: key.expression, seq: 'r.seq', inclusive: '=' })
    .map((range) => `(${rows} and ${range} limit 1)`)
    .join(' union all ');
}

function bindPlace(place: Place, key: SortKey | undefined, bindings: Bindings): NonNullable<Walk['from']> {
  const bound = place.key ?? null;
  return {
    seq: `${bindings.bind(place.seq)}::bigint`,
    key: bound === null || key === undefined ? null : `${bindings.bind(bound)}::${key.type}`,
  };
}

/** @throws InvalidCursorError for what `positionOf` has not made. */
function readPlace([seq, key]: CursorPosition, sort: SortKey | undefined): Place {
  const isSeq = typeof seq === 'string' && /^[0-9]{1,18}$/.test(seq);
  if (!isSeq || !isKeyOf(sort, key)) throw new InvalidCursorError();
  return { seq, key };
}

function isKeyOf(sort: SortKey | undefined, key: CursorPosition[number] | undefined): key is Place['key'] {
  if (sort === undefined) return key === undefined;
  if (key === null || typeof key !== 'string') return key === null;
  return sort.type === 'text' ? !key.includes('\0') : Number.isFinite(Number(key));
}
