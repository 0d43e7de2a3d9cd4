import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ExploredService } from './explorer-page';
import { explorerPage } from './explorer-page';
import type { ViewerFile } from './viewer-files';
import { createViewerFiles, viewerFile } from './viewer-files';

/** What `openApiExplorer` takes. */
export interface ExplorerOptions {
  /** At least one; each has the option `openApi`. */
  readonly services: readonly ExploredService[];
  /** Default `SCIM API explorer`. */
  readonly title?: string;
}

/** What Express mounts with `app.use`, and what `http.createServer` takes as it is. */
export type ExplorerListener = (request: ExplorerRequest, response: ServerResponse, next?: (error?: unknown) => void) => void;

interface ExplorerRequest extends IncomingMessage {
  /** Set by Express below a mount. */
  readonly originalUrl?: string;
}

/**
 * A page that shows the OpenAPI documents of services and sends requests to them. Everything that it needs comes with
 * the package: it makes no request but to the services, and its policy (CSP) allows no other.
 *
 * The page is for anyone; a document is read with the credential that is entered there, which stays in the memory of
 * the page.
 *
 * @throws TypeError for options that cannot work.
 * @example
 * ```ts
 * app.use('/scim/v2', createScimRouter(store, authz, { openApi: openApi() }));
 * app.use('/explorer', openApiExplorer({ services: [{ name: 'Users of Example', url: '/scim/v2' }] }));
 * ```
 */
export function openApiExplorer({ services, title = 'SCIM API explorer' }: ExplorerOptions): ExplorerListener {
  checkServices(services);
  const page = viewerFile('text/html; charset=utf-8', Buffer.from(explorerPage(title, services)));
  const policy = policyFor(services);
  const viewer = createViewerFiles();
  return (request, response, next = notFound(response)) => {
    const path = pathOf(request.url);
    const file = path === '/' ? Promise.resolve(page) : viewer(path.slice(1));
    if (file === undefined) next();
    else if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    else if (path === '/' && !pathOf(request.originalUrl).endsWith('/')) redirect(request, response);
    else file.then((found) => send({ request, response, policy }, found)).catch(next);
  };
}

function checkServices(services: readonly ExploredService[]): void {
  if (!Array.isArray(services) || services.length === 0) throw new TypeError('openApiExplorer: services must name at least one service');
  for (const { name, url } of services as readonly Partial<ExploredService>[]) {
    if (typeof name !== 'string' || typeof url !== 'string' || !/^(https?:\/\/|\/)/.test(url)) {
      throw new TypeError('openApiExplorer: each service must have a name and a url, absolute or from the root of the host');
    }
  }
}

/** Scripts and styles of this page only; requests to it and to the services. */
function policyFor(services: readonly ExploredService[]): string {
  const origins = services.map(({ url }) => (url.startsWith('/') ? "'self'" : new URL(url).origin));
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src ${[...new Set(["'self'", ...origins])].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function pathOf(url = '/'): string {
  return url.split('?', 1)[0] ?? '/';
}

/** Names in the page are relative to it; where it is mounted is known to the host only. */
function redirect({ originalUrl = '/' }: ExplorerRequest, response: ServerResponse): void {
  const last = pathOf(originalUrl).split('/').at(-1) ?? '';
  response.writeHead(308, { Location: `./${last}/` }).end();
}

interface Exchange {
  readonly request: ExplorerRequest;
  readonly response: ServerResponse;
  readonly policy: string;
}

function send({ request, response, policy }: Exchange, { mediaType, entityTag, bytes }: ViewerFile): void {
  const headers = {
    'Cache-Control': 'no-cache',
    ETag: entityTag,
    'Content-Security-Policy': policy,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  };
  if (request.headers['if-none-match'] === entityTag) return void response.writeHead(304, headers).end();
  response.writeHead(200, { ...headers, 'Content-Type': mediaType, 'Content-Length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function notFound(response: ServerResponse): (error?: unknown) => void {
  return (error) => void response.writeHead(error === undefined ? 404 : 500).end();
}
