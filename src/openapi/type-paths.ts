import type { Operation } from '../authorization/authorizer';
import type { ResourceAction } from '../operations/resource-action';
import type { ServedType } from '../operations/service';
import type { OpenApiObject } from './open-api-object';
import { reference } from './open-api-object';
import type { DocumentContext, OperationDescription } from './operation';
import { answered, operationObject } from './operation';
import { idParameter, parameters, querying, selecting } from './parameters';

/** The paths of one resource type: its collection, its searches, its resources and their actions (RFC 7644 §3.2). */
export function typePaths(served: ServedType, context: DocumentContext): OpenApiObject {
  const { endpoint, name } = served.type;
  const paths = {
    [endpoint]: pathItem(served, { get: queryOperation(served, context), post: createOperation(served, context) }),
    [`${endpoint}/.search`]: pathItem(served, { post: searchOperation(served, context) }),
    [`${endpoint}/{id}`]: pathItem(served, {
      get: getOperation(served, context),
      put: replaceOperation(served, context),
      patch: patchOperation(served, context),
      delete: deleteOperation(served, context),
    }, [idParameter(served.type)]),
    ...actionPaths(served, context.service.actions.get(name) ?? [], context),
  };
  return Object.fromEntries(Object.entries(paths).filter(([, item]) => item !== undefined));
}

interface Offer {
  /** What has to be offered of the type. */
  readonly operation: Operation;
  readonly described: Omit<OperationDescription, 'operationId' | 'tag'>;
  /** Default: the operation and the name of the type. */
  readonly operationId?: string;
}

/** `undefined` where nothing of the path is offered. */
function pathItem({ type, operations }: ServedType, offers: Readonly<Record<string, Offer>>, shared: readonly OpenApiObject[] = []): OpenApiObject | undefined {
  const offered = Object.entries(offers).filter(([, { operation }]) => operations.has(operation));
  if (offered.length === 0) return undefined;
  const objects = offered.map(([method, { operation, described, operationId = `${operation}${type.name}` }]) => [
    method,
    operationObject({ ...described, operationId, tag: type.name }),
  ] as const);
  return { ...(shared.length > 0 && { parameters: shared }), ...Object.fromEntries(objects) };
}

function queryOperation(type: ServedType, { service, examples }: DocumentContext): Offer {
  const { name } = type.type;
  return {
    operation: 'query',
    described: {
      summary: `Lists resources of type ${name}, or finds some`,
      parameters: parameters(querying, service),
      responses: { 200: answered('A page of resources', reference('schemas', `${name}.list`), { examples: examples.answers({ type, operation: 'query' }) }) },
    },
  };
}

function searchOperation(type: ServedType, { service, examples }: DocumentContext): Offer {
  const { name } = type.type;
  const place = { type, operation: 'search' };
  return {
    operation: 'query',
    operationId: `search${name}`,
    described: {
      summary: `Finds resources of type ${name}`,
      description: 'A query whose parameters do not fit into a URL, or must not be in one (RFC 7644 §3.4.3).',
      parameters: parameters(querying, service),
      body: { schema: reference('schemas', 'scim.SearchRequest'), examples: examples.bodies(place), isOptional: true },
      responses: { 200: answered('A page of resources', reference('schemas', `${name}.list`), { examples: examples.answers(place) }) },
    },
  };
}

function createOperation(type: ServedType, context: DocumentContext): Offer {
  const location = { Location: reference('headers', 'Location') };
  return {
    operation: 'create',
    described: {
      summary: `Creates a resource of type ${type.type.name}`,
      ...writing(type, { operation: 'create', names: selecting }, context),
      responses: { 201: resourceAnswer('Created', { type, operation: 'create', headers: location }, context) },
      failures: [409],
    },
  };
}

function replaceOperation(type: ServedType, context: DocumentContext): Offer {
  return {
    operation: 'replace',
    described: {
      summary: `Replaces a resource of type ${type.type.name}`,
      description: 'What is left out becomes unassigned, as far as it may be written (RFC 7644 §3.5.1).',
      ...writing(type, { operation: 'replace', names: [...selecting, 'ifMatch'] }, context),
      responses: { 200: resourceAnswer('As it is now', { type, operation: 'replace' }, context) },
      failures: changeFailures(context),
    },
  };
}

