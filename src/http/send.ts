import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

import type { Language } from '../errors/language';
import { languageOf } from '../errors/language';
import type { ScimError } from '../errors/scim-error';
import { errorResponse } from '../messages/error-response';
import type { Reply } from '../operations/reply';

const contentType = 'application/scim+json';
/** How long the rest of a body that nobody reads is taken in. */
const lingerMilliseconds = 1000;

/** Sends what an operation answers (RFC 7644 §3.1: application/scim+json). */
export function sendReply(response: ServerResponse, { status, body, location, entityTag, warning, language, mediaType }: Reply): void {
  if (language !== undefined) setLanguage(response, language);
  const headers = commonHeaders();
  if (location !== undefined) headers['Location'] = location;
  if (entityTag !== undefined) headers['ETag'] = entityTag;
  if (warning !== undefined) headers['Warning'] = warning;
  send(response, { status, headers, body, ...(mediaType !== undefined && { mediaType }) });
}

interface Recipient {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** `undefined`: English is the only language. */
  readonly language: Language | undefined;
}

/** Sends an error, in the form of RFC 7644 §3.12. */
export function sendError({ request, response, language }: Recipient, error: ScimError): void {
  if (response.headersSent) return void response.destroy();
  if (language !== undefined) setLanguage(response, languageOf(error.detail, language));
  const headers = { ...commonHeaders(), ...whenToRetry(error), ...error.headers };
  const message = { status: error.status, headers, body: JSON.stringify(errorResponse(error, language)) };
  if (request.complete) send(response, message);
  else sendEarly(request, response, message);
}

/**
 * Answers before the body has arrived. What is left of it would be taken for the next request on this connection, so
 * the connection ends; but not at once, since a client that is still sending would lose the answer with it.
 */
function sendEarly(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Message & { readonly body: string }): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, Connection: 'close', 'Content-Type': contentType, 'Content-Length': bytes.length });
  response.write(bytes);
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, lingerMilliseconds).unref();
  request.removeAllListeners('data').once('end', end).once('close', end).resume();
}

/** A client that is not told how long to wait waits far too long, or not at all (RFC 9110 §10.2.3). */
function whenToRetry({ status }: ScimError): OutgoingHttpHeaders {
  return status === 503 || status === 429 ? { 'Retry-After': '5' } : {};
}

/** What was chosen by `Accept-Language` says so (RFC 9110 §8.5, §12.5.5). */
function setLanguage(response: ServerResponse, tag: string | undefined): void {
  if (tag !== undefined) response.setHeader('Content-Language', tag);
  response.appendHeader('Vary', 'Accept-Language');
}

function commonHeaders(): OutgoingHttpHeaders {
  return { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };
}

interface Message {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | readonly string[] | undefined;
  readonly mediaType?: string;
}

function send(response: ServerResponse, { status, headers, body, mediaType = contentType }: Message): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const bytes = typeof body === 'string' ? Buffer.from(body) : encode(body);
  headers['Content-Type'] = mediaType;
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
