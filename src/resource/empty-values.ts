import type { Attribute } from '../schema/attribute';
import type { Attributes, ResourceType } from '../schema/resource-type';
import { attributeValue, isObject, isUnassigned } from './attribute-value';
import { isReturned } from './project';
import type { Projection } from './projection';

/** The attributes of an answer that are shown also when nothing is assigned to them (RFC 7643 §2.5). */
export function shownWhenEmpty({ attributes }: ResourceType, projection: Projection): readonly Attribute[] {
  return attributes.filter((attribute) => attribute.shownWhenEmpty && isReturned(attribute, projection));
}

/**
 * Adds the empty form of each of these attributes that is unassigned. Those of an extension are added only where the
 * resource has other attributes of it.
 */
export function withEmptyValues(attributes: Attributes, shown: readonly Attribute[]): Attributes {
  const result: Record<string, unknown> = { ...attributes };
  for (const attribute of shown) {
    if (!isUnassigned(attributeValue(attributes, attribute))) continue;
    const { name, extension } = attribute;
    if (extension === undefined) result[name] = emptyForm(attribute);
    else if (isObject(result[extension])) result[extension] = { ...result[extension], [name]: emptyForm(attribute) };
  }
  return result;
}

function emptyForm({ multiValued, type }: Attribute): unknown {
  if (multiValued) return [];
  return type === 'complex' ? {} : '';
}