function patchOperation(type: ServedType, context: DocumentContext): Offer {
  const { service, examples } = context;
  const withoutBody = { 204: { description: 'Changed; no attributes were asked for', ...headersOf(context) } };
  const place = { type, operation: 'patch' };
  return {
    operation: 'patch',
    described: {
      summary: `Changes a resource of type ${type.type.name}`,
      description: 'All operations are carried out, or none (RFC 7644 §3.5.2).',
      parameters: parameters([...selecting, 'ifMatch'], service),
      body: { schema: reference('schemas', 'scim.PatchOp'), examples: examples.bodies(place) },
      responses: {
        200: resourceAnswer('As it is now', place, context),
        ...(type.type.patchResponse === 'none' && withoutBody),
      },
      failures: changeFailures(context),
    },
  };
}

function getOperation(type: ServedType, context: DocumentContext): Offer {
  const { service } = context;
  return {
    operation: 'get',
    described: {
      summary: `Reads a resource of type ${type.type.name}`,
      parameters: parameters([...selecting, 'ifNoneMatch'], service),
      responses: {
        200: resourceAnswer('The resource', { type, operation: 'get' }, context),
        ...(service.etag && { 304: { description: 'It still has the version of If-None-Match', ...headersOf(context) } }),
      },
      failures: [404],
    },
  };
}

function deleteOperation(type: ServedType, { service }: DocumentContext): Offer {
  return {
    operation: 'delete',
    described: {
      summary: `Deletes a resource of type ${type.type.name}`,
      parameters: parameters(['ifMatch'], service),
      responses: { 204: { description: 'Deleted' } },
      failures: service.etag ? [404, 409, 412] : [404, 409],
    },
  };
}

function writing(
  type: ServedType,
  { operation, names }: { readonly operation: Operation; readonly names: Parameters<typeof parameters>[0] },
  { service, examples }: DocumentContext,
): Pick<OperationDescription, 'parameters' | 'body'> {
  return {
    parameters: parameters(names, service),
    body: { schema: reference('schemas', `${type.type.name}.input`), examples: examples.bodies({ type, operation }) },
  };
}

function changeFailures({ service }: DocumentContext): readonly number[] {
  return service.etag ? [404, 409, 412] : [404, 409];
}

interface AnswerPlace {
  readonly type: ServedType;
  readonly operation: string;
  readonly headers?: OpenApiObject;
}

function resourceAnswer(description: string, { type, operation, headers = {} }: AnswerPlace, context: DocumentContext): OpenApiObject {
  const examples = context.examples.answers({ type, operation });
  const versions = headersOf(context).headers ?? {};
  return answered(description, reference('schemas', type.type.name), { examples, headers: { ...headers, ...versions } });
}

function headersOf({ service }: DocumentContext): { readonly headers?: OpenApiObject } {
  return service.etag ? { headers: { ETag: reference('headers', 'ETag') } } : {};
}

/** `{endpoint}/{id}/{action}`: what the host has added; of the bodies nothing is known but that they are JSON. */
function actionPaths(served: ServedType, actions: readonly ResourceAction<never>[], context: DocumentContext): OpenApiObject {
  const names = [...new Set(actions.map(({ name }) => name))];
  const { endpoint } = served.type;
  const items = names.map((name) => {
    const own = actions.filter((action) => action.name === name);
    const operations = own.map((action) => [action.method.toLowerCase(), actionOperation(served, action, context)] as const);
    return [`${endpoint}/{id}/${name}`, { parameters: [idParameter(served.type)], ...Object.fromEntries(operations) }] as const;
  });
  return Object.fromEntries(items);
}

function actionOperation(type: ServedType, { name, method, description }: ResourceAction<never>, { examples }: DocumentContext): OpenApiObject {
  const place = { type, operation: name };
  return operationObject({
    operationId: `${method.toLowerCase()}${type.type.name}.${name}`,
    tag: type.type.name,
    summary: `${name} of a ${type.type.name}`,
    description,
    ...(method === 'POST' && { body: { schema: {}, examples: examples.bodies(place), isOptional: true } }),
    responses: { 200: answered('What the action answers', { type: 'object' }, { examples: examples.answers(place) }), 204: { description: 'Done' } },
    failures: [404],
  });
}
