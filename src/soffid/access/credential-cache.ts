import { createHmac, randomBytes } from 'node:crypto';

/** How many credentials are remembered; the oldest go first. */
const mostEntries = 1_000;

/**
 * Remembers for a while which passwords were found right, because to find out costs some tenths of a second and clients
 * with Basic send theirs with every request. It holds no password: what it knows is bound to the stored hash, so that a
 * password that was changed is not known any more.
 */
export class CredentialCache {
  readonly #key = randomBytes(32);
  readonly #known = new Map<string, number>();

  constructor(private readonly milliseconds: number) {}

  /** Whether this password is known to belong to this hash; else asks, and remembers a yes. */
  async matches({ password, hash }: { readonly password: string; readonly hash: string }, verify: () => Promise<boolean>): Promise<boolean> {
    const entry = createHmac('sha256', this.#key).update(JSON.stringify([hash, password])).digest('base64');
    const until = this.#known.get(entry);
    if (until !== undefined && Date.now() < until) return true;
    if (!(await verify())) return false;
    this.#known.delete(entry);
    this.#known.set(entry, Date.now() + this.milliseconds);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= mostEntries) break;
      this.#known.delete(oldest);
    }
    return true;
  }
}
