import type { Attribute } from '../schema/attribute';
import type { Attributes } from '../schema/resource-type';

/** The stored value of a top-level or extension attribute; `undefined` when it is unassigned (RFC 7643 §2.5). */
export function attributeValue(attributes: Attributes, { extension, name }: Attribute): unknown {
  return extension === undefined ? ownMember(attributes, name) : ownMember(ownMember(attributes, extension), name);
}

/** The member of a JSON object, never one that it inherits; `undefined` for anything that is not an object. */
export function ownMember(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Whether a value is a JSON object, as complex attributes are, and not an array. */
export function isObject(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value stands for no value at all: null, an empty array, an empty object (RFC 7643 §2.5). */
export function isUnassigned(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
