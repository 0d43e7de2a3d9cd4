import { SensitiveFilterError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Filter } from '../filter/ast';
import type { FilterVisitor } from '../filter/visit';
import { visitFilter } from '../filter/visit';
import type { Attribute, AttributePath } from '../schema/attribute';
import { formatAttributePath, resolveAttributePath } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';

/**
 * The attributes of all resource types that no URL may name, since a filter may lead from one to the other; throws
 * `TypeError` for a name that no type has.
 */
export function sensitiveAttributes(types: readonly ResourceType[], names: readonly string[] = []): ReadonlySet<Attribute> {
  const unknown = names.find((name) => types.every((type) => resolveAttributePath(type, name) === undefined));
  if (unknown !== undefined) throw new TypeError(`options.sensitiveAttributes names "${unknown}", which no resource type has`);
  const paths = types.flatMap((type) => names.map((name) => resolveAttributePath(type, name))).filter((path) => path !== undefined);
  return new Set(paths.map(({ attribute, subAttribute }) => subAttribute ?? attribute));
}

/**
 * Refuses a filter of a URL that names what is sensitive: URLs get into logs, histories and referrers (RFC 7644
 * §7.5.2). Throws `SensitiveFilterError`.
 */
export function assertNothingSensitive(sensitive: ReadonlySet<Attribute>, filter: Filter): void {
  const assertPath = (path: AttributePath): void => {
    const { attribute, subAttribute } = path;
    if (![attribute.parent, attribute, subAttribute].some((part) => part !== undefined && sensitive.has(part))) return;
    throw new SensitiveFilterError(detail`${formatAttributePath(path)} must not be in a URL: search with POST …/.search`);
  };
  const assertEach = (operands: readonly Filter[]): void => operands.forEach((operand) => visitFilter(operand, visitor));
  const visitor: FilterVisitor<void> = {
    comparison: ({ path }) => assertPath(path),
    present: ({ path }) => assertPath(path),
    and: ({ operands }) => assertEach(operands),
    or: ({ operands }) => assertEach(operands),
    related: ({ filter: there }) => visitFilter(there, visitor),
    not: ({ operand }) => visitFilter(operand, visitor),
    valuePath: ({ attribute, filter: inner }) => {
      assertPath({ attribute });
      visitFilter(inner, visitor);
    },
  };
  if (sensitive.size > 0) visitFilter(filter, visitor);
}
