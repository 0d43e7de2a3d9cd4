import type { Filter } from './ast';

/** One function per kind of node; a kind that is missing is a compile error. */
export type FilterVisitor<R> = { readonly [K in Filter['kind']]: (node: Extract<Filter, { readonly kind: K }>) => R };

/**
 * Calls the function for the kind of `filter`; recursion is the visitor's own business.
 *
 * @example
 * ```ts
 * const depth: FilterVisitor<number> = {
 *   comparison: () => 1, present: () => 1, valuePath: (node) => 1 + visitFilter(node.filter, depth),
 *   not: (node) => 1 + visitFilter(node.operand, depth), related: (node) => 1 + visitFilter(node.filter, depth),
 *   and: (node) => 1 + Math.max(...node.operands.map((operand) => visitFilter(operand, depth))),
 *   or: (node) => 1 + Math.max(...node.operands.map((operand) => visitFilter(operand, depth))),
 * };
 * ```
 */
export function visitFilter<R>(filter: Filter, visitor: FilterVisitor<R>): R {
  const visit = visitor[filter.kind] as (node: Filter) => R;
  return visit(filter);
}
