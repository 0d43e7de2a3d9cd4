import { deepFreeze } from '../deep-freeze';
import type { SchemaDocument } from '../keywords';

const document = {
  $id: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
  title: 'Schema',
  description: 'Description of a schema',
  type: 'object',
  required: ['id', 'name', 'attributes'],
  properties: {
    id: {
      type: 'string',
      description: 'URN of the schema',
      caseExact: true,
      mutability: 'readOnly',
      returned: 'always',
      uniqueness: 'server',
    },
    name: { type: 'string', description: 'Human-readable name', mutability: 'readOnly' },
    description: { type: 'string', description: 'Human-readable explanation', mutability: 'readOnly' },
    attributes: {
      type: 'array',
      description: 'Attribute definitions',
      mutability: 'readOnly',
      items: {
        type: 'object',
        required: ['name', 'type', 'multiValued'],
        properties: {
          name: { type: 'string', description: 'Attribute name', caseExact: true },
          type: {
            type: 'string',
            description: 'Data type keyword',
            canonicalValues: ['string', 'complex', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary'],
          },
          multiValued: { type: 'boolean', description: 'Plurality' },
          description: { type: 'string', description: 'Human-readable explanation', caseExact: true },
          required: { type: 'boolean', description: 'Whether a value is required' },
          canonicalValues: {
            type: 'array',
            description: 'Suggested values',
            caseExact: true,
            items: { type: 'string' },
          },
          caseExact: { type: 'boolean', description: 'Whether strings compare case-sensitively' },
          mutability: {
            type: 'string',
            description: 'When the value can be set',
            caseExact: true,
            canonicalValues: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
          },
          returned: {
            type: 'string',
            description: 'When the value is returned',
            caseExact: true,
            canonicalValues: ['always', 'never', 'default', 'request'],
          },
          uniqueness: {
            type: 'string',
            description: 'Uniqueness scope',
            caseExact: true,
            canonicalValues: ['none', 'server', 'global'],
          },
          referenceTypes: {
            type: 'array',
            description: 'Allowed reference targets',
            caseExact: true,
            items: { type: 'string' },
          },
          subAttributes: {
            type: 'array',
            description: 'Definitions of sub-attributes',
            items: {
              type: 'object',
              required: ['name', 'type', 'multiValued'],
              properties: {
                name: { type: 'string', description: 'Attribute name', caseExact: true },
                type: {
                  type: 'string',
                  description: 'Data type keyword',
                  canonicalValues: ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary'],
                },
                multiValued: { type: 'boolean', description: 'Plurality' },
                description: {
                  type: 'string',
                  description: 'Human-readable explanation',
                  caseExact: true,
                },
                required: { type: 'boolean', description: 'Whether a value is required' },
                canonicalValues: {
                  type: 'array',
                  description: 'Suggested values',
                  caseExact: true,
                  items: { type: 'string' },
                },
                caseExact: {
                  type: 'boolean',
                  description: 'Whether strings compare case-sensitively',
                },
                mutability: {
                  type: 'string',
                  description: 'When the value can be set',
                  caseExact: true,
                  canonicalValues: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
                },
                returned: {
                  type: 'string',
                  description: 'When the value is returned',
                  caseExact: true,
                  canonicalValues: ['always', 'never', 'default', 'request'],
                },
                uniqueness: {
                  type: 'string',
                  description: 'Uniqueness scope',
                  caseExact: true,
                  canonicalValues: ['none', 'server', 'global'],
                },
                referenceTypes: {
                  type: 'array',
                  description: 'Allowed reference targets',
                  caseExact: true,
                  items: { type: 'string' },
                },
              },
            },
          },
        },
      },
    },
  },
};

/**
 * The schema of schemas (RFC 7643 §7). The one schema with complex attributes inside a complex attribute, which
 * neither `defineSchema` nor the type of schema documents lets anyone else write.
 */
export const schemaSchema = deepFreeze(document) as unknown as SchemaDocument;
