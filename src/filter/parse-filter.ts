import type { ResourceType } from '../schema/resource-type';
import type { Filter } from './ast';
import { parseFilterSyntax, type SyntaxOptions } from './parser';
import { resolveFilter, type ResolveOptions } from './resolve';

/** How a filter is read, and for whom. */
export interface FilterOptions extends SyntaxOptions, ResolveOptions {}

/**
 * Reads a filter for resources of one type (RFC 7644 §3.4.2.2).
 *
 * Throws `InvalidFilterError` (`ERR_SCIM_INVALID_FILTER`) with the position of the mistake: bad syntax, an attribute
 * that the type does not have, an operator or a value that does not suit its attribute, or a limit exceeded.
 *
 * @example
 * ```ts
 * const filter = parseFilter('userName sw "b" and emails[type eq "work"]', User);
 * ```
 */
export function parseFilter(source: string, type: ResourceType, options: FilterOptions = {}): Filter {
  return resolveFilter(parseFilterSyntax(source, options), type, options);
}
