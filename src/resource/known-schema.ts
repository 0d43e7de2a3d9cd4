import type { Attribute } from '../schema/attribute';
import { foldName } from '../schema/attribute-name';
import { findExtension, isAliasUrn } from '../schema/attribute-path';
import type { SchemaDocument } from '../schema/keywords';
import type { ResourceType } from '../schema/resource-type';

/** The core schema or the extension of a resource type that has this URN, in any letter case (RFC 7643 §3.3). */
export function knownSchema(type: ResourceType, urn: string): SchemaDocument | undefined {
  if (foldName(urn) === foldName(type.schema.$id)) return type.schema;
  return findExtension(type, urn)?.schema ?? (isAliasUrn(type, urn) ? type.schema : undefined);
}

/** Whether it is the common attribute of RFC 7643 §3, and not one of an extension that has the same name. */
export function isSchemasAttribute({ name, schema }: Attribute): boolean {
  return name === 'schemas' && schema === undefined;
}
