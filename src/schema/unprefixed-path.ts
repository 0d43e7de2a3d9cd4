import type { AttributePath } from './attribute';
import { foldName } from './attribute-name';
import { resolveAttributePath } from './attribute-path';
import type { ResourceType } from './resource-type';

/**
 * Finds the extension attribute that a name without a URN can only mean, such as `manager.value`: outside RFC 7644
 * §3.10, where extension attributes carry their URN. `undefined` when no extension, or more than one, has it.
 */
export function resolveUnprefixedPath(type: ResourceType, text: string): AttributePath | undefined {
  if (text.includes(':')) return undefined;
  const folded = foldName(text);
  const dot = folded.indexOf('.');
  const name = dot === -1 ? folded : folded.slice(0, dot);
  const owners = type.extensions.filter(({ schema }) => type.attributesByName.has(`${foldName(schema.$id)}:${name}`));
  const [owner] = owners;
  return owner === undefined || owners.length > 1 ? undefined : resolveAttributePath(type, `${owner.schema.$id}:${text}`);
}
