import { detail } from './detail';
import type { ScimErrorOptions } from './scim-error';
import { ScimError } from './scim-error';

/** A filter that cannot be read, or that asks for what its attribute does not support (RFC 7644 §3.4.2.2). */
export class InvalidFilterError extends ScimError {
  readonly code = 'ERR_SCIM_INVALID_FILTER';
  readonly status = 400;
  override readonly scimType = 'invalidFilter';
}

/** A body that is not the JSON message its endpoint expects (RFC 7644 §3.12). */
export class InvalidSyntaxError extends ScimError {
  readonly code = 'ERR_SCIM_INVALID_SYNTAX';
  readonly status = 400;
  override readonly scimType = 'invalidSyntax';
}

/** A PATCH path that cannot be read, or that names no attribute of the schema (RFC 7644 §3.5.2). */
export class InvalidPathError extends ScimError {
  readonly code = 'ERR_SCIM_INVALID_PATH';
  readonly status = 400;
  override readonly scimType = 'invalidPath';
}

/** A value that is missing, or that does not fit its attribute (RFC 7644 §3.12). */
export class InvalidValueError extends ScimError {
  readonly code = 'ERR_SCIM_INVALID_VALUE';
  readonly status = 400;
  override readonly scimType = 'invalidValue';
}

/** A PATCH operation whose path selects nothing (RFC 7644 §3.5.2.2, §3.5.2.3). */
export class NoTargetError extends ScimError {
  readonly code = 'ERR_SCIM_NO_TARGET';
  readonly status = 400;
  override readonly scimType = 'noTarget';
}

/** A change that the mutability of an attribute forbids (RFC 7643 §7). */
export class MutabilityError extends ScimError {
  readonly code = 'ERR_SCIM_MUTABILITY';
  readonly status = 400;
  override readonly scimType = 'mutability';
}

/** More results than the service provider is willing to compute (RFC 7644 §3.4.2). */
export class TooManyError extends ScimError {
  readonly code = 'ERR_SCIM_TOO_MANY';
  readonly status = 400;
  override readonly scimType = 'tooMany';
}

/**
 * A cursor that is not one of this query: forged, altered, or made for another query, endpoint or tenant
 * (RFC 9865 §2.1). Its detail is always the same: what is wrong with a cursor is nothing a client may learn
 * (RFC 9865 §5.2).
 */
export class InvalidCursorError extends ScimError {
  readonly code = 'ERR_SCIM_INVALID_CURSOR';
  readonly status = 400;
  override readonly scimType = 'invalidCursor';

  constructor(options: ScimErrorOptions = {}) {
    super(detail`The cursor is not one of this query; an empty cursor starts with the first page`, options);
  }
}

/** A cursor that has not been used in time (RFC 9865 §2.1). */
export class ExpiredCursorError extends ScimError {
  readonly code = 'ERR_SCIM_EXPIRED_CURSOR';
  readonly status = 400;
  override readonly scimType = 'expiredCursor';
}

/** A count that is no number, or another one than that of the first page (RFC 9865 §2.1). */
export class InvalidCountError extends ScimError {
  readonly code = 'ERR_SCIM_INVALID_COUNT';
  readonly status = 400;
  override readonly scimType = 'invalidCount';
}

/** No credential, or one that is not accepted; answered with `WWW-Authenticate` (RFC 7644 §2). */
export class UnauthenticatedError extends ScimError {
  readonly code = 'ERR_SCIM_UNAUTHENTICATED';
  readonly status = 401;
}

/** An accepted credential that may not do this (RFC 7644 §3.12). */
export class ForbiddenError extends ScimError {
  readonly code = 'ERR_SCIM_FORBIDDEN';
  readonly status = 403;
}

/** A filter in a URL that names what must not be in one; a search by POST may name it (RFC 7644 §7.5.2). */
export class SensitiveFilterError extends ScimError {
  readonly code = 'ERR_SCIM_SENSITIVE_FILTER';
  readonly status = 403;
  override readonly scimType = 'sensitive';
}

