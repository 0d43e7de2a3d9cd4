import type { Attribute } from '../schema/attribute';
import type { Attributes } from '../schema/resource-type';
import { isUnassigned } from './attribute-value';

/**
 * Builds the attributes of a resource from values: those of an extension go into one object under its URN, and
 * unassigned ones are left out (RFC 7643 §2.5, §3.3).
 */
export function collectAttributes(values: Iterable<readonly [Attribute, unknown]>): Attributes {
  const attributes: Record<string, unknown> = {};
  const extensions = new Map<string, Record<string, unknown>>();
  for (const [{ name, extension }, value] of values) {
    if (isUnassigned(value)) continue;
    if (extension === undefined) attributes[name] = value;
    else extensionObject(extensions, extension)[name] = value;
  }
  return Object.assign(attributes, Object.fromEntries(extensions));
}

function extensionObject(extensions: Map<string, Record<string, unknown>>, urn: string): Record<string, unknown> {
  const existing = extensions.get(urn);
  if (existing !== undefined) return existing;
  const created = {};
  extensions.set(urn, created);
  return created;
}
