import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import type { Wording } from '../texts/choose-texts';
import { html, Markup } from './html';
import { script } from './script';
import { style } from './style';

/** A whole page. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly wording: Wording;
  readonly body: Markup;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Nothing is loaded, from nowhere; what stands in the page itself is known by its digest. */
const policy = [
  "default-src 'none'",
  `style-src ${digestOf(style)}`,
  `script-src ${digestOf(script)}`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = Object.freeze({
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': policy,
  'Cache-Control': 'no-store',
  // Not no-referrer: browsers would then say of a form that it comes from nowhere.
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  Vary: 'Accept-Language, Cookie, Authorization',
});

export function sendPage(response: ServerResponse, page: Page): void {
  const bytes = Buffer.from(documentOf(page).text);
  const { tag } = page.wording;
  response.writeHead(page.status, { ...headers, 'Content-Language': tag, 'Content-Length': bytes.length, ...page.headers });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}

function documentOf({ title, wording, body }: Page): Markup {
  return html`<!doctype html>
<html lang="${wording.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${body}
<script>${new Markup(script)}</script>
</body>
</html>
`;
}

function digestOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
