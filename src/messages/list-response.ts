import { schemaUris } from './schema-uris';

/** One page of results, each already JSON text. */
export interface ResultPage {
  /** Number of matches, not of resources in this page. */
  readonly totalResults: number;
  /** 1-based position of the first resource. Default 1. */
  readonly startIndex?: number;
  readonly resources: readonly string[];
}

const opening = `{"schemas":["${schemaUris.listResponse}"]`;

/**
 * The JSON text of a ListResponse (RFC 7644 §3.4.2).
 *
 * `Resources` is there even when it is empty: some clients do not read a response without it.
 */
export function listResponse({ totalResults, startIndex = 1, resources }: ResultPage): string {
  const counts = `"totalResults":${totalResults},"startIndex":${startIndex},"itemsPerPage":${resources.length}`;
  return `${opening},${counts},"Resources":[${resources.join(',')}]}`;
}
