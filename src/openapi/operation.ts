import type { DescribedService } from '../http/open-api';
import type { ExampleFinder } from './recorded-example';
import { failures } from './error-responses';
import type { OpenApiObject } from './open-api-object';
import { scimContent } from './open-api-object';

/** What the operations of a document are made from. */
export interface DocumentContext {
  readonly service: DescribedService;
  readonly examples: ExampleFinder;
  readonly isDiscoveryPublic: boolean;
}

/** One operation of the document, before OpenAPI gives it its form. */
export interface OperationDescription {
  /** Unique; types and actions have no dot in their names, so the parts are told apart. */
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string | undefined;
  readonly parameters?: readonly OpenApiObject[];
  readonly body?: { readonly schema: OpenApiObject; readonly examples?: OpenApiObject | undefined; readonly isOptional?: boolean };
  readonly responses: OpenApiObject;
  /** Beside those that any request can fail with. */
  readonly failures?: readonly number[];
  /** Whether it asks for no credential. */
  readonly isPublic?: boolean;
}

/** What every request can fail with. */
const anyTime: readonly number[] = [400, 401, 403, 414, 429, 500, 503];
const withBody: readonly number[] = [408, 413, 415];

/** The Operation Object of OpenAPI. */
export function operationObject(described: OperationDescription): OpenApiObject {
  const { operationId, tag, summary, description, parameters = [], body, isPublic = false } = described;
  const statuses = [...anyTime, ...(body === undefined ? [] : withBody), ...(described.failures ?? [])].sort((a, b) => a - b);
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(isPublic && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { requestBody: { required: body.isOptional !== true, content: scimContent(body.schema, body.examples) } }),
    responses: { ...described.responses, ...failures(statuses) },
  };
}

/** A successful answer with a body. */
export function answered(description: string, schema: OpenApiObject, more: { readonly examples?: OpenApiObject | undefined; readonly headers?: OpenApiObject } = {}): OpenApiObject {
  const { examples, headers = {} } = more;
  return { description, ...(Object.keys(headers).length > 0 && { headers }), content: scimContent(schema, examples) };
}
