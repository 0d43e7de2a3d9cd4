import type { ErrorResponse } from './error-response';
import { schemaUris } from './schema-uris';

/** The outcome of one operation of a bulk job (RFC 7644 §3.7.3). */
export interface BulkResult {
  /** As the client wrote it; absent when it wrote none. */
  readonly method?: string;
  readonly bulkId?: string;
  /** Entity tag of the resource after the operation. */
  readonly version?: string;
  /** Absent when a POST failed, and when the operation names no resource. */
  readonly location?: string;
  /** The HTTP status as a string, as the RFC has it. */
  readonly status: string;
  /** Only of operations that failed. */
  readonly response?: ErrorResponse;
}

/** The JSON text of a BulkResponse (RFC 7644 §3.7), in the order of the request. */
export function bulkResponse(results: readonly BulkResult[]): string {
  return JSON.stringify({ schemas: [schemaUris.bulkResponse], Operations: results });
}
