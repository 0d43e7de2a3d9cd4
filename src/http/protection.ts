import { ForbiddenError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { positiveInteger, wholeNumbers } from '../operations/option-checks';
import type { MountedRequest } from './base-url';
import { isSecure } from './base-url';
import { ConcurrencyLimit } from './concurrency-limit';
import type { ThrottleOptions } from './failure-throttle';
import { FailureThrottle } from './failure-throttle';
import type { RequestLimitOptions, RequestLimits } from './request-limits';
import { requestLimits, standardLimits } from './request-limits';

/** The options that protect a service from its clients; all have safe defaults. */
export interface ProtectionOptions extends RequestLimitOptions {
  /** Characters of a URL. Default 8,192; a longer one is answered with 414. */
  readonly maxUrlLength?: number;
  /** Failed authentications of one client; more are answered with 429. `false`: no limit. */
  readonly throttle?: ThrottleOptions | false;
  /**
   * Refuse requests without TLS with 403, never with a redirect (RFC 7644 §7.2). A request counts as TLS when its socket
   * is, or when Express says so because `trust proxy` names the proxy. Default: when `NODE_ENV` is `production`.
   */
  readonly requireTls?: boolean;
}

/** The protections of one mount, with the state they keep. */
export interface Protection extends RequestLimits {
  readonly maxUrlLength: number;
  /** The requests under way of every tenant. */
  readonly concurrency: ConcurrencyLimit;
  readonly throttle: FailureThrottle | undefined;
  readonly requireTls: boolean;
}

/** Checks the options and sets the protections up; throws `TypeError` naming the option that is wrong. */
export function createProtection(options: ProtectionOptions): Protection {
  const { maxUrlLength = 8192, throttle = {}, requireTls = process.env['NODE_ENV'] === 'production' } = options;
  positiveInteger(maxUrlLength, 'options.maxUrlLength');
  if (typeof requireTls !== 'boolean') throw new TypeError('options.requireTls must be true or false');
  return {
    ...requestLimits(options, 'options', standardLimits()),
    maxUrlLength,
    concurrency: new ConcurrencyLimit(),
    throttle: throttle === false ? undefined : new FailureThrottle(wholeNumbers(throttle, 'options.throttle', { failures: 20 })),
    requireTls,
  };
}

/** TLS is a must (RFC 7644 §7.2). Throws `ForbiddenError`: a redirect would let the next request leak its token too. */
export function assertTls(request: MountedRequest, { requireTls }: Protection): void {
  if (!requireTls || isSecure(request)) return;
  throw new ForbiddenError(detail`This service provider answers over TLS only. Behind a proxy that ends TLS, the application must trust it (Express: "trust proxy"), or set requireTls: false`);
}
