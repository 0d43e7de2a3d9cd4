import type { Attribute } from '../attribute';
import { foldName } from '../attribute-name';
import { compileProperties, indexByName } from '../compile-attributes';
import { deepFreeze } from '../deep-freeze';
import type { AttributeSchema } from '../keywords';
import type { Identifiers } from '../resource-type';

const properties = deepFreeze({
  schemas: {
    type: 'array',
    description: 'URNs of the schemas that the resource has attributes of',
    returned: 'always',
    items: { type: 'string', referenceTypes: ['uri'] },
  },
  id: {
    type: 'string',
    description: 'Identifier that the service provider gave the resource',
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
    uniqueness: 'server',
  },
  externalId: {
    type: 'string',
    description: 'Identifier that the client gave the resource',
    caseExact: true,
    maxLength: 512,
    indexed: true,
  },
  meta: {
    type: 'object',
    description: 'What the service provider knows about the resource',
    mutability: 'readOnly',
    properties: {
      resourceType: { type: 'string', description: 'Name of the resource type', caseExact: true },
      created: { type: 'string', description: 'When the resource was created', format: 'date-time' },
      lastModified: { type: 'string', description: 'When the resource last changed', format: 'date-time' },
      location: { type: 'string', description: 'URI of the resource', referenceTypes: ['uri'] },
      version: { type: 'string', description: 'Entity tag of the resource', caseExact: true },
    },
  },
} satisfies Record<string, AttributeSchema>);

/** The attributes that every resource has although no schema lists them (RFC 7643 §3, §3.1). */
export const commonAttributes = compileProperties(
  { properties, required: ['schemas', 'id'] },
  { schema: undefined, extension: undefined, parent: undefined },
);

const { caseExact: _ofTexts, ...idProperty } = properties.id;
const [integerId] = compileProperties(
  { properties: { id: { ...idProperty, type: 'integer' } }, required: ['id'] },
  { schema: undefined, extension: undefined, parent: undefined },
);
const withIntegerId: readonly Attribute[] = Object.freeze(
  commonAttributes.map((attribute) => (attribute.name === 'id' && integerId !== undefined ? integerId : attribute)),
);

/** The common attributes of a resource type, by what its identifiers are. */
export function commonAttributesOf(identifiers: Identifiers = 'uuid'): readonly Attribute[] {
  return identifiers === 'integer' ? withIntegerId : commonAttributes;
}

const commonNames: ReadonlyMap<string, Attribute> = indexByName(commonAttributes);
const namesWithIntegerId: ReadonlyMap<string, Attribute> = indexByName(withIntegerId);

/** The common attribute of that name, in any letter case. */
export function findCommonAttribute(name: string, identifiers: Identifiers = 'uuid'): Attribute | undefined {
  return (identifiers === 'integer' ? namesWithIntegerId : commonNames).get(foldName(name));
}
