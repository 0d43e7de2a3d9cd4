import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

import type { ScimError } from '../errors/scim-error';
import { errorResponse } from '../messages/error-response';
import type { Reply } from '../operations/reply';

const contentType = 'application/scim+json';

/** Sends what an operation answers (RFC 7644 §3.1: application/scim+json). */
export function sendReply(response: ServerResponse, { status, body, location, entityTag }: Reply): void {
  const headers = commonHeaders();
  if (location !== undefined) headers['Location'] = location;
  if (entityTag !== undefined) headers['ETag'] = entityTag;
  send(response, { status, headers, body });
}

/** Sends an error, in the form of RFC 7644 §3.12. */
export function sendError(request: IncomingMessage, response: ServerResponse, error: ScimError): void {
  if (response.headersSent) return void response.destroy();
  const headers = { ...commonHeaders(), ...error.headers };
  // What is left of an unread body would be taken for the next request on this connection.
  if (!request.complete) headers['Connection'] = 'close';
  send(response, { status: error.status, headers, body: JSON.stringify(errorResponse(error)) });
}

function commonHeaders(): OutgoingHttpHeaders {
  return { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };
}

interface Message {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | readonly string[] | undefined;
}

function send(response: ServerResponse, { status, headers, body }: Message): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const bytes = typeof body === 'string' ? Buffer.from(body) : encode(body);
  headers['Content-Type'] = contentType;
  headers['Content-Length'] = bytes.length;
  response.writeHead(status, headers).end(bytes);
}

/** One buffer of many pieces, each written straight to its place. */
function encode(pieces: readonly string[]): Buffer {
  let length = 0;
  for (const piece of pieces) length += Buffer.byteLength(piece);
  const bytes = Buffer.allocUnsafe(length);
  let offset = 0;
  for (const piece of pieces) offset += bytes.write(piece, offset);
  return bytes;
}
