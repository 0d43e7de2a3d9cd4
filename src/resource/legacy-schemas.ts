import type { ResourceType } from '../schema/resource-type';

const legacyCore = 'urn:scim:schemas:core:1.0';
const legacyExtension = /^urn:scim:schemas:extension:([a-z]+):1\.0$/i;

/**
 * The URN of SCIM 2.0 for one of SCIM 1.1, and any other text as it is: `urn:scim:schemas:core:1.0` is the core schema
 * of the resource type, and `urn:scim:schemas:extension:enterprise:1.0` its extension of that name.
 */
export function currentSchemaUrn(type: ResourceType, urn: string): string {
  if (urn.toLowerCase() === legacyCore) return type.schema.$id;
  const name = legacyExtension.exec(urn)?.[1]?.toLowerCase();
  const extension = name && type.extensions.find(({ schema: { $id } }) => $id.toLowerCase().includes(`:extension:${name}:`));
  return extension ? extension.schema.$id : urn;
}

/** The same for a name that begins with such a URN. */
export function currentName(type: ResourceType, name: string): string {
  const whole = currentSchemaUrn(type, name);
  if (whole !== name) return whole;
  const colon = name.lastIndexOf(':');
  return colon < 0 ? name : `${currentSchemaUrn(type, name.slice(0, colon))}${name.slice(colon)}`;
}
