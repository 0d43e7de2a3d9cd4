import { isObject, isUnassigned, ownMember } from '../resource/attribute-value';
import type { Attribute } from '../schema/attribute';
import type { Attributes } from '../schema/resource-type';

/** A copy of the attributes with another value for one of them; `undefined` takes it away. */
export function withAttribute(attributes: Attributes, { extension, name }: Attribute, value: unknown): Attributes {
  if (extension === undefined) return withMember(attributes, name, value);
  const before = ownMember(attributes, extension);
  const after = withMember(isObject(before) ? before : {}, name, value);
  return withMember(attributes, extension, isUnassigned(after) ? undefined : after);
}

function withMember(object: Attributes, name: string, value: unknown): Attributes {
  const { [name]: _previous, ...others } = object;
  return value === undefined ? others : { ...others, [name]: value };
}
