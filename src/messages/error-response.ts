import { InternalError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Language } from '../errors/language';
import { english, inLanguage } from '../errors/language';
import { ScimError } from '../errors/scim-error';
import type { ScimType } from '../errors/scim-error';
import { schemaUris } from './schema-uris';

/** The body of an error (RFC 7644 §3.12). */
export interface ErrorResponse {
  readonly schemas: readonly string[];
  /** The HTTP status as a string, as the RFC has it. */
  readonly status: string;
  readonly scimType?: ScimType;
  readonly detail: string;
}

/** The body that tells a client of `error` (RFC 7644 §3.12), in its language; the cause stays inside. */
export function errorResponse({ status, scimType, detail: text }: ScimError, language: Language = english): ErrorResponse {
  return {
    schemas: [schemaUris.error],
    status: String(status),
    ...(scimType !== undefined && { scimType }),
    detail: inLanguage(text, language),
  };
}

/**
 * The error that a client gets for anything thrown (RFC 7644 §3.12).
 *
 * What is not a `ScimError` becomes an `InternalError` that says nothing of what happened and has `thrown` as its
 * cause: a failure nobody foresaw must look neither like an answer nor like a fault of the client. With a `requestId`
 * the detail names it, so that it can be found in the log.
 */
export function toScimError(thrown: unknown, requestId?: string): ScimError {
  if (thrown instanceof ScimError) return thrown;
  const request = requestId === undefined ? detail`this request` : detail`request ${requestId}`;
  return new InternalError(detail`The service provider failed to process ${request}`, { cause: thrown });
}
