import type { IncomingMessage } from 'node:http';

import { parseBasicCredentials } from '../authorization/basic-credentials';
import { TooManyRequestsError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { MountedRequest } from './base-url';
import { clientNetwork } from './client-network';

/** What is done about failed authentications. */
export interface ThrottleOptions {
  /** Failures within a minute that are answered with 401; what follows is answered with 429. Default 20. */
  readonly failures?: number;
}

const windowMilliseconds = 60_000;
const longestMilliseconds = 900_000;
/** Pairs of user name and network that are remembered; the one that failed longest ago is forgotten first. */
const capacity = 20_000;

interface Failures {
  count: number;
  since: number;
  blockedUntil: number;
  /** How long the next block is; doubles with each. */
  wait: number;
}

/**
 * Slows down whoever guesses credentials (RFC 7644 §7.7): failures are counted per user name and network of the client, as `clientNetwork` has
 * it.
 *
 * With Basic, a blocked pair is refused before its password is verified, which may be expensive. A bearer token has no
 * name and cannot be guessed: its failures count for the network, and an accepted token is never refused, so nobody can
 * lock out another client. A block takes a minute, and twice as long each time another failure follows it, up to a
 * quarter of an hour; a success forgets it.
 */
export class FailureThrottle {
  readonly #limit: number;
  readonly #now: () => number;
  readonly #failures = new Map<string, Failures>();

  constructor({ failures }: Required<ThrottleOptions>, now: () => number = () => performance.now()) {
    this.#limit = failures;
    this.#now = now;
  }

  /** Before a credential is verified; throws `TooManyRequestsError` when it is blocked. */
  check(request: MountedRequest): void {
    if (this.#failures.size === 0) return;
    const key = nameKey(request);
    if (key !== undefined) this.#refuseBlocked(key);
  }

  /** After a credential was refused; throws `TooManyRequestsError` when there were too many before it. */
  fail(request: MountedRequest): void {
    if (!request.headers.authorization) return;
    const key = nameKey(request) ?? `\n${networkOf(request)}`;
    this.#refuseBlocked(key);
    this.#count(key);
  }

  /** After a credential was accepted. */
  succeed(request: MountedRequest): void {
    if (this.#failures.size === 0) return;
    const key = nameKey(request);
    if (key !== undefined) this.#failures.delete(key);
  }

  #refuseBlocked(key: string): void {
    const seconds = Math.ceil(((this.#failures.get(key)?.blockedUntil ?? 0) - this.#now()) / 1000);
    if (seconds < 1) return;
    throw new TooManyRequestsError(detail`Too many failed authentications; try again later`, { headers: { 'Retry-After': String(seconds) } });
  }

  #count(key: string): void {
    const now = this.#now();
    const failures = this.#recent(key, now);
    failures.count += 1;
    if (failures.count >= this.#limit) {
      failures.blockedUntil = now + failures.wait;
      failures.wait = Math.min(failures.wait * 2, longestMilliseconds);
    }
    this.#failures.delete(key);
    this.#failures.set(key, failures);
    const [oldest] = this.#failures.size > capacity ? this.#failures.keys() : [];
    if (oldest !== undefined) this.#failures.delete(oldest);
  }

  #recent(key: string, now: number): Failures {
    const known = this.#failures.get(key);
    const isRecent = known !== undefined && now < Math.max(known.since + windowMilliseconds, known.blockedUntil + known.wait);
    return isRecent ? known : { count: 0, since: now, blockedUntil: 0, wait: windowMilliseconds };
  }
}

function nameKey(request: MountedRequest): string | undefined {
  const name = basicName(request);
  return name === undefined ? undefined : `${name.slice(0, 256)}\n${networkOf(request)}`;
}

function basicName({ headers: { authorization = '' } }: IncomingMessage): string | undefined {
  return /^basic /i.test(authorization.slice(0, 6)) ? parseBasicCredentials(authorization)?.username : undefined;
}

// Express knows which proxies the host application trusts.
function networkOf({ ip, socket }: MountedRequest): string {
  return clientNetwork(ip ?? socket.remoteAddress ?? '');
}
