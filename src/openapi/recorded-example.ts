import type { DescribedService } from '../http/open-api';
import type { ServedType } from '../operations/service';
import { foldName } from '../schema/attribute-name';
import { isPlainObject } from '../schema/is-plain-object';
import { urnsOf } from './resource-schemas';
import type { OpenApiObject } from './open-api-object';

/** The service root of recorded examples; each document has its own in its place. */
export const recordedBaseUrl = 'https://scim.example.com/v2';

/**
 * One request that a service has answered, and its answer. It is shown where a service offers the operation, and the
 * attributes in it.
 */
export interface RecordedExample {
  /** Unique among those of an operation. */
  readonly name: string;
  /** Such as `GET /Users?count=1`. */
  readonly summary: string;
  /** URN of the core schema of the resource type; absent for what is about the whole service. */
  readonly schema?: string;
  /** An operation of a resource type, the name of an action, or an endpoint of the service such as `Bulk`. */
  readonly operation: string;
  /** The body of the request, where it has one. */
  readonly body?: unknown;
  readonly status: number;
  /** The body of the answer, where it has one; URLs begin with `https://scim.example.com/v2`. */
  readonly answer?: unknown;
}

/** Finds the examples for a place of the document. */
export interface ExampleFinder {
  readonly bodies: (place: ExamplePlace) => OpenApiObject | undefined;
  readonly answers: (place: ExamplePlace) => OpenApiObject | undefined;
  /** Errors with a status, of any operation. */
  readonly errors: (status: number) => OpenApiObject | undefined;
}

interface ExamplePlace {
  /** Absent: what is about the whole service. */
  readonly type?: ServedType;
  readonly operation: string;
}

/** Chooses the examples that a service could have answered. */
export function findExamples(examples: readonly RecordedExample[], service: DescribedService): ExampleFinder {
  const fitting = examples.filter((example) => fits(example, service));
  const at = ({ type, operation }: ExamplePlace): readonly RecordedExample[] =>
    fitting.filter((each) => each.schema === type?.type.schema.$id && each.operation === operation && each.status < 300);
  return {
    bodies: (place) => asExamples(at(place), 'body'),
    answers: (place) => asExamples(at(place), 'answer'),
    errors: (status) => asExamples(fitting.filter((each) => each.status === status), 'answer'),
  };
}

function asExamples(examples: readonly RecordedExample[], part: 'body' | 'answer'): OpenApiObject | undefined {
  const shown = examples.filter((example) => example[part] !== undefined);
  if (shown.length === 0) return undefined;
  return Object.fromEntries(shown.map((example) => [example.name, { summary: example.summary, value: example[part] }]));
}

/** Whether every resource in an example is one of this service, and no tool takes any of it for something else. */
function fits({ schema, body, answer }: RecordedExample, service: DescribedService): boolean {
  // Many tools follow whatever `$ref` they meet, also that of a member of a group.
  if (JSON.stringify([body, answer]).includes('"$ref":')) return false;
  const known = schema === undefined || service.types.some(({ type }) => type.schema.$id === schema);
  return known && [body, answer].every((message) => resourcesIn(message).every((resource) => isServed(resource, service)));
}

/** The resources of a message: itself, those of a list, and those of bulk operations. */
function resourcesIn(message: unknown): readonly OpenApiObject[] {
  if (!isPlainObject(message)) return [];
  if (Array.isArray(message['Resources'])) return message['Resources'].filter(isPlainObject);
  if (!Array.isArray(message['Operations'])) return [message];
  return message['Operations'].flatMap((operation) => (isPlainObject(operation) && operation['method'] === 'POST' ? resourcesIn(operation['data']) : []));
}

function isServed(resource: OpenApiObject, { types, etag }: DescribedService): boolean {
  const schemas = Array.isArray(resource['schemas']) ? (resource['schemas'] as readonly unknown[]) : [];
  // A message of the protocol, or a body that an action has.
  if (schemas.length === 0 || schemas.some((urn) => String(urn).startsWith('urn:ietf:params:scim:api:messages:'))) return true;
  const served = types.find(({ type }) => type.schema.$id === schemas[0]);
  if (served === undefined) return isDiscovered(resource);
  const { meta } = resource;
  const hasVersion = isPlainObject(meta) && 'version' in meta;
  const urns: readonly unknown[] = urnsOf(served.type);
  return (
    schemas.every((urn) => urns.includes(urn)) &&
    Object.keys(resource).every((name) => urns.includes(name) || served.type.attributesByName.has(foldName(name))) &&
    (!isPlainObject(meta) || hasVersion === (etag && served.metaMembers.includes('version')))
  );
}

function isDiscovered({ meta }: OpenApiObject): boolean {
  return isPlainObject(meta) && ['ServiceProviderConfig', 'ResourceType', 'Schema'].includes(String(meta['resourceType']));
}
