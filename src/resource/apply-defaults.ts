import type { Attribute } from '../schema/attribute';
import type { Attributes, ResourceType } from '../schema/resource-type';
import { attributeValue, isObject, isUnassigned, ownMember } from './attribute-value';
import { collectAttributes } from './collect-attributes';
import type { SentAttributes } from './sent-attributes';

/**
 * Gives attributes that a POST or a PUT leaves out the defaults of their schema (RFC 7644 §3.3, §3.5.1).
 *
 * What the client unassigns explicitly stays unassigned. A default is stored, so that filters compare with what the
 * client was shown (§3.4.2.2). Sub-attributes get theirs in every value that is there.
 */
export function applyDefaults(type: ResourceType, attributes: Attributes, sent: SentAttributes): Attributes {
  if (!type.attributes.some(hasDefaults)) return attributes;
  const values = type.attributes.map((attribute) => {
    const value = attributeValue(attributes, attribute);
    return [attribute, hasDefaults(attribute) ? defaulted(attribute, value, sent) : value] as const;
  });
  return collectAttributes(values);
}

function hasDefaults({ definition, subAttributes }: Attribute): boolean {
  return definition.default !== undefined || subAttributes.some((part) => part.definition.default !== undefined);
}

function defaulted(attribute: Attribute, value: unknown, sent: SentAttributes): unknown {
  if (isUnassigned(value)) {
    // What a client says of a readOnly attribute is not heard.
    const isDecided = sent.named.has(attribute) && attribute.mutability !== 'readOnly';
    return isDecided ? undefined : attribute.definition.default;
  }
  if (Array.isArray(value)) return value.map((element) => withParts(attribute, element, sent));
  return withParts(attribute, value, sent);
}

function withParts({ subAttributes }: Attribute, element: unknown, { cleared }: SentAttributes): unknown {
  if (!isObject(element)) return element;
  const missing = subAttributes.filter(
    (part) => part.definition.default !== undefined && !cleared.has(part) && isUnassigned(ownMember(element, part.name)),
  );
  if (missing.length === 0) return element;
  return { ...element, ...Object.fromEntries(missing.map(({ name, definition }) => [name, definition.default])) };
}
