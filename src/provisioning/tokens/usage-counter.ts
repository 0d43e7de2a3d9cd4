import { UniquenessError, VersionMismatchError } from '../../errors/catalog';
import { allAttributes, noAttributes } from '../../resource/create-projection';
import type { ResourceStore } from '../../store/resource-store';
import { equals } from '../equals';
import { ownContext } from '../own-context';
import { TokenUsage } from '../resource-types/token-usage';

/** What a token was used for. */
export interface Usage {
  readonly lastUsed: Date;
  /** Requests of the last days by day, such as `2026-11-25` in UTC. */
  readonly requests: ReadonlyMap<string, number>;
  /** Days before its expiry at which it was warned of; `undefined`: not yet. */
  readonly warned: number | undefined;
}

/** A token as far as counting goes. */
export interface CountedToken {
  readonly id: string;
  /** Days before its expiry at which it is time to warn; `undefined`: not yet. */
  readonly warning: number | undefined;
  /** Gets a warning that has not been given before. */
  readonly onWarning: () => Promise<void>;
}

export interface UsageCounterParts {
  readonly store: ResourceStore;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

/** What has been counted of one token and is not written yet. */
interface Pending {
  token: CountedToken;
  counts: Map<string, number>;
  lastUsed: Date;
  timer: NodeJS.Timeout | undefined;
  writing: Promise<void> | undefined;
}

const interval = 60_000;
const keptDays = 30;
const attempts = 5;

/**
 * Counts the requests of each token. A request only adds to numbers in memory; they are written at once after a pause,
 * and then once a minute while the token is in use, by nobody's request. Processes add up.
 */
export class UsageCounter {
  readonly #pending = new Map<string, Pending>();

  constructor(private readonly parts: UsageCounterParts) {}

  record(token: CountedToken): void {
    const now = this.parts.now();
    const known = this.#pending.get(token.id);
    const pending: Pending = known ?? { token, counts: new Map<string, number>(), lastUsed: now, timer: undefined, writing: undefined };
    pending.token = token;
    pending.lastUsed = now;
    pending.counts.set(dayOf(now), (pending.counts.get(dayOf(now)) ?? 0) + 1);
    if (known !== undefined) return;
    this.#pending.set(token.id, pending);
    this.#writeSoon(pending);
  }

  /** Writes what has not been written yet, and waits for it. */
  async flush(): Promise<void> {
    await Promise.all(Array.from(this.#pending.values(), async (pending) => {
      await pending.writing;
      await this.#write(pending);
      clearTimeout(pending.timer);
      this.#pending.delete(pending.token.id);
    }));
  }

  /** Usage by the id of the token; a token that was never used has none. */
  async read(tokenIds: readonly string[]): Promise<ReadonlyMap<string, Usage>> {
    const found = new Map<string, Usage>();
    for (const id of tokenIds) {
      const stored = await this.#find(id);
      if (stored !== undefined) found.set(id, stored.usage);
    }
    return found;
  }

  #writeSoon(pending: Pending): void {
    pending.writing = this.#write(pending);
    pending.timer = setTimeout(() => {
      if (pending.counts.size > 0) this.#writeSoon(pending);
      else this.#pending.delete(pending.token.id);
    }, interval).unref();
  }

  async #write(pending: Pending): Promise<void> {
    const { counts } = pending;
    if (counts.size === 0) return;
    pending.counts = new Map<string, number>();
    try {
      await this.#add(pending, counts);
    } catch (error) {
      for (const [day, count] of counts) pending.counts.set(day, (pending.counts.get(day) ?? 0) + count);
      this.parts.onError(error);
    }
  }

  async #add({ token, lastUsed }: Pending, counts: ReadonlyMap<string, number>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (await this.#addOnce({ token, lastUsed }, counts)) await token.onWarning();
        return;
      } catch (error) {
        const isRace = error instanceof VersionMismatchError || error instanceof UniquenessError;
        if (!isRace || attempt === attempts) throw error;
      }
    }
  }

  /** Whether this is the one that has to warn. */
  async #addOnce({ token, lastUsed }: Pick<Pending, 'token' | 'lastUsed'>, counts: ReadonlyMap<string, number>): Promise<boolean> {
    const stored = await this.#find(token.id);
    const requests = new Map(stored?.usage.requests);
    for (const [day, count] of counts) requests.set(day, (requests.get(day) ?? 0) + count);
    const warned = stored?.usage.warned;
    const isWarning = token.warning !== undefined && (warned === undefined || warned > token.warning);
    const latest = stored !== undefined && stored.usage.lastUsed > lastUsed ? stored.usage.lastUsed : lastUsed;
    const attributes = {
      token: token.id,
      lastUsed: latest.toISOString(),
      days: Array.from(requests, ([day, count]) => ({ day, requests: count })).sort((a, b) => b.day.localeCompare(a.day)).slice(0, keptDays),
      ...((isWarning || warned !== undefined) && { warned: isWarning ? token.warning : warned }),
    };
    const request = { type: TokenUsage, attributes, projection: noAttributes };
    if (stored === undefined) await this.parts.store.create(request, ownContext());
    else await this.parts.store.replace({ ...request, id: stored.id, ifVersion: stored.version }, ownContext());
    return isWarning;
  }

  async #find(tokenId: string): Promise<{ readonly id: string; readonly version: string; readonly usage: Usage } | undefined> {
    const page = { startIndex: 1, count: 1 };
    const filter = equals(TokenUsage, 'token', tokenId);
    const { resources } = await this.parts.store.query({ type: TokenUsage, filter, page, projection: allAttributes }, ownContext());
    const [found] = resources;
    return found && { id: found.id, version: found.version, usage: usageOf(found.attributes as unknown as StoredUsage) };
  }
}

/** The day of a moment, in UTC. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

interface StoredUsage {
  readonly lastUsed: string;
  readonly warned?: number;
  readonly days?: readonly { readonly day: string; readonly requests: number }[];
}

function usageOf({ lastUsed, warned, days = [] }: StoredUsage): Usage {
  return { lastUsed: new Date(lastUsed), warned, requests: new Map(days.map(({ day, requests }) => [day, requests])) };
}
