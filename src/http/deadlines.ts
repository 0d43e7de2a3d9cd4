/** One request whose time is running. */
export interface Deadline {
  readonly endsAt: number;
  readonly expire: () => void;
}

/**
 * Ends requests that take too long. All have the same time, so they expire in the order in which they began, and one
 * timer is enough for any number of them; an idle mount soon has none.
 */
export class Deadlines {
  /** How long each may take. */
  readonly milliseconds: number;
  readonly #running = new Set<Deadline>();
  #timer: NodeJS.Timeout | undefined;

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }

  /** `expire` is called once, unless `end` comes first. */
  start(expire: () => void): Deadline {
    const running: Deadline = { endsAt: performance.now() + this.milliseconds, expire };
    this.#running.add(running);
    this.#timer ??= this.#wake(this.milliseconds);
    return running;
  }

  end(deadline: Deadline): void {
    this.#running.delete(deadline);
  }

  #wake(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => this.#expire(), Math.max(1, Math.ceil(milliseconds))).unref();
  }

  #expire(): void {
    const now = performance.now();
    this.#timer = undefined;
    for (const running of this.#running) {
      if (running.endsAt > now) {
        this.#timer = this.#wake(running.endsAt - now);
        return;
      }
      this.#running.delete(running);
      running.expire();
    }
  }
}
