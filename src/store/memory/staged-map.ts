/**
 * Entries in groups, with changes that can be staged: a stage reads through to the map below, keeps its own changes
 * apart, and either commits them all or is dropped. A stage costs as much as it changes, however large the map below.
 */
export class StagedMap<Key, Value> {
  readonly #below: StagedMap<Key, Value> | undefined;
  /** In a stage, `undefined` marks an entry that is deleted. */
  readonly #groups = new Map<string, Map<Key, Value | undefined>>();

  constructor(below?: StagedMap<Key, Value>) {
    this.#below = below;
  }

  get(group: string, key: Key): Value | undefined {
    const own = this.#groups.get(group);
    return own?.has(key) === true ? own.get(key) : this.#below?.get(group, key);
  }

  /** Entries in the order of their first `set`; a changed entry keeps its place. */
  *entries(group: string): IterableIterator<[Key, Value]> {
    const own = this.#groups.get(group);
    for (const [key, value] of this.#below?.entries(group) ?? []) {
      if (own?.has(key) !== true) yield [key, value];
      else if (own.get(key) !== undefined) yield [key, own.get(key) as Value];
    }
    for (const [key, value] of own ?? []) {
      if (value !== undefined && this.#below?.get(group, key) === undefined) yield [key, value];
    }
  }

  set(group: string, key: Key, value: Value): void {
    this.#own(group).set(key, value);
  }

  delete(group: string, key: Key): void {
    if (this.#below === undefined) this.#forget(group, key);
    else this.#own(group).set(key, undefined);
  }

  /** A map whose changes are seen here only after its `commit`. */
  stage(): StagedMap<Key, Value> {
    return new StagedMap(this);
  }

  commit(): void {
    const below = this.#below;
    if (below === undefined) return;
    for (const [group, entries] of this.#groups) {
      for (const [key, value] of entries) {
        if (value === undefined) below.delete(group, key);
        else below.set(group, key, value);
      }
    }
    this.#groups.clear();
  }

  #own(group: string): Map<Key, Value | undefined> {
    const existing = this.#groups.get(group);
    if (existing !== undefined) return existing;
    const created = new Map<Key, Value | undefined>();
    this.#groups.set(group, created);
    return created;
  }

  #forget(group: string, key: Key): void {
    const entries = this.#groups.get(group);
    entries?.delete(key);
    if (entries?.size === 0) this.#groups.delete(group);
  }
}
