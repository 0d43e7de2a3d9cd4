import type { Attributes, ResourceType } from '../schema/resource-type';
import { attributeValue } from './attribute-value';
import { collectAttributes } from './collect-attributes';
import { withOnePrimary } from './lenient-values';

/** The attributes with at most one primary value in each (RFC 7643 §2.4). */
export function withOnePrimaryEach(type: ResourceType, attributes: Attributes): Attributes {
  return collectAttributes(
    type.attributes.map((attribute) => {
      const value = attributeValue(attributes, attribute);
      return [attribute, Array.isArray(value) ? withOnePrimary(value) : value] as const;
    }),
  );
}