/** No such endpoint, or no such resource for this principal (RFC 7644 §3.12). */
export class NotFoundError extends ScimError {
  readonly code = 'ERR_SCIM_NOT_FOUND';
  readonly status = 404;
}

/** An HTTP method that this endpoint does not serve; answered with `Allow` (RFC 9110 §15.5.6). */
export class MethodNotAllowedError extends ScimError {
  readonly code = 'ERR_SCIM_METHOD_NOT_ALLOWED';
  readonly status = 405;
}

/** A body that did not arrive in time (RFC 9110 §15.5.9). */
export class RequestTimeoutError extends ScimError {
  readonly code = 'ERR_SCIM_REQUEST_TIMEOUT';
  readonly status = 408;
}

/** A change that something else stands in the way of, such as a bulk operation that this one refers to (RFC 7644 §3.12). */
export class ConflictError extends ScimError {
  readonly code = 'ERR_SCIM_CONFLICT';
  readonly status = 409;
}

/** A value that another resource already has (RFC 7644 §3.3, §3.12). */
export class UniquenessError extends ScimError {
  readonly code = 'ERR_SCIM_UNIQUENESS';
  readonly status = 409;
  override readonly scimType = 'uniqueness';
}

/** A resource that changed since the version the client names (RFC 7644 §3.14). */
export class VersionMismatchError extends ScimError {
  readonly code = 'ERR_SCIM_VERSION_MISMATCH';
  readonly status = 412;
}

/** A body larger than the service provider accepts (RFC 9110 §15.5.14). */
export class PayloadTooLargeError extends ScimError {
  readonly code = 'ERR_SCIM_PAYLOAD_TOO_LARGE';
  readonly status = 413;
}

/** A URL longer than the service provider accepts (RFC 9110 §15.5.15). */
export class UriTooLongError extends ScimError {
  readonly code = 'ERR_SCIM_URI_TOO_LONG';
  readonly status = 414;
}

/** A body whose media type or encoding is not accepted (RFC 7644 §3.1). */
export class UnsupportedMediaTypeError extends ScimError {
  readonly code = 'ERR_SCIM_UNSUPPORTED_MEDIA_TYPE';
  readonly status = 415;
}

/** More requests, or more failed authentications, than one client may make; answered with `Retry-After` (RFC 6585 §4). */
export class TooManyRequestsError extends ScimError {
  readonly code = 'ERR_SCIM_TOO_MANY_REQUESTS';
  readonly status = 429;
}

/** An optional feature of the protocol that this service provider does not offer (RFC 7644 §3.12). */
export class NotImplementedError extends ScimError {
  readonly code = 'ERR_SCIM_NOT_IMPLEMENTED';
  readonly status = 501;
}

/** A passing fault, such as a database that cannot be reached; answered with `Retry-After` (RFC 9110 §15.6.4). */
export class UnavailableError extends ScimError {
  readonly code = 'ERR_SCIM_UNAVAILABLE';
  readonly status = 503;
}

/** Anything that was not foreseen; its detail never tells what happened inside (RFC 7644 §3.12). */
export class InternalError extends ScimError {
  readonly code = 'ERR_SCIM_INTERNAL';
  readonly status = 500;
}

/** Every error of this library: `switch (error.code)` narrows to one class. */
export type AnyScimError =
  | InvalidFilterError
  | InvalidSyntaxError
  | InvalidPathError
  | InvalidValueError
  | NoTargetError
  | MutabilityError
  | TooManyError
  | InvalidCursorError
  | ExpiredCursorError
  | InvalidCountError
  | UnauthenticatedError
  | ForbiddenError
  | SensitiveFilterError
  | NotFoundError
  | MethodNotAllowedError
  | RequestTimeoutError
  | ConflictError
  | UniquenessError
  | VersionMismatchError
  | PayloadTooLargeError
  | UriTooLongError
  | UnsupportedMediaTypeError
  | TooManyRequestsError
  | NotImplementedError
  | UnavailableError
  | InternalError;
