import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import type { WireRequest } from '../support/http-client';
import type { VectorRequest } from './vector';

/** Gives the value of a placeholder, such as `A.alice`; `undefined` for one that does not exist. */
export type Lookup = (name: string) => string | undefined;

/** The request of a vector with its placeholders and generators filled in, below `basePath`. */
export function expandRequest(request: VectorRequest, basePath: string, lookup: Lookup): WireRequest {
  const text = (value: unknown): string => {
    const expanded = expand(value, lookup);
    return typeof expanded === 'string' ? expanded : String(expanded);
  };
  const query = Object.entries(request.query ?? {}).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(text(value))}`);
  const path = text(request.path);
  return {
    method: request.method,
    path: `${path.startsWith('/_') ? '' : basePath}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, text(value)])),
    body: bodyOf(request, lookup),
  };
}

function bodyOf({ body, rawBody }: VectorRequest, lookup: Lookup): string | Buffer | undefined {
  if (rawBody !== undefined) {
    const expanded = expand(rawBody, lookup);
    return Buffer.isBuffer(expanded) ? expanded : String(expanded);
  }
  if (body === undefined) return undefined;
  // JSON.stringify would run out of stack on what is nested too deeply.
  return JSON.stringify(expand(body, lookup)).replace(/"nest:(\d+)"/g, (_match, depth: string) => '['.repeat(Number(depth)) + ']'.repeat(Number(depth)));
}

/** A value with its placeholders and generators filled in. */
export function expand(value: unknown, lookup: Lookup): unknown {
  if (typeof value === 'string') return fill(value, lookup);
  if (Array.isArray(value)) return value.map((element: unknown) => expand(element, lookup));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0].startsWith('$')) {
    const generate = generators[first[0]];
    if (generate !== undefined) return generate(first[1], lookup);
  }
  return Object.fromEntries(entries.map(([name, member]) => [name, expand(member, lookup)]));
}

type Generator = (argument: any, lookup: Lookup) => unknown;

const generators: Readonly<Record<string, Generator>> = {
  $repeat: ([text, count]: readonly [string, number], lookup) => fill(text, lookup).repeat(count),
  $concat: (parts: readonly unknown[], lookup) => parts.map((part) => String(expand(part, lookup))).join(''),
  $array: ([item, count]: readonly [unknown, number], lookup) => Array.from({ length: count }, () => expand(item, lookup)),
  $members: (count: number) => Array.from({ length: count }, () => ({ value: randomUUID() })),
  $nestArray: (depth: number) => `nest:${depth}`,
  $gzip: (text: unknown, lookup) => gzipSync(String(expand(text, lookup))),
  $bytes: (hex: string) => Buffer.from(hex, 'hex'),
};

function fill(text: string, lookup: Lookup): string {
  return text.replace(/\{\{([^}]*)\}\}/g, (_match, name: string) => {
    const value = name === 'randomId' ? randomUUID() : lookup(name);
    if (value === undefined) throw new Error(`There is no placeholder {{${name}}}`);
    return value;
  });
}
