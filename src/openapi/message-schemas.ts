import type { DescribedService } from '../http/open-api';
import { schemaUris } from '../messages/schema-uris';
import { compileAttributes } from '../schema/compile-attributes';
import { resourceTypeSchema } from '../schema/core/resource-type';
import { schemaSchema } from '../schema/core/schema';
import { serviceProviderConfigSchema } from '../schema/core/service-provider-config';
import type { SchemaDocument } from '../schema/keywords';
import { objectSchema } from './attribute-schema';
import { scimTypes } from './error-responses';
import type { OpenApiObject } from './open-api-object';
import { reference } from './open-api-object';

const text = { type: 'string' };
const texts = { type: 'array', items: text };

/** The messages of the protocol (RFC 7644 §8.2) that this service sends and takes. Their names have a dot, those of types none. */
export function messageSchemas(service: DescribedService): OpenApiObject {
  const offers = (operation: 'query' | 'patch'): boolean => service.types.some(({ operations }) => operations.has(operation));
  return {
    'scim.Error': errorSchema(),
    ...(offers('patch') && { 'scim.PatchOp': patchSchema(service) }),
    'scim.SearchRequest': searchSchema(service),
    'scim.AnyResource': { oneOf: service.types.map(({ type }) => reference('schemas', type.name)) },
    'scim.AnyResource.list': listSchema(reference('schemas', 'scim.AnyResource'), service),
    ...(service.bulk !== undefined && { 'scim.BulkRequest': bulkRequestSchema(service.bulk), 'scim.BulkResponse': bulkResponseSchema }),
    'scim.ServiceProviderConfig': documentSchema(serviceProviderConfigSchema),
    'scim.ResourceType': documentSchema(resourceTypeSchema),
    'scim.ResourceType.list': listSchema(reference('schemas', 'scim.ResourceType')),
    'scim.Schema': documentSchema(schemaSchema),
    'scim.Schema.list': listSchema(reference('schemas', 'scim.Schema')),
  };
}

/** A page of results (RFC 7644 §3.4.2, RFC 9865 §2). */
export function listSchema(resource: OpenApiObject, paged?: Pick<DescribedService, 'pagination'>): OpenApiObject {
  const cursor = { ...text, description: 'Give it as the parameter cursor (RFC 9865 §2)' };
  return message(schemaUris.listResponse, {
    required: ['totalResults', 'Resources'],
    properties: {
      totalResults: { type: 'integer', minimum: 0, description: 'Number of matches, not of resources in this page' },
      startIndex: { type: 'integer', minimum: 1, description: 'Position of the first resource; not in pages that a cursor asked for' },
      itemsPerPage: { type: 'integer', minimum: 0, description: 'Number of resources in this page' },
      ...(paged?.pagination.cursor !== undefined && { nextCursor: cursor, previousCursor: cursor }),
      Resources: { type: 'array', items: resource },
    },
  });
}

/** RFC 7644 §3.12. */
function errorSchema(): OpenApiObject {
  return message(schemaUris.error, {
    required: ['status', 'detail'],
    properties: {
      status: { ...text, description: 'The HTTP status' },
      scimType: { ...text, enum: scimTypes() },
      detail: { ...text, description: 'What is wrong, and where' },
    },
  });
}

/** RFC 7644 §3.5.2. */
function patchSchema({ limits }: DescribedService): OpenApiObject {
  const operation = {
    type: 'object',
    required: ['op'],
    properties: {
      op: { ...text, enum: ['add', 'remove', 'replace'] },
      path: { ...text, maxLength: 1024, description: 'What is changed, such as emails[type eq "work"].value; absent: the resource itself' },
      value: { description: 'Any JSON; absent with remove' },
    },
  };
  return message(schemaUris.patchOp, {
    required: ['Operations'],
    properties: { Operations: { type: 'array', minItems: 1, maxItems: limits.patchOperations, items: operation } },
  });
}

/** RFC 7644 §3.4.3. */
function searchSchema({ limits, pagination }: DescribedService): OpenApiObject {
  return message(schemaUris.searchRequest, {
    properties: {
      attributes: { ...texts, description: 'What answers show' },
      excludedAttributes: { ...texts, description: 'What answers leave out' },
      filter: { ...text, maxLength: limits.filter.length },
      sortBy: text,
      sortOrder: { ...text, enum: ['ascending', 'descending'] },
      startIndex: { type: 'integer', description: 'Position of the first resource, from 1' },
      count: { type: 'integer', description: `Resources in a page, at most ${pagination.maxCount}` },
      ...(pagination.cursor !== undefined && { cursor: text }),
    },
  });
}

/** RFC 7644 §3.7.1. */
function bulkRequestSchema({ maxOperations }: NonNullable<DescribedService['bulk']>): OpenApiObject {
  const operation = {
    type: 'object',
    required: ['method', 'path'],
    properties: {
      method: { ...text, enum: ['POST', 'PUT', 'PATCH', 'DELETE'] },
      path: { ...text, description: 'Relative to the service root, such as /Users' },
      bulkId: { ...text, description: 'Others refer to what a POST makes as bulkId:{bulkId}' },
      version: text,
      data: { type: 'object', description: 'The body that the request would have on its own' },
    },
  };
  return message(schemaUris.bulkRequest, {
    required: ['Operations'],
    properties: {
      failOnErrors: { type: 'integer', minimum: 1, description: 'How many errors end the job; absent: none do' },
      Operations: { type: 'array', minItems: 1, maxItems: maxOperations, items: operation },
    },
  });
}

/** RFC 7644 §3.7.3. */
const bulkResponseSchema = message(schemaUris.bulkResponse, {
  required: ['Operations'],
  properties: {
    Operations: {
      type: 'array',
      items: {
        type: 'object',
        required: ['status'],
        properties: {
          method: text,
          bulkId: text,
          version: text,
          location: { ...text, format: 'uri' },
          status: text,
          response: { ...reference('schemas', 'scim.Error'), description: 'Of operations that failed' },
        },
      },
    },
  },
});

interface Members {
  readonly required?: readonly string[];
  readonly properties: OpenApiObject;
}

function message(urn: string, { required = [], properties }: Members): OpenApiObject {
  const schemas = { type: 'array', items: { ...text, enum: [urn] }, minItems: 1 };
  return { type: 'object', required: ['schemas', ...required], properties: { schemas, ...properties } };
}

/** A resource of discovery (RFC 7643 §5, §6, §7), by its own schema. */
function documentSchema(document: SchemaDocument): OpenApiObject {
  const { properties } = objectSchema(compileAttributes(document), 'answer');
  return {
    title: document.title,
    type: 'object',
    required: ['schemas'],
    properties: { ...(properties as OpenApiObject), schemas: texts, meta: { type: 'object' } },
  };
}
