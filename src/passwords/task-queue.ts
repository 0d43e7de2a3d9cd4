import { UnavailableError } from '../errors/catalog';
import { detail } from '../errors/detail';

export interface TaskQueueLimits {
  /** Tasks that run at a time. */
  readonly concurrent: number;
  /** Tasks that wait; one more is refused. */
  readonly waiting: number;
}

/** Runs costly tasks a few at a time, in the order in which they come, and refuses what would wait too long. */
export class TaskQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limits: TaskQueueLimits) {}

  /** Throws `UnavailableError` with `Retry-After` when too many tasks wait; `signal.reason` when nobody waits for it. */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.turn();
    try {
      signal?.throwIfAborted();
      return await task();
    } finally {
      // The place goes to who waits longest, without a moment in which another could take it.
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }

  private turn(): Promise<void> | undefined {
    if (this.running < this.limits.concurrent) {
      this.running += 1;
      return undefined;
    }
    if (this.waiting.length >= this.limits.waiting) {
      throw new UnavailableError(detail`Too many passwords are being set`, { headers: { 'Retry-After': '1' } });
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
