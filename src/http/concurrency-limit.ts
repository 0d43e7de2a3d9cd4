import { TooManyRequestsError } from '../errors/catalog';
import { detail } from '../errors/detail';

/** How many requests of one tenant are served at a time. */
export interface ConcurrencyOptions {
  /** Requests that run side by side. Default 32. */
  readonly running?: number;
  /** Requests that wait for their turn; more are answered with 429. Default 64. */
  readonly queued?: number;
}

/** `ConcurrencyOptions`, checked and complete. */
export type Places = Readonly<Required<ConcurrencyOptions>>;

interface Tenant {
  running: number;
  readonly waiting: Set<() => void>;
  /** As the latest request had it. */
  places: Places;
}

/**
 * Keeps one tenant from taking the share of the others: at most so many of its requests run, so many wait in the order
 * in which they came, and the rest is told to come back.
 */
export class ConcurrencyLimit {
  readonly #tenants = new Map<string | undefined, Tenant>();

  /**
   * Takes one of the places of the tenant, to be given back with `leave`; a promise when the request has to wait for it.
   * How many there are may change between requests.
   *
   * @throws TooManyRequestsError when too many wait already. The promise rejects with the reason of `signal`, which is
   * asked for only when it is needed.
   */
  enter(tenant: string | undefined, places: Places, signal: () => AbortSignal): Promise<void> | undefined {
    const own = this.#tenants.get(tenant);
    if (own === undefined) {
      this.#tenants.set(tenant, { running: 1, waiting: new Set(), places });
      return undefined;
    }
    own.places = places;
    admitWaiting(own);
    if (own.running < places.running) {
      own.running += 1;
      return undefined;
    }
    if (own.waiting.size >= places.queued) {
      throw new TooManyRequestsError(detail`Too many requests at a time; try again later`, { headers: { 'Retry-After': '1' } });
    }
    return wait(own.waiting, signal());
  }

  leave(tenant: string | undefined): void {
    const own = this.#tenants.get(tenant);
    if (own === undefined) return;
    own.running -= 1;
    admitWaiting(own);
    if (own.running === 0) this.#tenants.delete(tenant);
  }
}

/** Those that wait come before those that come later, also when places have been added. */
function admitWaiting(own: Tenant): void {
  if (own.waiting.size === 0) return;
  for (const proceed of own.waiting) {
    if (own.running >= own.places.running) return;
    own.waiting.delete(proceed);
    own.running += 1;
    proceed();
  }
}

function wait(waiting: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      waiting.delete(proceed);
      reject(signal.reason as Error);
    };
    const proceed = (): void => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    };
    waiting.add(proceed);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
