import type { Attribute } from './attribute';
import { compileAttributes } from './compile-attributes';
import { findCommonAttribute } from './core/common';
import { resourceTypeSchema } from './core/resource-type';
import { schemaSchema } from './core/schema';
import type { SchemaDocument } from './keywords';
import type { Identifiers, ResourceType } from './resource-type';
import { isApplicable } from './vocabulary';

type Json = Readonly<Record<string, unknown>>;

/**
 * The Schema resource of a schema document (RFC 7643 §7), without `meta` unless `extra` brings it.
 *
 * Every characteristic that applies to the type of an attribute is said, also when it has its default value.
 */
export function presentSchema(document: SchemaDocument, extra: Json = {}, identifiers: Identifiers = 'uuid'): Json {
  const attributes = compileAttributes(document).map((attribute) => withCommonCharacteristics(attribute, identifiers));
  return {
    schemas: [schemaSchema.$id],
    id: document.$id,
    name: document.title,
    ...(document.description !== undefined && { description: document.description }),
    attributes: attributes.map(presentAttribute),
    ...extra,
  };
}

/** The ResourceType resource of a resource type (RFC 7643 §6), without `meta` unless `extra` brings it. */
export function presentResourceType(type: ResourceType, extra: Json = {}): Json {
  const schemaExtensions = type.extensions.map(({ schema, required = false }) => ({ schema: schema.$id, required }));
  return {
    schemas: [resourceTypeSchema.$id],
    id: type.name,
    name: type.name,
    ...(type.description !== undefined && { description: type.description }),
    endpoint: type.endpoint,
    schema: type.schema.$id,
    ...(schemaExtensions.length > 0 && { schemaExtensions }),
    ...extra,
  };
}

/** A schema that lists a common attribute cannot change what RFC 7643 §3.1 says of it. */
function withCommonCharacteristics(attribute: Attribute, identifiers: Identifiers): Attribute {
  const common = findCommonAttribute(attribute.name, identifiers);
  if (common === undefined) return attribute;
  return { ...common, required: attribute.required, description: attribute.description ?? common.description };
}

function presentAttribute(attribute: Attribute): Json {
  const { type, canonicalValues, description, referenceTypes, subAttributes } = attribute;
  return {
    name: attribute.name,
    type,
    ...(type === 'reference' && { referenceTypes }),
    multiValued: attribute.multiValued,
    ...(description !== undefined && { description }),
    required: attribute.required,
    ...(canonicalValues.length > 0 && { canonicalValues }),
    ...(isApplicable('caseExact', type) && { caseExact: attribute.caseExact }),
    mutability: attribute.mutability,
    returned: attribute.returned,
    ...(isApplicable('uniqueness', type) && { uniqueness: attribute.uniqueness }),
    ...(type === 'complex' && { subAttributes: subAttributes.map(presentAttribute) }),
  };
}
