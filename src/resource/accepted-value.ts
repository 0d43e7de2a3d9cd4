import type { Attribute } from '../schema/attribute';
import type { ResourceType } from '../schema/resource-type';

/** What a value that a client sent for an attribute means, where its resource type takes other forms of it. */
export function acceptedValue({ accept }: ResourceType, { name, extension }: Attribute, value: unknown): unknown {
  const accepts = extension === undefined && Object.hasOwn(accept, name) ? accept[name] : undefined;
  return accepts === undefined || value === undefined ? value : accepts(value);
}
