import { formatAttributePath } from '../../schema/attribute-path';
import type { ResourceTypeDefinition } from '../../schema/define-resource-type';
import { defineResourceType } from '../../schema/define-resource-type';
import type { ResourceType } from '../../schema/resource-type';

/** A resource type with other parts in place of some of its own. Stores take it for the same one. */
export function redefined(type: ResourceType, changes: Partial<Pick<ResourceTypeDefinition, 'schema' | 'accept' | 'derived'>>): ResourceType {
  const { displayAttribute, description, uniqueTogether, attributes: _compiled, attributesByName: _indexed, links: _found, ...rest } = type;
  return defineResourceType({
    ...rest,
    uniqueTogether: uniqueTogether.map((paths) => paths.map(formatAttributePath)),
    ...(displayAttribute !== undefined && { displayAttribute }),
    ...(description !== undefined && { description }),
    ...changes,
  });
}
