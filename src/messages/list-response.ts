import { schemaUris } from './schema-uris';

/** One page of results, each already JSON text in pieces. */
export interface ResultPage {
  /** Number of matches, not of resources in this page. */
  readonly totalResults: number;
  /** 1-based position of the first resource. Default 1. */
  readonly startIndex?: number;
  /** The pages beside one that was asked for by cursor; such a page has no `startIndex` (RFC 9865 §2). */
  readonly cursors?: { readonly next?: string; readonly previous?: string };
  readonly resources: readonly (readonly string[])[];
}

const opening = `{"schemas":["${schemaUris.listResponse}"]`;

/**
 * The JSON text of a ListResponse (RFC 7644 §3.4.2), in pieces that follow one another.
 *
 * `Resources` is there even when it is empty: some clients do not read a response without it.
 */
export function listResponse({ totalResults, startIndex = 1, cursors, resources }: ResultPage): readonly string[] {
  const place = cursors === undefined ? `"startIndex":${startIndex},` : '';
  const counts = `"totalResults":${totalResults},${place}"itemsPerPage":${resources.length}${cursorMembers(cursors)}`;
  const pieces: string[] = [];
  // What is short goes with the piece before it: each piece has its price when it is written.
  let pending = `${opening},${counts},"Resources":[`;
  for (const [head = '', ...rest] of resources) {
    pending += head;
    for (const piece of rest) {
      pieces.push(pending);
      pending = piece;
    }
    pending += ',';
  }
  return [...pieces, `${resources.length > 0 ? pending.slice(0, -1) : pending}]}`];
}

function cursorMembers({ next, previous }: NonNullable<ResultPage['cursors']> = {}): string {
  const member = (name: string, cursor: string | undefined): string =>
    cursor === undefined ? '' : `,"${name}":${JSON.stringify(cursor)}`;
  return member('previousCursor', previous) + member('nextCursor', next);
}
