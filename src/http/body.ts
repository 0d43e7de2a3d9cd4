import type { IncomingMessage } from 'node:http';

import { InvalidSyntaxError, PayloadTooLargeError, UnsupportedMediaTypeError } from '../errors/catalog';
import type { MountedRequest } from './base-url';

const mediaType = /^\s*application\/(?:scim\+)?json\s*(?:;|$)/i;
const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i;

/**
 * Reads and parses a JSON body — RFC 7644 §3.1, §3.12. A host application may have read it already.
 * Throws `UnsupportedMediaTypeError`, `PayloadTooLargeError` or `InvalidSyntaxError`.
 */
export async function readBody(request: MountedRequest, maxBytes: number): Promise<unknown> {
  requireJson(request);
  if (isAlreadyRead(request)) return alreadyParsed(request.body);
  return parseJson(await readBytes(request, maxBytes));
}

function requireJson({ headers }: IncomingMessage): void {
  const type = headers['content-type'];
  if (type === undefined || !mediaType.test(type)) {
    throw new UnsupportedMediaTypeError('The body must be application/scim+json or application/json');
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new UnsupportedMediaTypeError('Compressed bodies are not accepted');
  }
  const given = charset.exec(type)?.[1];
  if (given !== undefined && !/^utf-?8$/i.test(given)) throw new UnsupportedMediaTypeError('The body must be UTF-8');
}

function isAlreadyRead(request: MountedRequest): boolean {
  return request.readableEnded || (request.body !== undefined && request.complete && request.readableLength === 0 && request.readableDidRead);
}

function alreadyParsed(body: unknown): unknown {
  if (typeof body === 'string' || Buffer.isBuffer(body)) return parseJson(Buffer.from(body));
  if (body === undefined) throw new InvalidSyntaxError('The body was read before it reached the SCIM endpoints, and not kept');
  return body;
}

function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = (): PayloadTooLargeError => new PayloadTooLargeError(`The body is larger than ${maxBytes} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) return void chunks.push(chunk);
      request.removeAllListeners('data').pause();
      reject(tooLarge());
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => reject(new InvalidSyntaxError('The body ended early')));
    request.once('aborted', () => reject(new InvalidSyntaxError('The body ended early')));
  });
}

function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) throw new InvalidSyntaxError('The body is empty');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new InvalidSyntaxError('The body is not valid JSON', { cause });
  }
}
