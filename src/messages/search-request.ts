import { InvalidSyntaxError, InvalidValueError } from '../errors/catalog';
import type { Detail } from '../errors/detail';
import { detail } from '../errors/detail';
import type { JsonObject } from './message-member';
import { isJsonObject, messageMember } from './message-member';
import { assertMessageSchema } from './message-schemas';
import { schemaUris } from './schema-uris';

/** A query in the body of a POST (RFC 7644 §3.4.3, RFC 9865 §3). */
export interface SearchRequest {
  readonly attributes?: readonly string[];
  readonly excludedAttributes?: readonly string[];
  readonly filter?: string;
  readonly sortBy?: string;
  readonly sortOrder?: string;
  readonly startIndex?: number;
  readonly count?: number;
  readonly cursor?: string;
}

/**
 * Reads a SearchRequest (RFC 7644 §3.4.3). Letter case does not count in the names of members; null is as if left out,
 * and members that the message does not define are ignored, `cursor` among them where lists are not paged by cursor.
 *
 * Throws `InvalidSyntaxError` for a body that is no SearchRequest, and `InvalidValueError` for a member of the wrong
 * JSON type.
 */
export function parseSearchRequest(body: unknown, { isCursorKnown }: { readonly isCursorKnown: boolean }): SearchRequest {
  if (!isJsonObject(body)) throw new InvalidSyntaxError(detail`The body must be a JSON object`);
  assertMessageSchema(body, schemaUris.searchRequest);
  return {
    ...member(body, 'attributes', names),
    ...member(body, 'excludedAttributes', names),
    ...member(body, 'filter', text),
    ...member(body, 'sortBy', text),
    ...member(body, 'sortOrder', text),
    ...member(body, 'startIndex', integer),
    ...member(body, 'count', integer),
    ...(isCursorKnown && member(body, 'cursor', text)),
  };
}

/** What a member must be, and how that is called. */
interface Kind<T> {
  readonly called: Detail;
  readonly test: (value: unknown) => value is T;
}

const text: Kind<string> = { called: detail`a string`, test: (value) => typeof value === 'string' };
const integer: Kind<number> = { called: detail`an integer`, test: (value): value is number => Number.isSafeInteger(value) };
const names: Kind<readonly string[]> = {
  called: detail`an array of strings`,
  test: (value): value is readonly string[] => Array.isArray(value) && value.every(text.test),
};

function member<N extends keyof SearchRequest, T>(
  body: JsonObject,
  name: N,
  { called, test }: Kind<T>,
): { readonly [K in N]?: T } {
  const value = messageMember(body, name)?.value ?? undefined;
  if (value === undefined) return {};
  if (!test(value)) throw new InvalidValueError(detail`${name} must be ${called}`);
  return { [name]: value } as { readonly [K in N]?: T };
}
