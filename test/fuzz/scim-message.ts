import type { Attribute, ResourceType } from 'scim-router';

import type { WireResponse } from '../support/http-client';
import type { FuzzRequest } from './generate-request';

const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';
const listUrn = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const bulkUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse';

/** Detail keywords by status — RFC 7644 §3.12 Table 9, §7.5.2, RFC 9865 §3. */
const scimTypes: Readonly<Record<number, readonly string[]>> = {
  400: ['invalidFilter', 'tooMany', 'mutability', 'invalidSyntax', 'invalidPath', 'noTarget', 'invalidValue', 'invalidVers', 'invalidCursor', 'expiredCursor', 'invalidCount'],
  403: ['sensitive'],
  409: ['uniqueness'],
};
const statuses: readonly number[] = [200, 201, 204, 304, 400, 401, 403, 404, 405, 406, 409, 412, 413, 414, 415, 417, 429, 501];

interface Fixture {
  readonly types: readonly ResourceType[];
}

type Members = Readonly<Record<string, unknown>>;

/** What is wrong with the answer to a request; empty when it is a SCIM message that fits. */
export function faultsOf(request: FuzzRequest, response: WireResponse, fixture: Fixture): readonly string[] {
  const { status, headers, text } = response;
  const faults: string[] = [];
  const check = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  check(statuses.includes(status), `status ${status}`);
  check(headers['cache-control'] === 'no-store' && headers['x-content-type-options'] === 'nosniff', 'no-store or nosniff is missing');
  check(status !== 401 || headers['www-authenticate'] !== undefined, '401 without WWW-Authenticate');
  check(status !== 405 || headers['allow'] !== undefined, '405 without Allow');
  check(status !== 429 || /^[1-9][0-9]*$/.test(headers['retry-after'] ?? ''), '429 without Retry-After');
  if (request.method === 'HEAD' || status === 204 || status === 304) {
    check(text === '', 'a body where there must be none');
    return faults;
  }
  check(/^application\/scim\+json(;|$)/.test(headers['content-type'] ?? ''), `content type ${headers['content-type']}`);
  check(headers['content-length'] === String(Buffer.byteLength(text)), 'wrong Content-Length');
  const body = parsed(text);
  if (body === undefined) return [...faults, 'the body is no JSON object'];
  if (status === 201) faults.push(...locationFaults(headers['location'], body));
  return [...faults, ...(status >= 400 ? errorFaults(body, status) : bodyFaults(body, fixture))];
}

