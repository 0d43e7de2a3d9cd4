import type { ClientFlags } from '../clients/client-flags';
import { InvalidPathError, InvalidSyntaxError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { JsonObject } from './message-member';
import { isJsonObject, messageMember } from './message-member';
import { assertMessageSchema } from './message-schemas';
import { schemaUris } from './schema-uris';

const operators = ['add', 'remove', 'replace'] as const;

/** Characters of a path; a longer one is refused unread. */
const longestPath = 1024;

/** One operation of a PatchOp, as the client wrote it (RFC 7644 §3.5.2). */
export interface PatchEntry {
  readonly op: (typeof operators)[number];
  /** Absent when the operation is about the resource itself. */
  readonly path?: string;
  /** Absent when the client sent none, which is not the same as `null`. */
  readonly value?: unknown;
}

/** What a client may leave out. */
export type PatchOpFlags = Pick<ClientFlags, 'patchWithoutSchemas' | 'emptyPatch' | 'patchAsPartialResource'>;

const strict: PatchOpFlags = Object.freeze({ patchWithoutSchemas: false, emptyPatch: false, patchAsPartialResource: false });

/**
 * Reads the body of a PATCH (RFC 7644 §3.5.2).
 *
 * Letter case counts neither in the names of members nor in `op`; members that the message does not define are
 * ignored; a `path` of null or "" is as if left out. `isAlias` says which other URNs are as good as that of the message.
 *
 * Throws `InvalidSyntaxError` for a body that is no PatchOp, and `InvalidPathError` for a path that is not a string;
 * both name the place, such as `Operations[2].op`.
 */
export function parsePatchOp(
  body: unknown,
  flags: PatchOpFlags = strict,
  isAlias?: (urn: string) => boolean,
): readonly PatchEntry[] {
  if (!isJsonObject(body)) throw new InvalidSyntaxError(detail`The body must be a JSON object`);
  const operations = messageMember(body, 'Operations')?.value;
  if (operations === undefined && flags.patchAsPartialResource) return [{ op: 'replace', value: withoutSchemas(body) }];
  const isUnnamed = flags.patchWithoutSchemas && messageMember(body, 'schemas') === undefined;
  if (!isUnnamed) assertMessageSchema(body, schemaUris.patchOp, isAlias);
  if (!Array.isArray(operations) || (operations.length === 0 && !flags.emptyPatch)) {
    throw new InvalidSyntaxError(detail`Operations must be an array of one or more operations`);
  }
  return operations.map(parseEntry);
}

/** The URN of the message is no schema of the resource. */
function withoutSchemas(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name.toLowerCase() !== 'schemas'));
}

function parseEntry(operation: unknown, index: number): PatchEntry {
  const place = `Operations[${index}]`;
  if (!isJsonObject(operation)) throw new InvalidSyntaxError(detail`${place} must be a JSON object`);
  const path = parsePath(operation, place);
  const value = messageMember(operation, 'value');
  const op = parseOperator(operation, place);
  return { op, ...(path !== undefined && { path }), ...(value !== undefined && value) };
}

function parseOperator(operation: JsonObject, place: string): PatchEntry['op'] {
  const op = messageMember(operation, 'op')?.value;
  const operator = operators.find((name) => typeof op === 'string' && op.toLowerCase() === name);
  if (operator === undefined) throw new InvalidSyntaxError(detail`${place}.op must be "add", "remove" or "replace"`);
  return operator;
}

function parsePath(operation: JsonObject, place: string): string | undefined {
  const path = messageMember(operation, 'path')?.value;
  if (path === undefined || path === null || path === '') return undefined;
  if (typeof path !== 'string') throw new InvalidPathError(detail`${place}.path must be a string`);
  if (path.length > longestPath) throw new InvalidPathError(detail`${place}.path is longer than ${longestPath} characters`);
  return path;
}
