import { defineSchema } from '../define-schema';

/** The schema of the service provider's configuration (RFC 7643 §5, RFC 9865 §4, RFC 9967 §4). */
export const serviceProviderConfigSchema = defineSchema({
  $id: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  title: 'Service Provider Configuration',
  description: 'Capabilities of the service provider',
  type: 'object',
  required: ['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag', 'authenticationSchemes'],
  properties: {
    documentationUri: {
      type: 'string',
      description: 'URL of human-readable help',
      referenceTypes: ['external'],
      mutability: 'readOnly',
    },
    patch: {
      type: 'object',
      description: 'PATCH support',
      required: ['supported'],
      mutability: 'readOnly',
      properties: { supported: { type: 'boolean', description: 'Whether the feature is available' } },
    },
    bulk: {
      type: 'object',
      description: 'Bulk support',
      required: ['supported', 'maxOperations', 'maxPayloadSize'],
      mutability: 'readOnly',
      properties: {
        supported: { type: 'boolean', description: 'Whether the feature is available' },
        maxOperations: { type: 'integer', description: 'Largest number of operations per bulk request' },
        maxPayloadSize: { type: 'integer', description: 'Largest bulk body in bytes' },
      },
    },
    filter: {
      type: 'object',
      description: 'Filter support',
      required: ['supported', 'maxResults'],
      mutability: 'readOnly',
      properties: {
        supported: { type: 'boolean', description: 'Whether the feature is available' },
        maxResults: { type: 'integer', description: 'Largest number of resources per response' },
      },
    },
    changePassword: {
      type: 'object',
      description: 'Password change support',
      required: ['supported'],
      mutability: 'readOnly',
      properties: { supported: { type: 'boolean', description: 'Whether the feature is available' } },
    },
    sort: {
      type: 'object',
      description: 'Sort support',
      required: ['supported'],
      mutability: 'readOnly',
      properties: { supported: { type: 'boolean', description: 'Whether the feature is available' } },
    },
    etag: {
      type: 'object',
      description: 'ETag support',
      required: ['supported'],
      mutability: 'readOnly',
      properties: { supported: { type: 'boolean', description: 'Whether the feature is available' } },
    },
    authenticationSchemes: {
      type: 'array',
      description: 'Supported authentication schemes',
      mutability: 'readOnly',
      items: {
        type: 'object',
        required: ['type', 'name', 'description'],
        properties: {
          type: {
            type: 'string',
            description: 'Scheme keyword',
            canonicalValues: ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest'],
          },
          name: { type: 'string', description: 'Common name of the scheme' },
          description: { type: 'string', description: 'Explanation of the scheme' },
          specUri: {
            type: 'string',
            description: 'URL of the scheme specification',
            referenceTypes: ['external'],
          },
          documentationUri: {
            type: 'string',
            description: 'URL of usage documentation',
            referenceTypes: ['external'],
          },
          primary: { type: 'boolean', description: 'Marks the preferred value; true at most once' },
        },
      },
    },
    pagination: {
      type: 'object',
      description: 'Pagination support (RFC 9865)',
      required: ['cursor', 'index'],
      mutability: 'readOnly',
      properties: {
        cursor: { type: 'boolean', description: 'Cursor-based pagination available' },
        index: { type: 'boolean', description: 'Index-based pagination available' },
        defaultPaginationMethod: {
          type: 'string',
          description: 'Method used when the client names none',
          canonicalValues: ['cursor', 'index'],
        },
        defaultPageSize: { type: 'integer', description: 'Page size when count is absent' },
        maxPageSize: { type: 'integer', description: 'Upper limit of a page' },
        cursorTimeout: {
          type: 'integer',
          description: 'Minimum number of seconds a cursor stays valid between page requests',
        },
      },
    },
    securityEvents: {
      type: 'object',
      description: 'Security event support (RFC 9967)',
      mutability: 'readOnly',
      properties: {
        asyncRequest: {
          type: 'string',
          description: 'Asynchronous request mode',
          canonicalValues: ['none', 'long', 'request'],
        },
        eventUris: {
          type: 'array',
          description: 'Event URIs that can be generated and delivered',
          caseExact: true,
          items: { type: 'string' },
        },
      },
    },
  },
});
