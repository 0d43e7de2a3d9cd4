import { ExpiredCursorError, InvalidCountError, InvalidCursorError, InvalidValueError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { ResultPage } from '../messages/list-response';
import type { CursorPage, CursorPosition, IndexPage, QueryResult } from '../store/resource-store';
import type { Pagination } from './pagination';

/** The part of a query that chooses the page (RFC 7644 §3.4.2.4, RFC 9865 §2). */
export interface PageInput {
  readonly startIndex?: number;
  readonly count?: number;
  /** Empty for the first page. */
  readonly cursor?: string;
}

/** Which page the store is asked for, and what the answer says of its place in the list. */
export interface PageRequest {
  readonly page: IndexPage | CursorPage;
  readonly describe: (result: QueryResult) => Pick<ResultPage, 'startIndex' | 'cursors'>;
}

/**
 * Chooses the method and the page: `cursor` asks for a page by cursor, `startIndex` for one by position, and neither
 * for the default (RFC 9865 §2.4). `binding` names everything about a query that its cursors belong to.
 *
 * @throws InvalidCursorError, ExpiredCursorError, InvalidCountError, InvalidValueError (RFC 9865 §2.1).
 */
export function pageRequest(pagination: Pagination, input: PageInput, binding: () => string): PageRequest {
  const count = Math.max(0, Math.min(input.count ?? pagination.defaultCount, pagination.maxCount));
  const method = requestedMethod(pagination, input);
  return method === undefined ? pageByIndex(input, count) : pageByCursor(method, { ...input, count }, binding());
}

type CursorMethod = NonNullable<Pagination['cursor']>;

/** `undefined` for pages by position. */
function requestedMethod({ cursor, method }: Pagination, input: PageInput): CursorMethod | undefined {
  // A parameter that is not known is ignored (RFC 7644 §3.4.2).
  if (cursor === undefined) return undefined;
  if (input.cursor !== undefined && input.startIndex !== undefined) {
    throw new InvalidValueError(detail`startIndex and cursor cannot be used together`);
  }
  const isByCursor = input.cursor !== undefined || (method === 'cursor' && input.startIndex === undefined);
  return isByCursor ? cursor : undefined;
}

/** Out of range is put in range, not refused (RFC 7644 §3.4.2.4). */
function pageByIndex({ startIndex = 1 }: PageInput, count: number): PageRequest {
  const page = { startIndex: Math.max(1, startIndex), count };
  return { page, describe: () => ({ startIndex: page.startIndex }) };
}

function pageByCursor(method: CursorMethod, input: PageInput & { readonly count: number }, binding: string): PageRequest {
  const { cursor = '', count } = input;
  const place = cursor === '' ? {} : openCursor(method, { cursor, count, binding });
  // Who wants no resources wants the total alone, which has no place in the list.
  if (count === 0) return { page: { startIndex: 1, count }, describe: () => ({ cursors: {} }) };
  const seal = (side: CursorSide, position: CursorPosition | undefined): string | undefined =>
    position && method.seal.seal(JSON.stringify([Date.now(), count, side, position] satisfies CursorContent), binding);
  return {
    page: { ...place, count },
    describe(result) {
      const [next, previous] = [seal('after', result.next), seal('before', result.previous)];
      return { cursors: { ...(next !== undefined && { next }), ...(previous !== undefined && { previous }) } };
    },
  };
}

type CursorSide = 'after' | 'before';

type CursorContent = readonly [issued: number, count: number, side: CursorSide, position: CursorPosition];

interface GivenCursor {
  readonly cursor: string;
  readonly count: number;
  readonly binding: string;
}

function openCursor({ seal, timeout }: CursorMethod, { cursor, count, binding }: GivenCursor): Omit<CursorPage, 'count'> {
  const text = seal.open(cursor, binding);
  if (text === undefined) throw new InvalidCursorError();
  // Sealed by this service provider, so it is what it was.
  const [issued, initialCount, side, position] = JSON.parse(text) as CursorContent;
  if (Date.now() > issued + timeout * 1000) {
    throw new ExpiredCursorError(detail`The cursor has not been used within ${timeout} seconds; start with the first page`);
  }
  if (count !== initialCount) {
    throw new InvalidCountError(detail`count must be the same for all pages, which is ${initialCount}`);
  }
  return side === 'after' ? { after: position } : { before: position };
}
