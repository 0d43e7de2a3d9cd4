import { isPlainObject } from '../schema/is-plain-object';
import type { OpenApiObject } from './open-api-object';
import { scimJson } from './open-api-object';

/** A folder or a request of a Postman collection. */
export type PostmanItem = OpenApiObject;

/** What `postmanCollection` takes beside the document. */
export interface CollectionOptions {
  /** Folders and requests that come after those of the document. Default none. */
  readonly items?: readonly PostmanItem[];
}

const methods: readonly string[] = Object.freeze(['get', 'post', 'put', 'patch', 'delete']);

/**
 * Makes a Postman collection (format 2.1, which Bruno and Insomnia import, too) of an OpenAPI document that `openApi`
 * has made: a folder for each resource type, a request for each operation with the first example of a body, and the
 * other examples as saved answers. Its variables are `baseUrl` and the credential.
 *
 * @example
 * ```ts
 * const document = await (await fetch('https://example.com/scim/v2/openapi.json', { headers })).json();
 * writeFileSync('collection.json', JSON.stringify(postmanCollection(document)));
 * ```
 */
export function postmanCollection(document: OpenApiObject, { items = [] }: CollectionOptions = {}): OpenApiObject {
  const { title, description } = objectAt(document, 'info');
  const [server] = document['servers'] as readonly { readonly url: string }[];
  const auth = authOf(objectAt(document, 'components', 'securitySchemes'));
  const tags = document['tags'] as readonly { readonly name: string; readonly description?: string }[];
  return {
    info: { name: title, description, schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    ...auth,
    variable: [{ key: 'baseUrl', value: server?.url ?? '' }, ...auth.variable],
    item: [...tags.map((tag) => folderOf(tag, document)), ...items],
  };
}

/** A request of a collection, below the service root. */
export function postmanRequest({ method, path, query = [], body }: RequestParts): OpenApiObject {
  const segments = path.split('/').slice(1).map((segment) => segment.replace(/^\{(\w+)\}$/, ':$1'));
  const variables = segments.filter((segment) => segment.startsWith(':')).map((segment) => ({ key: segment.slice(1), value: '' }));
  const given = query.filter(({ disabled }) => disabled !== true).map(({ key, value }) => `${key}=${value}`).join('&');
  return {
    method: method.toUpperCase(),
    header: body === undefined ? [] : [{ key: 'Content-Type', value: scimJson }],
    url: {
      raw: `{{baseUrl}}/${segments.join('/')}${given === '' ? '' : `?${given}`}`,
      host: ['{{baseUrl}}'],
      path: segments,
      ...(query.length > 0 && { query }),
      ...(variables.length > 0 && { variable: variables }),
    },
    ...(body !== undefined && { body: { mode: 'raw', raw: JSON.stringify(body, undefined, 2), options: { raw: { language: 'json' } } } }),
  };
}

interface RequestParts {
  readonly method: string;
  /** Segments in braces are variables. */
  readonly path: string;
  readonly query?: readonly { readonly key: string; readonly value: string; readonly disabled?: boolean; readonly description?: unknown }[];
  readonly body?: unknown;
}

interface Auth {
  readonly auth?: OpenApiObject;
  readonly variable: readonly OpenApiObject[];
}

/** The first scheme that Postman can be told of without knowing the credential. */
function authOf(schemes: OpenApiObject): Auth {
  const variable = (...keys: readonly string[]): readonly OpenApiObject[] => keys.map((key) => ({ key, value: '' }));
  const member = (key: string, value: string): OpenApiObject => ({ key, value, type: 'string' });
  if ('bearer' in schemes) return { auth: { type: 'bearer', bearer: [member('token', '{{token}}')] }, variable: variable('token') };
  if (!('basic' in schemes)) return { variable: [] };
  return { auth: { type: 'basic', basic: [member('username', '{{userName}}'), member('password', '{{password}}')] }, variable: variable('userName', 'password') };
}

function folderOf({ name, description }: { readonly name: string; readonly description?: string }, document: OpenApiObject): PostmanItem {
  const operations = Object.entries(objectAt(document, 'paths')).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = (item as Readonly<Record<string, OpenApiObject | undefined>>)[method];
      return operation !== undefined && (operation['tags'] as readonly string[]).includes(name) ? [itemOf({ method, path, operation }, document)] : [];
    }),
  );
  return { name, ...(description !== undefined && { description }), item: operations };
}

interface Place {
  readonly method: string;
  readonly path: string;
  readonly operation: OpenApiObject;
}

function itemOf({ method, path, operation }: Place, document: OpenApiObject): PostmanItem {
  const content = objectAt(operation, 'requestBody', 'content', scimJson);
  const [body] = Object.values(objectAt(content, 'examples')).map((example) => (example as { readonly value: unknown }).value);
  const query = ((operation['parameters'] ?? []) as readonly OpenApiObject[])
    .map((parameter) => resolved(parameter, document))
    .filter((parameter) => parameter['in'] === 'query')
    .map(({ name, description }) => ({ key: String(name), value: '', description, disabled: true }));
  const request = postmanRequest({ method, path, query, ...('requestBody' in operation && { body: body ?? {} }) });
  return {
    name: operation['summary'],
    request: { ...request, ...(operation['description'] !== undefined && { description: operation['description'] }) },
    response: savedAnswers(operation, request),
  };
}

function savedAnswers(operation: OpenApiObject, originalRequest: OpenApiObject): readonly OpenApiObject[] {
  return Object.entries(objectAt(operation, 'responses')).flatMap(([status, response]) => {
    const examples = objectAt(response as OpenApiObject, 'content', scimJson, 'examples') as Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
    return Object.values(examples).map(({ summary, value }) => ({
      name: summary,
      originalRequest,
      code: Number(status),
      _postman_previewlanguage: 'json',
      header: [{ key: 'Content-Type', value: scimJson }],
      body: JSON.stringify(value, undefined, 2),
    }));
  });
}

/** What a reference leads to. */
function resolved(value: OpenApiObject, document: OpenApiObject): OpenApiObject {
  const { $ref } = value;
  return typeof $ref === 'string' ? objectAt(document, ...$ref.slice(2).split('/')) : value;
}

/** The object at a path of names; an empty one where there is none. */
function objectAt(value: OpenApiObject, ...names: readonly string[]): OpenApiObject {
  let found: unknown = value;
  for (const name of names) found = isPlainObject(found) ? found[name] : undefined;
  return isPlainObject(found) ? found : {};
}
