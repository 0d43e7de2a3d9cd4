import type { AttributePath } from '../schema/attribute';
import { formatAttributePath, suggestName } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';
import type { PathSyntax } from './syntax';

/**
 * The attribute that was probably meant by a path that names none.
 *
 * Schema URNs are left out of the comparison: to forget that of an extension is the most common slip (RFC 7644 §3.10).
 */
export function suggestPath(
  type: ResourceType,
  { names }: PathSyntax,
  isUsable: (path: AttributePath) => boolean,
): string | undefined {
  const candidates = new Map<string, AttributePath>();
  for (const path of allPaths(type).filter(isUsable)) {
    const name = nameWithoutSchema(path);
    if (!candidates.has(name)) candidates.set(name, path);
  }
  const suggestion = suggestName(candidates.keys(), names.map(({ text }) => text).join('.'));
  const path = suggestion === undefined ? undefined : candidates.get(suggestion);
  return path === undefined ? undefined : formatAttributePath(path);
}

function allPaths({ attributes }: ResourceType): readonly AttributePath[] {
  return attributes.flatMap((attribute) => [
    { attribute },
    ...attribute.subAttributes.map((subAttribute) => ({ attribute, subAttribute })),
  ]);
}

function nameWithoutSchema({ attribute, subAttribute }: AttributePath): string {
  return subAttribute === undefined ? attribute.name : `${attribute.name}.${subAttribute.name}`;
}
