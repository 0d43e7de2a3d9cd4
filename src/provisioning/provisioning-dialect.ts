import type { FilterDialect } from '../filter/dialect';
import { rfcDialect } from '../filter/dialect';

/** Filters of RFC 7644 §3.4.2.2, also in the typographic quotes that the vendor's page prints (seed 003). */
export const provisioningDialect: FilterDialect = Object.freeze<FilterDialect>({
  ...rfcDialect,
  quotes: new Map([...rfcDialect.quotes, ['\u201c', '\u201d'], ['\u201d', '\u201d']]),
});
