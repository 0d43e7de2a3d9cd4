import { parseDateTime } from './date-time';

const LOCAL = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?$/;
/** The instants of four-digit years: others are written differently in every place that would have to read them. */
const FIRST = Date.parse('0000-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Reads a date and time in any of the forms that an attribute of the format `local-date-time` takes, as milliseconds
 * since 1970: `2011-05-13 04:42:34.567`, with or without milliseconds or with a T, ISO 8601 with a zone, or such
 * milliseconds themselves. `undefined` for anything else.
 */
export function parseLocalDateTime(value: unknown): number | undefined {
  if (typeof value === 'number') return isShown(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const instant = parseDateTime(LOCAL.test(value) ? value.replace(' ', 'T') : value);
  return instant !== undefined && isShown(instant) ? instant : undefined;
}

/**
 * Writes an instant, in milliseconds since 1970, in the form of the format `local-date-time`: `2011-05-13 04:42:34`,
 * with milliseconds where there are any, in UTC.
 *
 * @throws RangeError for an instant outside of the years 0 to 9999.
 * @example
 * ```ts
 * const loan = { since: formatLocalDateTime(Date.now()) };
 * ```
 */
export function formatLocalDateTime(instant: number): string {
  if (!isShown(instant)) throw new RangeError('A local date and time needs a year of four digits');
  return new Date(instant).toISOString().replace('T', ' ').replace(/(?:\.000)?Z$/, '');
}

/** The form in which a value is kept; a value that is no date and time as it is. */
export function normalizeLocalDateTime(value: unknown): unknown {
  const instant = parseLocalDateTime(value);
  return instant === undefined ? value : formatLocalDateTime(instant);
}

/** Whether a text is in the form in which values are kept. */
export function isLocalDateTime(text: string): boolean {
  const instant = parseLocalDateTime(text);
  return instant !== undefined && formatLocalDateTime(instant) === text;
}

function isShown(instant: number): boolean {
  return instant >= FIRST && instant <= LAST;
}
