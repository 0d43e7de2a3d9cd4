import type { Attribute } from '../schema/attribute';
import type { Attributes, ResourceType } from '../schema/resource-type';
import { attributeValue, isObject, isUnassigned } from './attribute-value';
import { collectAttributes } from './collect-attributes';
import { identityKey } from './element-identity';

/**
 * Leaves one of several values that have the same `value` and `type` (RFC 7643 §2.4): the first, with what only the
 * others say. References to resources are not looked at, as stores keep each of them once.
 */
export function distinctValues(type: ResourceType, attributes: Attributes): Attributes {
  const lists = type.attributes.flatMap((attribute) => {
    const value = attributeValue(attributes, attribute);
    const isList = Array.isArray(value) && value.length > 1 && !type.links.includes(attribute);
    const distinct = isList ? distinctElements(attribute, value) : undefined;
    return distinct === undefined || distinct.length === (value as readonly unknown[]).length ? [] : [[attribute, distinct] as const];
  });
  if (lists.length === 0) return attributes;
  const changed = new Map<Attribute, unknown>(lists);
  return collectAttributes(
    type.attributes.map((attribute) => [attribute, changed.get(attribute) ?? attributeValue(attributes, attribute)] as const),
  );
}

function distinctElements(attribute: Attribute, elements: readonly unknown[]): readonly unknown[] {
  const byIdentity = new Map<string, unknown>();
  for (const element of elements) {
    const key = identityKey(attribute, element);
    const first = byIdentity.get(key);
    byIdentity.set(key, isObject(first) && isObject(element) && !isUnassigned(first) ? { ...element, ...first } : (first ?? element));
  }
  return [...byIdentity.values()];
}