function parsed(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isMembers(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function locationFaults(location: string | undefined, { id, meta }: Members): readonly string[] {
  if (!isLocation(location, `/${String(id)}`)) return [`Location ${String(location)}`];
  const shown = isMembers(meta) ? (meta['location'] ?? location) : location;
  return shown === location ? [] : ['Location is not meta.location'];
}

function isLocation(location: unknown, end: string): boolean {
  return typeof location === 'string' && URL.canParse(location) && location.endsWith(end);
}

function errorFaults(body: Members, status: number): readonly string[] {
  const { schemas, status: told, scimType, detail, ...others } = body;
  const faults: string[] = [];
  if (JSON.stringify(schemas) !== JSON.stringify([errorUrn])) faults.push('the schemas of an Error');
  if (told !== String(status)) faults.push(`an Error says ${String(told)} and is ${status}`);
  if (scimType !== undefined && !scimTypes[status]?.includes(scimType as string)) faults.push(`scimType ${JSON.stringify(scimType)} with ${status}`);
  if (status === 400 && scimType === undefined) faults.push('400 without a scimType');
  if (typeof detail !== 'string' || detail === '' || detail.length > 4000) faults.push('the detail of an Error');
  if (Object.keys(others).length > 0) faults.push(`an Error has ${Object.keys(others).join()}`);
  return faults;
}

function bodyFaults(body: Members, fixture: Fixture): readonly string[] {
  const [schema] = Array.isArray(body['schemas']) ? (body['schemas'] as readonly unknown[]) : [];
  if (schema === listUrn) return listFaults(body, fixture);
  if (schema === bulkUrn) return bulkFaults(body);
  return resourceFaults(body, fixture);
}

function listFaults(body: Members, fixture: Fixture): readonly string[] {
  const { totalResults, itemsPerPage, startIndex, Resources = [] } = body;
  const faults: string[] = [];
  if (!isCount(totalResults)) faults.push(`totalResults ${String(totalResults)}`);
  if (!Array.isArray(Resources)) return [...faults, 'Resources is no array'];
  if (itemsPerPage !== undefined && itemsPerPage !== Resources.length) faults.push(`itemsPerPage ${JSON.stringify(itemsPerPage)} of ${Resources.length}`);
  if (Resources.length > 1000 || Resources.length > Number(totalResults)) faults.push(`${Resources.length} Resources of ${String(totalResults)}`);
  if (startIndex !== undefined && !(isCount(startIndex) && startIndex >= 1)) faults.push(`startIndex ${JSON.stringify(startIndex)}`);
  return [...faults, ...(Resources as readonly unknown[]).flatMap((resource) => (isMembers(resource) ? resourceFaults(resource, fixture) : ['a resource that is no object']))];
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function bulkFaults({ Operations }: Members): readonly string[] {
  if (!Array.isArray(Operations)) return ['Operations is no array'];
  return (Operations as readonly unknown[]).flatMap((operation) => {
    if (!isMembers(operation)) return ['an operation that is no object'];
    const { status, method, location, response } = operation;
    const faults: string[] = [];
    if (typeof status !== 'string' || !statuses.includes(Number(status))) faults.push(`an operation with the status ${JSON.stringify(status)}`);
    if (method !== undefined && typeof method !== 'string') faults.push('the method of an operation');
    if (location !== undefined && !(typeof location === 'string' && URL.canParse(location))) faults.push(`the location ${JSON.stringify(location)}`);
    if (Number(status) >= 400) faults.push(...(isMembers(response) ? errorFaults(response, Number(status)) : ['a failed operation without its Error']));
    return faults;
  });
}

function resourceFaults(body: Members, { types }: Fixture): readonly string[] {
  const { schemas, id, meta } = body;
  if (!Array.isArray(schemas) || schemas.length === 0 || new Set(schemas).size !== schemas.length) return ['the schemas of a resource'];
  const type = types.find((each) => schemas.includes(each.schema.$id));
  if (type === undefined) return String(schemas[0]).startsWith('urn:ietf:params:scim:schemas:core:2.0:') ? [] : [`a resource of ${JSON.stringify(schemas)}`];
  const faults: string[] = [];
  if (!isId(id, type)) faults.push(`the id ${String(id)}`);
  if (meta !== undefined) faults.push(...metaFaults(meta, { type, id }));
  const known = new Map(type.attributes.filter(({ extension }) => extension === undefined).map((attribute) => [attribute.name, attribute]));
  for (const [name, value] of Object.entries(body)) {
    const extension = type.extensions.find(({ schema }) => schema.$id === name);
    if (extension !== undefined) faults.push(...extensionFaults(type, name, value), ...(schemas.includes(name) ? [] : [`${name} is not in schemas`]));
    // Links are a setting of the type, no part of a schema.
    else faults.push(...valueFaults(known.get(name), name === 'meta' ? withoutLinks(value) : value, name));
  }
  return faults;
}

function withoutLinks(meta: unknown): unknown {
  return isMembers(meta) ? Object.fromEntries(Object.entries(meta).filter(([name, links]) => name !== 'links' || !isMembers(links))) : meta;
}

function isId(id: unknown, { identifiers }: ResourceType): boolean {
  return identifiers === 'integer' ? isCount(id) : typeof id === 'string' && id !== '';
}

function metaFaults(meta: unknown, { type, id }: { readonly type: ResourceType; readonly id: unknown }): readonly string[] {
  if (!isMembers(meta)) return ['meta'];
  const { resourceType, location, version } = meta;
  const faults: string[] = [];
  if (resourceType !== undefined && resourceType !== type.name) faults.push(`meta.resourceType ${JSON.stringify(resourceType)}`);
  if (location !== undefined && !isLocation(location, `${type.endpoint}/${String(id)}`)) faults.push(`meta.location ${JSON.stringify(location)}`);
  if (version !== undefined && !(typeof version === 'string' && /^W\/"[^"]+"$/.test(version))) faults.push(`meta.version ${JSON.stringify(version)}`);
  return faults;
}

function extensionFaults(type: ResourceType, urn: string, value: unknown): readonly string[] {
  if (!isMembers(value) || Object.keys(value).length === 0) return [`${urn} is no object, or empty`];
  const known = new Map(type.attributes.filter(({ extension }) => extension === urn).map((attribute) => [attribute.name, attribute]));
  return Object.entries(value).flatMap(([name, member]) => valueFaults(known.get(name), member, `${urn}:${name}`));
}

function valueFaults(attribute: Attribute | undefined, value: unknown, place: string): readonly string[] {
  if (attribute === undefined) return [`${place} is in no schema`];
  if (attribute.returned === 'never' || attribute.mutability === 'writeOnly') return [`${place} is never returned`];
  if (!attribute.multiValued) return elementFaults(attribute, value, place);
  if (!Array.isArray(value) || (value.length === 0 && !attribute.shownWhenEmpty)) return [`${place} is no array, or empty`];
  const primaries = value.filter((element) => isMembers(element) && element['primary'] === true).length;
  return [...(primaries > 1 ? [`${place} has ${primaries} primary values`] : []), ...value.flatMap((element, index) => elementFaults(attribute, element, `${place}[${index}]`))];
}

function elementFaults(attribute: Attribute, value: unknown, place: string): readonly string[] {
  switch (attribute.type) {
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${place} is ${JSON.stringify(value)}`];
    case 'integer':
      return Number.isSafeInteger(value) ? [] : [`${place} is ${JSON.stringify(value)}`];
    case 'decimal':
      return typeof value === 'number' ? [] : [`${place} is ${JSON.stringify(value)}`];
    case 'complex':
      if (!isMembers(value) || (Object.keys(value).length === 0 && !attribute.shownWhenEmpty)) return [`${place} is no object, or empty`];
      return Object.entries(value).flatMap(([name, member]) => {
        const part = attribute.subAttributes.find((each) => each.name === name);
        return part === undefined && attribute.undeclared !== undefined ? [] : valueFaults(part, member, `${place}.${name}`);
      });
    default:
      return typeof value === 'string' && !/[\0\p{Surrogate}]/u.test(value) ? [] : [`${place} is ${JSON.stringify(value)}`];
  }
}
