import { InvalidSyntaxError, InvalidValueError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { JsonObject } from './message-member';
import { isJsonObject, messageMember } from './message-member';
import { assertMessageSchema } from './message-schemas';
import { schemaUris } from './schema-uris';

/** One operation of a BulkRequest as the client wrote it: what is wrong with it is the matter of this operation alone. */
export interface BulkEntry {
  readonly method: unknown;
  readonly path: unknown;
  readonly bulkId: unknown;
  readonly version: unknown;
  readonly data: unknown;
}

/** The body of POST /Bulk (RFC 7644 §3.7). */
export interface BulkRequest {
  /** How many errors end the job; `undefined`: none do. */
  readonly failOnErrors: number | undefined;
  readonly entries: readonly BulkEntry[];
}

/**
 * Reads a BulkRequest (RFC 7644 §3.7). Letter case does not count in the names of members; null is as if left out.
 *
 * Throws `InvalidSyntaxError` for a body that is no BulkRequest, and `InvalidValueError` for a `failOnErrors` that is
 * no whole number above 0 and for a bulkId that is there twice.
 */
export function parseBulkRequest(body: unknown): BulkRequest {
  if (!isJsonObject(body)) throw new InvalidSyntaxError(detail`The body must be a JSON object`);
  assertMessageSchema(body, schemaUris.bulkRequest);
  const operations = messageMember(body, 'Operations')?.value;
  if (!Array.isArray(operations) || operations.length === 0) {
    throw new InvalidSyntaxError(detail`Operations must be an array of one or more operations`);
  }
  const entries = operations.map(parseEntry);
  assertDistinct(entries);
  return { failOnErrors: failOnErrors(body), entries };
}

function parseEntry(operation: unknown, index: number): BulkEntry {
  if (!isJsonObject(operation)) throw new InvalidSyntaxError(detail`Operations[${index}] must be a JSON object`);
  const member = (name: keyof BulkEntry): unknown => messageMember(operation, name)?.value ?? undefined;
  return {
    method: member('method'),
    path: member('path'),
    bulkId: member('bulkId'),
    version: member('version'),
    data: member('data'),
  };
}

function failOnErrors(body: JsonObject): number | undefined {
  const value = messageMember(body, 'failOnErrors')?.value ?? undefined;
  if (value === undefined) return undefined;
  if (Number.isSafeInteger(value) && (value as number) > 0) return value as number;
  throw new InvalidValueError(detail`failOnErrors must be a whole number above 0`);
}

/** With two operations of one bulkId, a reference could mean either. */
function assertDistinct(entries: readonly BulkEntry[]): void {
  const seen = new Set<unknown>();
  for (const { bulkId } of entries) {
    if (bulkId === undefined) continue;
    if (seen.has(bulkId)) throw new InvalidValueError(detail`The bulkId ${JSON.stringify(bulkId).slice(0, 256)} is there twice`);
    seen.add(bulkId);
  }
}
