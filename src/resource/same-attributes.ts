import type { Attributes, ResourceType } from '../schema/resource-type';
import { attributeValue } from './attribute-value';
import { exactKey } from './value-key';

/**
 * Whether two sets of attributes are the same resource: then a write changes neither `meta.version` nor
 * `meta.lastModified` (RFC 7644 §3.5.2.1).
 */
export function sameAttributes(type: ResourceType, before: Attributes, after: Attributes): boolean {
  return type.attributes.every((attribute) => {
    const [left, right] = [attributeValue(before, attribute), attributeValue(after, attribute)];
    return left === right || exactKey(attribute, left) === exactKey(attribute, right);
  });
}
