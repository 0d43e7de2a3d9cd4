import type { Attribute } from '../schema/attribute';
import type { Attributes, ResourceType } from '../schema/resource-type';
import { attributeValue, isObject, isUnassigned, ownMember } from './attribute-value';
import { collectAttributes } from './collect-attributes';
import { partsIn } from './parts';
import type { Projection } from './projection';

/** The part of a resource that an answer returns (RFC 7644 §3.9); what is never returned stays out in any case. */
export function project(type: ResourceType, attributes: Attributes, projection: Projection): Attributes {
  return collectAttributes(projectedValues(type, attributes, projection));
}

function* projectedValues(
  type: ResourceType,
  attributes: Attributes,
  projection: Projection,
): Iterable<readonly [Attribute, unknown]> {
  for (const attribute of type.attributes) {
    if (!isReturned(attribute, projection)) continue;
    yield [attribute, projectedValue(attribute, attributeValue(attributes, attribute), projection)];
  }
}

function projectedValue(attribute: Attribute, value: unknown, projection: Projection): unknown {
  if (attribute.undeclared !== undefined) return projectedMembers(attribute, value, projection);
  if (isUnassigned(value)) return value;
  if (attribute.mask !== undefined) return attribute.mask;
  const kept = attribute.subAttributes.filter((subAttribute) => isReturned(subAttribute, projection));
  if (kept.length === attribute.subAttributes.length && kept.every(({ mask }) => mask === undefined)) return value;
  if (!Array.isArray(value)) return partsOf(value, kept);
  return value.map((element) => partsOf(element, kept)).filter((element) => !isUnassigned(element));
}

/** Which members an open attribute has, each of its values has to say. */
function projectedMembers(attribute: Attribute, value: unknown, projection: Projection): unknown {
  if (Array.isArray(value)) {
    const elements: readonly unknown[] = value.map((element) => projectedMembers(attribute, element, projection));
    return elements.filter((element) => !isUnassigned(element));
  }
  return partsOf(value, partsIn(attribute, value).filter((part) => isReturned(part, projection)));
}

function partsOf(value: unknown, kept: readonly Attribute[]): unknown {
  if (!isObject(value)) return value;
  const parts = kept.map(({ name, mask }) => [name, ownMember(value, name), mask] as const).filter(([, part]) => part !== undefined);
  return Object.fromEntries(parts.map(([name, part, mask]) => [name, mask ?? part]));
}

/** Whether an answer returns an attribute. */
export function isReturned(attribute: Attribute, projection: Projection): boolean {
  if (attribute.returned === 'never' || projection.unshown?.has(attribute) === true) return false;
  return projection.includes(attribute);
}
