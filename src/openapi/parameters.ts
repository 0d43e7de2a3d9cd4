import type { DescribedService } from '../http/open-api';
import { rfcDialect } from '../filter/dialect';
import type { ResourceType } from '../schema/resource-type';
import type { OpenApiObject } from './open-api-object';
import { reference } from './open-api-object';

/** Names of the parameters that are the same for every operation. */
type ParameterName = 'attributes' | 'excludedAttributes' | 'filter' | 'sortBy' | 'sortOrder' | 'startIndex' | 'count' | 'cursor' | 'ifMatch' | 'ifNoneMatch';

interface Parameter {
  readonly in?: 'query' | 'header';
  readonly name?: string;
  readonly description: string;
  readonly schema: OpenApiObject;
}

const text = { type: 'string' };

/** The parameters of RFC 7644 §3.4.2, §3.9, §3.14 and RFC 9865 §2 that this service knows, by name. */
export function sharedParameters(service: DescribedService): OpenApiObject {
  const { etag, pagination } = service;
  const all: Readonly<Record<ParameterName, Parameter | false>> = {
    attributes: { description: 'Attributes to show, separated by commas, such as userName,emails.value (RFC 7644 §3.9)', schema: text },
    excludedAttributes: { description: 'Attributes to leave out, separated by commas (RFC 7644 §3.9)', schema: text },
    filter: filterParameter(service),
    sortBy: { description: 'Attribute to sort by, such as name.familyName (RFC 7644 §3.4.2.3)', schema: text },
    sortOrder: { description: 'Default ascending', schema: { ...text, enum: ['ascending', 'descending'] } },
    startIndex: { description: 'Position of the first resource, from 1 (RFC 7644 §3.4.2.4)', schema: { type: 'integer', default: 1 } },
    count: countParameter(service),
    cursor: pagination.cursor !== undefined && cursorParameter(pagination.cursor),
    ifMatch: etag && { in: 'header', name: 'If-Match', description: 'Only change this version of the resource (RFC 7644 §3.14)', schema: text },
    ifNoneMatch: etag && { in: 'header', name: 'If-None-Match', description: 'Only answer when the version is another one (RFC 7644 §3.14)', schema: text },
  };
  const known = Object.entries(all).filter((entry): entry is [string, Parameter] => entry[1] !== false);
  return Object.fromEntries(known.map(([name, parameter]) => [name, { in: 'query', name, ...parameter }]));
}

function filterParameter({ filterDialect, limits }: DescribedService): Parameter {
  const language = filterDialect === rfcDialect ? '(RFC 7644 §3.4.2.2), such as userName eq "ada"' : ', in the filter language of this service';
  const separator = language.startsWith('(') ? ' ' : '';
  return { description: `Which resources to answer with${separator}${language}`, schema: { ...text, maxLength: limits.filter.length } };
}

function countParameter({ pagination: { defaultCount, maxCount } }: DescribedService): Parameter {
  return { description: `Resources in a page, at most ${maxCount}; 0: only how many there are (RFC 7644 §3.4.2.4)`, schema: { type: 'integer', default: defaultCount } };
}

function cursorParameter({ timeout }: { readonly timeout: number }): Parameter {
  return {
    description: `The nextCursor or previousCursor of another page, for ${timeout} seconds; empty: the first page (RFC 9865 §2)`,
    schema: text,
  };
}

/** References to parameters, as far as the service knows them. */
export function parameters(names: readonly ParameterName[], { etag, pagination }: Pick<DescribedService, 'etag' | 'pagination'>): readonly OpenApiObject[] {
  const isKnown = (name: ParameterName): boolean => {
    if (name === 'ifMatch' || name === 'ifNoneMatch') return etag;
    return name !== 'cursor' || pagination.cursor !== undefined;
  };
  return names.filter(isKnown).map((name) => reference('parameters', name));
}

/** What shows less of a resource. */
export const selecting: readonly ParameterName[] = Object.freeze(['attributes', 'excludedAttributes']);

/** What a list is asked for with. */
export const querying: readonly ParameterName[] = Object.freeze([
  ...['filter', 'sortBy', 'sortOrder', 'startIndex', 'count', 'cursor'] as const,
  ...selecting,
]);

/** The `{id}` of a path. */
export function idParameter({ name, identifiers }: ResourceType): OpenApiObject {
  const schema = { type: identifiers === 'integer' ? 'integer' : 'string' };
  return { in: 'path', name: 'id', required: true, description: `The id of a ${name}`, schema };
}
