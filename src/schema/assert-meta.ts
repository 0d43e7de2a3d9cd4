import { resolveAttributePath } from './attribute-path';
import { parseLinkTemplate } from './link-template';
import type { MetaMember, ResourceType } from './resource-type';

const members: readonly MetaMember[] = Object.freeze(['resourceType', 'created', 'lastModified', 'location', 'version']);

/** What keeps the `meta` of a resource type from being shown, in words; `undefined` for nothing. */
export function metaFault(type: ResourceType): string | undefined {
  const unknown = type.meta.members.find((member) => !members.includes(member));
  if (unknown !== undefined) return `"members" has "${unknown}"; there may be ${members.join(', ')}`;
  for (const [name, template] of Object.entries(type.meta.links)) {
    const fault = linkFault(type, template);
    if (fault !== undefined) return `the link "${name}" ${fault}`;
  }
  return undefined;
}

function linkFault(type: ResourceType, template: unknown): string | undefined {
  const pieces = typeof template === 'string' ? parseLinkTemplate(template) : undefined;
  if (pieces === undefined) return 'must be a URL template, such as "Devices?filter=owner eq \'{userName}\'"';
  for (const piece of pieces) {
    if (typeof piece === 'string') continue;
    const path = resolveAttributePath(type, piece.path);
    const attribute = path?.subAttribute ?? path?.attribute;
    if (path === undefined || attribute === undefined) return `names "${piece.path}", which no schema of it has`;
    const isSimple = attribute.type !== 'complex' && !attribute.multiValued && !path.attribute.multiValued;
    if (!isSimple) return `names "${piece.path}", which must be simple and have one value`;
    if (attribute.returned === 'never' || attribute.mutability === 'writeOnly') return `names "${piece.path}", which is never returned`;
    if (path.attribute.name === 'meta') return `names "${piece.path}", which is not known before meta is`;
  }
  return undefined;
}
