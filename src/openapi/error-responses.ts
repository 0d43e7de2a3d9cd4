import * as catalog from '../errors/catalog';
import type { AnyScimError } from '../errors/catalog';
import { reference, scimContent } from './open-api-object';
import type { OpenApiObject } from './open-api-object';

/** What every kind of error says of itself, by its class. */
function everyError(): readonly Pick<AnyScimError, 'status' | 'scimType'>[] {
  return Object.values(catalog).map((Kind) => new Kind(''));
}

/** Every keyword that tells errors apart (RFC 7644 §3.12). */
export function scimTypes(): readonly string[] {
  return [...new Set(everyError().flatMap(({ scimType }) => scimType ?? []))].sort();
}

/** Why a request is answered like that (RFC 7644 §3.12, Table 8). */
const meanings: Readonly<Record<number, string>> = Object.freeze({
  400: 'The request cannot be read, or cannot be met as it is',
  401: 'No credential, or one that is not accepted',
  403: 'The credential may not do this',
  404: 'There is no such resource, or not for this credential',
  405: 'The endpoint does not serve this method',
  408: 'The body did not arrive in time',
  409: 'Another resource has the value already, or is in the way',
  412: 'The resource changed since the version of If-Match',
  413: 'The body is larger than is taken',
  414: 'The URL is longer than is taken',
  415: 'The body has another media type than application/scim+json or application/json',
  429: 'Too many requests at a time, or too many failed authentications',
  500: 'A fault of the service provider',
  501: 'The service provider does not offer this',
  503: 'A passing fault; try again later',
});

const retryAfter = { 'Retry-After': { description: 'Seconds until another attempt makes sense', schema: { type: 'string' } } };
const headers: Readonly<Record<number, OpenApiObject>> = Object.freeze({
  401: { 'WWW-Authenticate': { description: 'How to authenticate', schema: { type: 'string' } } },
  429: retryAfter,
  503: retryAfter,
});

/** Finds the examples of errors with a status. */
export type ErrorExamples = (status: number) => OpenApiObject | undefined;

/** One response for each status that an operation of the document can fail with. */
export function errorResponses(statuses: ReadonlySet<number>, examplesOf: ErrorExamples): OpenApiObject {
  const entries = [...statuses].sort((a, b) => a - b).map((status) => [nameOf(status), errorResponse(status, examplesOf(status))] as const);
  return Object.fromEntries(entries);
}

function errorResponse(status: number, examples: OpenApiObject | undefined): OpenApiObject {
  const keywords = [...new Set(everyError().flatMap((error) => (error.status === status ? (error.scimType ?? []) : [])))];
  const remark = keywords.length === 0 ? '' : ` (scimType ${keywords.join(', ')})`;
  return {
    description: `${meanings[status] ?? 'An error'}${remark}`,
    ...(headers[status] !== undefined && { headers: headers[status] }),
    content: scimContent(reference('schemas', 'scim.Error'), examples),
  };
}

/** What an operation can fail with, as references to the responses. */
export function failures(statuses: readonly number[]): OpenApiObject {
  return Object.fromEntries(statuses.map((status) => [String(status), reference('responses', nameOf(status))]));
}

function nameOf(status: number): string {
  return `Error${status}`;
}
