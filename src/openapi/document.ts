import type { ResourceType } from '../schema/resource-type';
import { errorResponses } from './error-responses';
import { messageSchemas } from './message-schemas';
import type { OpenApiObject } from './open-api-object';
import type { DocumentContext } from './operation';
import { sharedParameters } from './parameters';
import { resourceSchemas } from './resource-schemas';
import { securityOf } from './security-schemes';
import { servicePaths, serviceTags } from './service-paths';
import { typePaths } from './type-paths';

/** What a document says of itself. */
export interface DocumentInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

const headers = Object.freeze({
  ETag: { description: 'The version of the resource (RFC 7644 §3.14)', schema: { type: 'string' } },
  Location: { description: 'The URL of the resource', schema: { type: 'string', format: 'uri' } },
});

/** The OpenAPI 3.1 document of a service, with its service root at `baseUrl`. */
export function documentOf(info: DocumentInfo, context: DocumentContext, baseUrl: string): OpenApiObject {
  const { service, examples } = context;
  const security = securityOf(service.authorizer.schemes);
  const paths = { ...Object.assign({}, ...service.types.map((served) => typePaths(served, context))) as OpenApiObject, ...servicePaths(context) };
  const schemas = Object.assign({}, ...service.types.map((served) => resourceSchemas(served, service)), messageSchemas(service)) as OpenApiObject;
  const used = (section: string, components: OpenApiObject): OpenApiObject => usedIn(section, { components, by: [paths] });
  const statuses = failureStatuses(paths);
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: baseUrl }],
    security: security.requirements,
    tags: [...service.types.map(({ type }) => tagOf(type)), ...serviceTags.filter(({ name }) => isTagUsed(paths, name))],
    ...(service.documentationUri !== undefined && { externalDocs: { url: service.documentationUri } }),
    paths,
    components: {
      schemas: { ...schemas },
      parameters: used('parameters', sharedParameters(service)),
      headers: used('headers', headers),
      responses: errorResponses(statuses, examples.errors),
      securitySchemes: security.schemes,
    },
  };
}

/** Aliases are served, too, but are nothing to begin with. */
function tagOf({ name, description, aliases }: ResourceType): OpenApiObject {
  const also = aliases.endpoints.length === 0 ? [] : [`Also served at ${aliases.endpoints.join(', ')}.`];
  const text = [...(description === undefined ? [] : [description]), ...also].join(' ');
  return { name, ...(text !== '' && { description: text }) };
}

interface Usage {
  readonly components: OpenApiObject;
  readonly by: readonly unknown[];
}

/** The components that something refers to. */
function usedIn(section: string, { components, by }: Usage): OpenApiObject {
  const text = JSON.stringify(by);
  return Object.fromEntries(Object.entries(components).filter(([name]) => text.includes(`"#/components/${section}/${name}"`)));
}

function failureStatuses(paths: OpenApiObject): ReadonlySet<number> {
  return new Set(Array.from(JSON.stringify(paths).matchAll(/"#\/components\/responses\/Error(\d+)"/g), ([, status]) => Number(status)));
}

function isTagUsed(paths: OpenApiObject, name: unknown): boolean {
  return JSON.stringify(paths).includes(`"tags":[${JSON.stringify(name)}]`);
}
