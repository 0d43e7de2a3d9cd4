import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';

import { InvalidSyntaxError } from '../errors/catalog';
import { detail } from '../errors/detail';

/** What a mount adds to node's request: Express and its Router set these. */
export interface MountedRequest extends IncomingMessage {
  readonly baseUrl?: string;
  readonly protocol?: string;
  readonly ip?: string;
  readonly params?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** A fixed service root, or one computed from the request; default: read from the request. */
export type BaseUrlOption<R = MountedRequest> = string | ((request: R) => string);

const host = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?$/;

/** Checks a base URL once, at start; throws `TypeError` (RFC 7644 §1.3: absolute, no query). */
export function checkBaseUrl(option: BaseUrlOption | undefined): void {
  if (typeof option !== 'string') return;
  const url = URL.canParse(option) ? new URL(option) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new TypeError(`options.baseUrl must be an absolute http(s) URL without a query, not "${option}" (RFC 7644 §1.3)`);
  }
}

/** Absolute URL of the service root for this request, without a trailing slash (RFC 7644 §1.3). */
export function baseUrlOf(request: MountedRequest, option: BaseUrlOption | undefined): string {
  const url = typeof option === 'function' ? option(request) : (option ?? fromRequest(request));
  return url.endsWith('/') ? url.slice(0, -1) : url;
}

/**
 * Whether a request came over TLS. Forwarded headers count only where the host application said so: Express then gives
 * `protocol` accordingly.
 */
export function isSecure({ protocol, socket }: MountedRequest): boolean {
  return protocol === undefined ? (socket as Partial<TLSSocket>).encrypted === true : protocol === 'https';
}

function fromRequest(request: MountedRequest): string {
  const protocol = isSecure(request) ? 'https' : 'http';
  const authority = request.headers.host ?? 'localhost';
  const parts = host.exec(authority);
  if (parts === null || Number(parts[1] ?? 0) > 65_535) throw new InvalidSyntaxError(detail`The Host header is not valid`);
  return `${protocol}://${authority}${request.baseUrl ?? ''}`;
}
