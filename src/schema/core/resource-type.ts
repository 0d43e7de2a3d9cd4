import { defineSchema } from '../define-schema';

/** The schema of resource types (RFC 7643 §6). */
export const resourceTypeSchema = defineSchema({
  $id: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  title: 'ResourceType',
  description: 'Description of a resource type',
  type: 'object',
  required: ['name', 'endpoint', 'schema'],
  properties: {
    id: {
      type: 'string',
      description: 'Identifier of the resource type, often equal to name',
      caseExact: true,
      mutability: 'readOnly',
      returned: 'always',
      uniqueness: 'server',
    },
    name: {
      type: 'string',
      description: 'Name used in meta.resourceType',
      caseExact: true,
      mutability: 'readOnly',
      uniqueness: 'server',
    },
    description: { type: 'string', description: 'Human-readable explanation', mutability: 'readOnly' },
    endpoint: {
      type: 'string',
      description: 'Endpoint relative to the base URL',
      referenceTypes: ['uri'],
      mutability: 'readOnly',
      uniqueness: 'server',
    },
    schema: {
      type: 'string',
      description: 'URN of the base schema',
      referenceTypes: ['uri'],
      mutability: 'readOnly',
    },
    schemaExtensions: {
      type: 'array',
      description: 'Schema extensions of the resource type',
      mutability: 'readOnly',
      items: {
        type: 'object',
        required: ['schema', 'required'],
        properties: {
          schema: {
            type: 'string',
            description: 'URN of the extension schema',
            referenceTypes: ['uri'],
          },
          required: {
            type: 'boolean',
            description: 'Whether every resource must carry the extension',
          },
        },
      },
    },
  },
});
