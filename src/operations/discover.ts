import type { Authorizer, Operation } from '../authorization/authorizer';
import { ForbiddenError, NotFoundError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { listResponse } from '../messages/list-response';
import { resourceTypeSchema } from '../schema/core/resource-type';
import { schemaSchema } from '../schema/core/schema';
import { serviceProviderConfigSchema } from '../schema/core/service-provider-config';
import { presentResourceType, presentSchema } from '../schema/discovery';
import { isAliasUrn } from '../schema/attribute-path';
import type { SchemaDocument } from '../schema/keywords';
import type { ResourceType } from '../schema/resource-type';
import type { ScimContext } from '../store/context';
import type { Reply } from './reply';
import type { Service } from './service';

export interface DiscoveryInput {
  /** Name of a resource type, or URN of a schema; absent for the list. */
  readonly id?: string;
  readonly filter?: string;
}

/** What discovery tells of a service. */
export interface DiscoveredService extends Pick<Service<never>, 'types' | 'documentationUri' | 'pagination' | 'bulk' | 'etag' | 'passwords'> {
  readonly authorizer: Pick<Authorizer<never>, 'schemes'>;
}

type Discovered = Readonly<Record<string, unknown>>;

/** GET /ServiceProviderConfig — RFC 7643 §5, RFC 7644 §4: what the options say, so that it cannot lie. */
export function serviceProviderConfig(service: DiscoveredService, input: DiscoveryInput, context: Pick<ScimContext, 'baseUrl'>): Reply {
  refuseFilter(input);
  const { documentationUri, authorizer, pagination, bulk } = service;
  const offers = (operation: Operation): boolean => service.types.some(({ operations }) => operations.has(operation));
  return document({
    schemas: [serviceProviderConfigSchema.$id],
    ...(documentationUri !== undefined && { documentationUri }),
    patch: { supported: offers('patch') },
    bulk: { supported: bulk !== undefined, maxOperations: 0, maxPayloadSize: 0, ...bulk },
    filter: { supported: offers('query'), maxResults: pagination.maxCount },
    changePassword: { supported: service.passwords !== undefined },
    sort: { supported: offers('query') },
    etag: { supported: service.etag },
    authenticationSchemes: authorizer.schemes.map(({ challenge: _challenge, ...published }) => published),
    pagination: {
      cursor: pagination.cursor !== undefined,
      index: true,
      defaultPaginationMethod: pagination.method,
      defaultPageSize: pagination.defaultCount,
      maxPageSize: pagination.maxCount,
      ...(pagination.cursor && { cursorTimeout: pagination.cursor.timeout }),
    },
    meta: { resourceType: 'ServiceProviderConfig', location: `${context.baseUrl}/ServiceProviderConfig` },
  });
}

/** GET /ResourceTypes and /ResourceTypes/{name} — RFC 7643 §6, RFC 7644 §4. */
export function resourceTypes(service: DiscoveredService, input: DiscoveryInput, context: Pick<ScimContext, 'baseUrl'>): Reply {
  refuseFilter(input);
  const found = service.types.map(({ type }) => ({
    names: [type.name, ...type.aliases.names],
    resource: {
      ...presentResourceType(type),
      meta: { resourceType: 'ResourceType', location: `${context.baseUrl}/ResourceTypes/${type.name}` },
    },
  }));
  return oneOrAll(found, input.id, { kind: 'resource type', isNamed: ({ names }, name) => names.includes(name) });
}

/** GET /Schemas and /Schemas/{urn} — RFC 7643 §7, RFC 7644 §4. */
export function schemas(service: DiscoveredService, input: DiscoveryInput, context: Pick<ScimContext, 'baseUrl'>): Reply {
  refuseFilter(input);
  const found = servedSchemas(service).map((served) => ({
    ...served,
    resource: {
      ...presentSchema(served.schema, {}, served.type?.identifiers),
      meta: { resourceType: 'Schema', location: `${context.baseUrl}/Schemas/${served.schema.$id}` },
    },
  }));
  return oneOrAll(found, input.id, { kind: 'schema', isNamed: isSchemaNamed });
}

/** A schema, and the resource type that has it as its core schema, if any does. */
interface ServedSchema {
  readonly schema: SchemaDocument;
  readonly type?: ResourceType;
}

function servedSchemas({ types }: DiscoveredService): readonly ServedSchema[] {
  const used = types.flatMap(({ type }) => [{ schema: type.schema, type }, ...type.extensions.map(({ schema }) => ({ schema }))]);
  const own = [serviceProviderConfigSchema, resourceTypeSchema, schemaSchema].map((schema) => ({ schema }));
  const bySchema = new Map<string, ServedSchema>();
  for (const served of [...used, ...own]) {
    if ('type' in served || !bySchema.has(served.schema.$id)) bySchema.set(served.schema.$id, served);
  }
  return [...bySchema.values()];
}

/** URNs compare without letter case (RFC 7644 §3.10). */
function isSchemaNamed({ schema, type }: ServedSchema, urn: string): boolean {
  return schema.$id.toLowerCase() === urn.toLowerCase() || (type !== undefined && isAliasUrn(type, urn));
}

interface Lookup<One> {
  readonly kind: 'schema' | 'resource type';
  /** Whether it is what the client asks for; the first that is counts. */
  readonly isNamed: (one: One, id: string) => boolean;
}

/** Letter case counts in the names of resource types (erratum 8475 of RFC 7643 §6). */
function oneOrAll<One extends { readonly resource: Discovered }>(
  found: readonly One[],
  id: string | undefined,
  { kind, isNamed }: Lookup<One>,
): Reply {
  if (id === undefined) {
    const texts = found.map(({ resource }) => [JSON.stringify(resource)]);
    return { status: 200, body: listResponse({ totalResults: texts.length, startIndex: 1, resources: texts }) };
  }
  const one = found.find((each) => isNamed(each, id));
  if (one === undefined) throw new NotFoundError(detail`There is no ${kind === 'schema' ? detail`schema` : detail`resource type`} "${id.slice(0, 256)}"`);
  return document(one.resource);
}

function document(value: Discovered): Reply {
  return { status: 200, body: JSON.stringify(value) };
}

// RFC 7644 §4 asks for 403: a filtered list would let a client believe that a feature is absent.
function refuseFilter({ filter }: DiscoveryInput): void {
  if (filter !== undefined) throw new ForbiddenError(detail`Discovery endpoints cannot be filtered (RFC 7644 §4)`);
}
