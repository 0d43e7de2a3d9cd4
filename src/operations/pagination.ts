import type { CursorSeal } from './cursor-seal';
import { createCursorSeal } from './cursor-seal';
import { positiveInteger, wholeNumbers } from './option-checks';

/** How lists are divided into pages (RFC 7644 §3.4.2.4, RFC 9865); published in ServiceProviderConfig. */
export interface PaginationOptions {
  /** Resources in a page when the client does not say. Default 100, or `maxCount` when that is less. */
  readonly defaultCount?: number;
  /** Most resources in a page; published as `filter.maxResults`. Default 1,000. */
  readonly maxCount?: number;
  /** How a list is paged when the client names neither `startIndex` nor `cursor`. Default `index`. */
  readonly method?: 'index' | 'cursor';
  /** `false`: `cursor` is an unknown parameter, and ignored. */
  readonly cursor?: false | CursorOptions;
}

export interface CursorOptions {
  /** Seconds for which a cursor can be used. Default 3,600. */
  readonly timeout?: number;
  /**
   * What cursors are sealed with, at least 16 characters, best random ones. Default: random for each router, so that
   * its cursors end with the process. Processes that answer for one another need the same.
   */
  readonly secret?: string;
}

/** `PaginationOptions`, checked and complete. */
export interface Pagination {
  readonly defaultCount: number;
  readonly maxCount: number;
  readonly method: 'index' | 'cursor';
  /** `undefined` when lists are not paged by cursor. */
  readonly cursor: { readonly timeout: number; readonly seal: CursorSeal } | undefined;
}

/** @throws TypeError naming the option that is wrong. */
export function resolvePagination(options: PaginationOptions = {}): Pagination {
  const { defaultCount = 100, maxCount = 1000, method = 'index', cursor = {} } = options;
  positiveInteger(maxCount, 'options.pagination.maxCount');
  positiveInteger(defaultCount, 'options.pagination.defaultCount');
  if (!['index', 'cursor'].includes(method)) {
    throw new TypeError(`options.pagination.method must be 'index' or 'cursor', not ${method as string}`);
  }
  if (method === 'cursor' && cursor === false) {
    throw new TypeError("options.pagination.method is 'cursor', which options.pagination.cursor switches off");
  }
  return Object.freeze({
    maxCount,
    defaultCount: Math.min(defaultCount, maxCount),
    method,
    cursor: cursor === false ? undefined : resolveCursor(cursor),
  });
}

/** Other sizes of pages over those of the router; throws `TypeError` naming the one that is wrong. */
export function limitPages(pagination: Pagination, given: PaginationOptions | undefined, option: string): Pagination {
  if (given === undefined) return pagination;
  const { defaultCount, maxCount } = wholeNumbers(given, option, { defaultCount: pagination.defaultCount, maxCount: pagination.maxCount });
  return Object.freeze({ ...pagination, maxCount, defaultCount: Math.min(defaultCount, maxCount) });
}

function resolveCursor(options: CursorOptions): NonNullable<Pagination['cursor']> {
  if (typeof options !== 'object' || (options as unknown) === null) {
    throw new TypeError('options.pagination.cursor must be false or an object');
  }
  const { timeout = 3600, secret } = options;
  positiveInteger(timeout, 'options.pagination.cursor.timeout');
  if (secret !== undefined && (typeof secret !== 'string' || secret.length < 16)) {
    throw new TypeError('options.pagination.cursor.secret must be a string of at least 16 characters');
  }
  return Object.freeze({ timeout, seal: createCursorSeal(secret) });
}
