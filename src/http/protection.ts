import { ForbiddenError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { positiveInteger } from '../operations/option-checks';
import type { MountedRequest } from './base-url';
import { isSecure } from './base-url';
import type { ConcurrencyOptions } from './concurrency-limit';
import { ConcurrencyLimit } from './concurrency-limit';
import { Deadlines } from './deadlines';
import type { ThrottleOptions } from './failure-throttle';
import { FailureThrottle } from './failure-throttle';
import type { JsonLimits } from './json-text';

/** The options that protect a service from its clients; all have safe defaults. */
export interface ProtectionOptions {
  /** Bytes of a body. Default 1,048,576; a larger one is answered with 413. */
  readonly maxBodyBytes?: number;
  /** Characters of a URL. Default 8,192; a longer one is answered with 414. */
  readonly maxUrlLength?: number;
  /** Shape of a JSON body. */
  readonly json?: {
    /** Objects and arrays inside each other. Default 32; more are answered with 400. */
    readonly depth?: number;
    /** Members of one object. Default 1,000; more are answered with 400. */
    readonly members?: number;
    /** Elements of one array, such as the members of a group. Default 10,000; more are answered with 413. */
    readonly elements?: number;
  };
  /**
   * Milliseconds until a request must have been answered. Default 10,000. Afterwards the answer is 503 with
   * `Retry-After`, or 408 while the body has not arrived, and `context.signal` is aborted.
   */
  readonly requestTimeout?: number;
  /** Requests of one tenant at a time; what is above is answered with 429. `false`: no limit. */
  readonly concurrency?: ConcurrencyOptions | false;
  /** Failed authentications of one client; more are answered with 429. `false`: no limit. */
  readonly throttle?: ThrottleOptions | false;
  /**
   * Refuse requests without TLS with 403, never with a redirect (RFC 7644 §7.2). A request counts as TLS when its socket
   * is, or when Express says so because `trust proxy` names the proxy. Default: when `NODE_ENV` is `production`.
   */
  readonly requireTls?: boolean;
}

/** The protections of one mount, with the state they keep. */
export interface Protection {
  readonly maxBodyBytes: number;
  readonly maxUrlLength: number;
  readonly json: JsonLimits;
  readonly deadlines: Deadlines;
  readonly concurrency: ConcurrencyLimit | undefined;
  readonly throttle: FailureThrottle | undefined;
  readonly requireTls: boolean;
}

/** Checks the options and sets the protections up; throws `TypeError` naming the option that is wrong. */
export function createProtection(options: ProtectionOptions): Protection {
  const { maxBodyBytes = 1_048_576, maxUrlLength = 8192, requestTimeout = 10_000, concurrency = {}, throttle = {} } = options;
  const { depth = 32, members = 1000, elements = 10_000, ...others } = options.json ?? {};
  const { requireTls = process.env['NODE_ENV'] === 'production' } = options;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new TypeError(`options.json.${unknown} is no limit; there are depth, members and elements`);
  const numbers = { maxBodyBytes, maxUrlLength, requestTimeout, 'json.depth': depth, 'json.members': members, 'json.elements': elements };
  for (const [name, value] of Object.entries(numbers)) positiveInteger(value, `options.${name}`);
  if (requestTimeout > 2_147_483_647) throw new TypeError('options.requestTimeout must be at most 2147483647 milliseconds');
  if (typeof requireTls !== 'boolean') throw new TypeError('options.requireTls must be true or false');
  return {
    maxBodyBytes,
    maxUrlLength,
    json: { depth, members, elements },
    deadlines: new Deadlines(requestTimeout),
    concurrency: checked(concurrency, 'concurrency', ['running', 'queued']) && new ConcurrencyLimit(concurrency || {}),
    throttle: checked(throttle, 'throttle', ['failures']) && new FailureThrottle(throttle || {}),
    requireTls,
  };
}

/** Whether the protection is on; throws `TypeError` for what is neither `false` nor its numbers. */
function checked(option: unknown, name: string, known: readonly string[]): true | undefined {
  if (option === false) return undefined;
  if (typeof option !== 'object' || option === null) throw new TypeError(`options.${name} must be an object or false`);
  for (const [key, value] of Object.entries(option)) {
    if (!known.includes(key)) throw new TypeError(`options.${name}.${key} does not exist; there is ${known.join(', ')}`);
    positiveInteger(value, `options.${name}.${key}`);
  }
  return true;
}

/** TLS is a must (RFC 7644 §7.2). Throws `ForbiddenError`: a redirect would let the next request leak its token too. */
export function assertTls(request: MountedRequest, { requireTls }: Protection): void {
  if (!requireTls || isSecure(request)) return;
  throw new ForbiddenError(detail`This service provider answers over TLS only. Behind a proxy that ends TLS, the application must trust it (Express: "trust proxy"), or set requireTls: false`);
}
