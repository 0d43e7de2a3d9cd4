import type { IncomingMessage, ServerResponse } from 'node:http';

import cors from 'cors';

/** An origin as browsers write it, such as `https://admin.example`, or a pattern for some, from `^` to `$`. */
export type CorsOrigin = string | RegExp;

/** Which pages in browsers may use the service provider (CORS of the Fetch standard, the `cors` package). */
export interface CorsOptions {
  /**
   * The origins of such pages: one, several, or a function that says of each whether it is. `*`: any, but without
   * `credentials`. Whoever else asks gets the same answers as ever, without the headers that let a browser read them.
   */
  readonly origin: CorsOrigin | readonly CorsOrigin[] | ((origin: string) => boolean | Promise<boolean>);
  /** Methods that pages may use. Default GET, HEAD, POST, PUT, PATCH, DELETE. */
  readonly methods?: readonly string[];
  /** Headers that pages may send. Default those of SCIM: Accept, Authorization, Content-Type, If-Match, If-None-Match. */
  readonly allowedHeaders?: readonly string[];
  /**
   * Headers that pages may read. Default those that answers have: Content-Language, ETag, Location, Retry-After, Warning,
   * WWW-Authenticate.
   */
  readonly exposedHeaders?: readonly string[];
  /** Whether browsers send cookies, certificates and passwords that they keep. Default `false`. */
  readonly credentials?: boolean;
  /** Seconds for which a browser need not ask again. Default 600. */
  readonly maxAge?: number;
}

/** Sets the headers, and answers preflight requests itself. */
export type Cors = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Gets what a function of the host throws; the page is refused then. */
export type OnCorsError = (error: unknown) => void;

const defaults = Object.freeze({
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: ['Accept', 'Authorization', 'Content-Type', 'If-Match', 'If-None-Match'],
  exposedHeaders: ['Content-Language', 'ETag', 'Location', 'Retry-After', 'Warning', 'WWW-Authenticate'],
  credentials: false,
  maxAge: 600,
});

/**
 * What the option `cors` makes of requests; `undefined` when there is none. A preflight is answered with 204 whoever
 * sends it: browsers send no credential with it. Throws `TypeError` naming the part of the option that is wrong.
 */
export function createCors(options: CorsOptions | undefined, onError: OnCorsError): Cors | undefined {
  if (options === undefined) return undefined;
  checkCors(options);
  const { methods, allowedHeaders, exposedHeaders, ...rest } = { ...defaults, ...options };
  const settings = {
    ...rest,
    methods: [...methods],
    allowedHeaders: [...allowedHeaders],
    exposedHeaders: [...exposedHeaders],
    origin: options.origin === '*' ? '*' : chooseOrigin(originTest(options.origin), onError),
  };
  const preflight = cors(settings);
  const other = cors({ ...settings, preflightContinue: true });
  return (request, response, next) => (isPreflight(request) ? preflight : other)(request, response, next);
}

/** Any other OPTIONS is a request like those of other methods (Fetch standard, CORS-preflight request). */
function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}

type OriginTest = (origin: string) => boolean | Promise<boolean>;
type Choose = Extract<cors.CorsOptions['origin'], (...parameters: never) => unknown>;

/** The origin itself when it is allowed. To say "none" keeps `Vary`, which "no CORS" would not. */
function chooseOrigin(isAllowed: OriginTest, onError: OnCorsError): Choose {
  const decide = async (origin: string): Promise<boolean> => {
    try {
      return await isAllowed(origin);
    } catch (error) {
      onError(error);
      return false;
    }
  };
  return (origin, callback) => {
    if (origin === undefined) callback(null, []);
    else void decide(origin).then((isOne) => callback(null, isOne ? origin : []));
  };
}

function originTest(option: CorsOptions['origin']): OriginTest {
  if (typeof option === 'function') return option;
  const origins = originsOf(option);
  const exact = new Set(origins.filter((origin) => typeof origin === 'string').map((origin) => origin.toLowerCase()));
  const patterns = origins.filter((origin) => origin instanceof RegExp);
  return (origin) => exact.has(origin.toLowerCase()) || patterns.some((pattern) => pattern.test(origin));
}

function originsOf(option: CorsOrigin | readonly CorsOrigin[]): readonly CorsOrigin[] {
  return typeof option === 'string' || option instanceof RegExp ? [option] : option;
}

/** A pattern for a part of an origin lets look-alikes in; one with a memory says something else every time. */
function isWhole({ source, global, sticky, multiline }: RegExp): boolean {
  return source.startsWith('^') && source.endsWith('$') && !global && !sticky && !multiline;
}

const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+$/i;
const TOKEN = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

function checkCors(options: CorsOptions): void {
  if (typeof options !== 'object' || (options as unknown) === null) throw new TypeError('options.cors must be an object');
  const { origin, credentials, maxAge = 0, ...lists } = options;
  checkOrigin(origin, credentials === true);
  if (credentials !== undefined && typeof credentials !== 'boolean') throw new TypeError('options.cors.credentials must be true or false');
  if (!Number.isSafeInteger(maxAge) || maxAge < 0) throw new TypeError('options.cors.maxAge must be a whole number of seconds');
  for (const [name, list] of Object.entries(lists) as [string, unknown][]) {
    if (!Object.hasOwn(defaults, name)) throw new TypeError(`options.cors.${name} does not exist; there is origin, ${Object.keys(defaults).join(', ')}`);
    const isList = Array.isArray(list) && list.every((item) => typeof item === 'string' && TOKEN.test(item));
    if (!isList) throw new TypeError(`options.cors.${name} must be an array of names`);
  }
}

function checkOrigin(option: CorsOptions['origin'], credentials: boolean): void {
  if (typeof option === 'function') return;
  if (option === '*') {
    if (credentials) throw new TypeError('options.cors: any origin ("*") does not go with credentials; name the origins');
    return;
  }
  for (const origin of (Array.isArray(option) ? option : [option]) as readonly unknown[]) {
    if (origin instanceof RegExp ? isWhole(origin) : typeof origin === 'string' && ORIGIN.test(origin)) continue;
    throw new TypeError(
      `options.cors.origin must be "*", a function, or origins such as "https://admin.example", without a path, or patterns from ^ to $ without flags but i; not ${String(origin)}`,
    );
  }
}
