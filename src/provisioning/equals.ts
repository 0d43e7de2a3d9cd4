import type { Filter } from '../filter/ast';
import { resolveAttributePath } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';

/** The filter for resources with this text at a path of their type. */
export function equals(type: ResourceType, name: string, value: string): Filter {
  const path = resolveAttributePath(type, name);
  if (path === undefined) throw new TypeError(`${type.name} has no attribute "${name}"`);
  return { kind: 'comparison', path, operator: 'eq', value, caseExact: true };
}
