import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

import { InvalidSyntaxError, PayloadTooLargeError, UnsupportedMediaTypeError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { MountedRequest } from './base-url';
import type { JsonLimits } from './json-text';
import { checkJsonValue, parseJsonText } from './json-text';

/** What a body may be. */
export interface BodyLimits {
  readonly maxBodyBytes: number;
  readonly json: JsonLimits;
}

const mediaType = /^\s*application\/(?:scim\+)?json\s*(?:;|$)/i;
const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i;

/**
 * Reads and parses a JSON body — RFC 7644 §3.1, §3.12. A host application may have read it already.
 * Throws `UnsupportedMediaTypeError`, `PayloadTooLargeError` or `InvalidSyntaxError`.
 */
export async function readBody(request: MountedRequest, limits: BodyLimits): Promise<unknown> {
  requireJson(request);
  if (isAlreadyRead(request)) return alreadyParsed(request.body, limits);
  return parseJson(await readBytes(request, limits.maxBodyBytes), limits);
}

function requireJson({ headers }: IncomingMessage): void {
  // Without a type a body is taken for what it has to be, as some clients send none; a wrong one is refused.
  const type = headers['content-type'] ?? 'application/scim+json';
  if (!mediaType.test(type)) {
    throw new UnsupportedMediaTypeError(detail`The body must be application/scim+json or application/json`);
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new UnsupportedMediaTypeError(detail`Compressed bodies are not accepted`);
  }
  const given = charset.exec(type)?.[1];
  if (given !== undefined && !/^utf-?8$/i.test(given)) throw new UnsupportedMediaTypeError(detail`The body must be UTF-8`);
}

/** Whether the application around the endpoint has read the body. */
export function isAlreadyRead(request: MountedRequest): boolean {
  return request.readableEnded || (request.body !== undefined && request.complete && request.readableLength === 0 && request.readableDidRead);
}

function alreadyParsed(body: unknown, limits: BodyLimits): unknown {
  if (typeof body === 'string' || Buffer.isBuffer(body)) return parseJson(Buffer.from(body), limits);
  if (body === undefined) throw new InvalidSyntaxError(detail`The body was read before it reached the SCIM endpoints, and not kept`);
  checkJsonValue(body, limits.json);
  return body;
}

/** Reads a body of at most so many bytes; throws `PayloadTooLargeError`, or `InvalidSyntaxError` when it ends early. */
export function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge(maxBytes));
  // A client that went away before is heard of no more.
  if (request.destroyed) return Promise.reject(endedEarly());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) return void chunks.push(chunk);
      request.removeAllListeners('data').pause();
      reject(tooLarge(maxBytes));
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => reject(endedEarly()));
    request.once('aborted', () => reject(endedEarly()));
  });
}

function parseJson(bytes: Buffer, { json, maxBodyBytes }: BodyLimits): unknown {
  if (bytes.length === 0) throw new InvalidSyntaxError(detail`The body is empty`);
  if (bytes.length > maxBodyBytes) throw tooLarge(maxBodyBytes);
  if (!isUtf8(bytes)) throw new InvalidSyntaxError(detail`The body is not valid UTF-8`);
  const text = bytes.toString('utf8');
  return parseJsonText(text.startsWith('\ufeff') ? text.slice(1) : text, json);
}

function endedEarly(): InvalidSyntaxError {
  return new InvalidSyntaxError(detail`The body ended early`);
}

function tooLarge(maxBytes: number): PayloadTooLargeError {
  return new PayloadTooLargeError(detail`The body is larger than ${maxBytes} bytes`);
}
