import type { OpenApiObject } from './open-api-object';
import { reference } from './open-api-object';
import type { DocumentContext, OperationDescription } from './operation';
import { answered, operationObject } from './operation';
import { parameters, querying, selecting } from './parameters';

const tags = { discovery: 'Discovery', service: 'All resource types', me: 'Me', bulk: 'Bulk' } as const;

/** The tags of the paths below, for the document. */
export const serviceTags: readonly OpenApiObject[] = Object.freeze([
  { name: tags.service, description: 'Resources of every type (RFC 7644 §3.4.2.1)' },
  { name: tags.me, description: 'The resource of whoever makes the request (RFC 7644 §3.11)' },
  { name: tags.bulk, description: 'Many operations in one request (RFC 7644 §3.7)' },
  { name: tags.discovery, description: 'What the service offers (RFC 7644 §4)' },
]);

/** What is served beside the endpoints of resource types (RFC 7644 §3.2, Table 2). */
export function servicePaths(context: DocumentContext): OpenApiObject {
  const { me, bulk } = context.service;
  return {
    '/': { get: queryAll(context) },
    '/.search': { post: searchAll(context) },
    ...(me !== undefined && { '/Me': mePath(context) }),
    ...(bulk !== undefined && { '/Bulk': { post: bulkOperation(bulk, context) } }),
    ...discoveryPaths(context),
  };
}

function queryAll({ service, examples }: DocumentContext): OpenApiObject {
  return operationObject({
    operationId: 'service.query',
    tag: tags.service,
    summary: 'Lists resources of every type, or finds some',
    parameters: parameters(querying, service),
    responses: { 200: answered('A page of resources', reference('schemas', 'scim.AnyResource.list'), { examples: examples.answers({ operation: 'query' }) }) },
  });
}

function searchAll({ service, examples }: DocumentContext): OpenApiObject {
  const place = { operation: 'search' };
  return operationObject({
    operationId: 'service.search',
    tag: tags.service,
    summary: 'Finds resources of every type',
    parameters: parameters(querying, service),
    body: { schema: reference('schemas', 'scim.SearchRequest'), examples: examples.bodies(place), isOptional: true },
    responses: { 200: answered('A page of resources', reference('schemas', 'scim.AnyResource.list'), { examples: examples.answers(place) }) },
  });
}

function bulkOperation({ maxOperations, maxPayloadSize }: NonNullable<DocumentContext['service']['bulk']>, { examples }: DocumentContext): OpenApiObject {
  const place = { operation: 'Bulk' };
  return operationObject({
    operationId: 'service.bulk',
    tag: tags.bulk,
    summary: 'Carries out many operations',
    description: `At most ${maxOperations} operations in ${maxPayloadSize} bytes.`,
    body: { schema: reference('schemas', 'scim.BulkRequest'), examples: examples.bodies(place) },
    responses: { 200: answered('The outcome of each operation', reference('schemas', 'scim.BulkResponse'), { examples: examples.answers(place) }) },
    failures: [409],
  });
}

/** Which type the resource has, is known when the request is there (RFC 7644 §3.11). */
function mePath({ service }: DocumentContext): OpenApiObject {
  const resource = reference('schemas', 'scim.AnyResource');
  const change = { failures: service.etag ? [404, 409, 412] : [404, 409] };
  const own = (operation: string, described: Omit<OperationDescription, 'operationId' | 'tag'>): OpenApiObject =>
    operationObject({ operationId: `me.${operation}`, tag: tags.me, ...described });
  const changing = parameters([...selecting, 'ifMatch'], service);
  const body = { schema: { type: 'object' } };
  const now = { 200: answered('As it is now', resource) };
  return {
    get: own('get', { summary: 'Reads it', parameters: parameters([...selecting, 'ifNoneMatch'], service), responses: { 200: answered('The resource', resource) }, failures: [404] }),
    post: own('create', { summary: 'Creates it', parameters: parameters(selecting, service), body, responses: { 201: answered('Created', resource) }, failures: [404, 409] }),
    put: own('replace', { summary: 'Replaces it', parameters: changing, body, responses: now, ...change }),
    patch: own('patch', {
      summary: 'Changes it',
      parameters: changing,
      body: { schema: reference('schemas', 'scim.PatchOp') },
      responses: { ...now, 204: { description: 'Changed; no attributes were asked for' } },
      ...change,
    }),
    delete: own('delete', { summary: 'Deletes it', parameters: parameters(['ifMatch'], service), responses: { 204: { description: 'Deleted' } }, ...change }),
  };
}

/** RFC 7644 §4. */
function discoveryPaths(context: DocumentContext): OpenApiObject {
  const named = (name: string, description: string): OpenApiObject => ({ in: 'path', name, required: true, description, schema: { type: 'string' } });
  return {
    '/ServiceProviderConfig': { get: discover(context, { id: 'serviceProviderConfig', summary: 'What the service can do', schema: 'ServiceProviderConfig' }) },
    '/ResourceTypes': { get: discover(context, { id: 'resourceTypes', summary: 'Which resource types there are', schema: 'ResourceType.list' }) },
    '/ResourceTypes/{name}': {
      parameters: [named('name', 'The name of a resource type')],
      get: discover(context, { id: 'resourceType', summary: 'One resource type', schema: 'ResourceType' }),
    },
    '/Schemas': { get: discover(context, { id: 'schemas', summary: 'Which schemas there are', schema: 'Schema.list' }) },
    '/Schemas/{urn}': {
      parameters: [named('urn', 'The URN of a schema')],
      get: discover(context, { id: 'schema', summary: 'One schema', schema: 'Schema' }),
    },
  };
}

function discover({ examples, isDiscoveryPublic }: DocumentContext, { id, summary, schema }: Readonly<Record<'id' | 'summary' | 'schema', string>>): OpenApiObject {
  return operationObject({
    operationId: `discovery.${id}`,
    tag: tags.discovery,
    summary,
    responses: { 200: answered('As the service is now', reference('schemas', `scim.${schema}`), { examples: examples.answers({ operation: id }) }) },
    failures: [404],
    isPublic: isDiscoveryPublic,
  });
}
