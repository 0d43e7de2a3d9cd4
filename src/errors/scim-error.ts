import type { Detail } from './detail';

/** The detail error keywords of RFC 7644 §3.12 Table 9, RFC 7644 §7.5.2 and RFC 9865 §3. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount';

/** What an error may carry beside its detail. */
export interface ScimErrorOptions {
  /** The failure behind this one; given to `onError`, never sent to the client. */
  readonly cause?: unknown;
  /** Response headers, such as `Allow` or `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Base of every error that reaches a SCIM client (RFC 7644 §3.12).
 *
 * `code` is stable and part of the API; `message` is the `detail` a client reads and may change between versions. A
 * detail made with the tag `detail` can be translated; a string is the same in every language.
 *
 * @example
 * ```ts
 * throw new InvalidValueError('userName must not be empty');
 * ```
 */
export abstract class ScimError extends Error {
  abstract readonly code: `ERR_SCIM_${string}`;
  /** HTTP status. */
  abstract readonly status: number;
  readonly scimType: ScimType | undefined = undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** What `message` is in English. */
  readonly detail: Detail | string;

  constructor(detail: Detail | string, { cause, headers = {} }: ScimErrorOptions = {}) {
    super(String(detail), cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.detail = detail;
    this.headers = headers;
  }
}
