import assert from 'node:assert/strict';
import type { ResourceStore } from '../store/resource-store';
import { codeOf, TestStore } from './test-store';

/** What a store may do without; declared to `storeSuite`, which then leaves out the tests of it. */
export interface StoreSupport {
  /** `ResourceStore.transaction`. */
  readonly transaction?: boolean;
  /** `ResourceStore.patch`. Without it, PATCH is tested by reading and replacing. */
  readonly patch?: boolean;
  /** Pages by cursor (RFC 9865); without it, switch off `options.pagination.cursor` of `createScimRouter`. */
  readonly cursor?: boolean;
  /** Sorting by any attribute (RFC 7644 §3.4.2.3). */
  readonly sort?: boolean;
  /** References with `type`, `$ref` and `display` of their targets. */
  readonly links?: boolean;
  /** A reference to nothing is refused, and deleting a resource removes the references to it. */
  readonly referentialIntegrity?: boolean;
  /** `ResourceStore.resolvesInverse`: `User.groups` from `Group.members`. */
  readonly inverse?: boolean;
  /** Inverse attributes that also have what refers to a resource through others: the groups of a nested group. */
  readonly indirectGroups?: boolean;
}

/** One thing that a store may do without. */
export type Capability = keyof StoreSupport;

/** A fresh store, empty and shared with nobody, and the way to give it back. */
export interface SuiteStore {
  readonly store: ResourceStore;
  close(): Promise<void>;
}

export interface StoreSuiteOptions {
  /** `describe` of the test runner: jest, vitest, mocha, `node:test`. */
  readonly describe: (name: string, define: () => void) => unknown;
  /** `test` (or `it`) of the test runner. */
  readonly test: (name: string, run: () => Promise<void>) => unknown;
  /** Called before each test; `close` after it, whatever its outcome. */
  readonly create: () => Promise<SuiteStore>;
  /** Default everything. */
  readonly supports?: StoreSupport;
}

/** The tests of one theme, added to the suite they are given. */
export type Theme = (suite: Suite) => void;

/** Where the tests of a theme are added. */
export class Suite {
  readonly #options: StoreSuiteOptions;

  constructor(options: StoreSuiteOptions) {
    this.#options = options;
  }

  /** A test that has a store of its own. With `needs`, only for stores that support all of that. */
  test(name: string, run: (store: TestStore) => Promise<void>, ...needs: readonly Capability[]): void {
    const { supports = {}, create } = this.#options;
    const missing = needs.filter((capability) => supports[capability] === false);
    if (missing.length > 0) {
      this.#skip(name, missing);
      return;
    }
    this.#options.test(name, async () => {
      const fresh = await create();
      try {
        await run(new TestStore(fresh.store));
      } finally {
        await fresh.close();
      }
    });
  }

  /** Reports one line, so that a reader sees what was left out and why. */
  #skip(name: string, missing: readonly Capability[]): void {
    this.#options.test(`${name} (left out: ${missing.join(', ')} not declared by this store)`, async () => undefined);
  }
}

/** Asserts that a call is refused with the error of this code, and that its detail can be shown to a client. */
export async function assertRefused(call: Promise<unknown>, code: string, detail = /./): Promise<void> {
  await assert.rejects(call, (error: unknown) => {
    assert.equal(codeOf(error), code, String(error));
    assert.match((error as Error).message, detail);
    return true;
  });
}

/**
 * Asserts that two values are the same JSON. How objects were made does not count: a store may answer copies, frozen
 * objects, or objects without a prototype.
 */
export function assertSame(actual: unknown, expected: unknown): void {
  assert.deepEqual(toJson(actual), toJson(expected));
}

function toJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** Asserts that a value is a date, also when it was made by another realm, as test runners have them. */
export function assertDate(value: unknown): asserts value is Date {
  assert.equal(Object.prototype.toString.call(value), '[object Date]');
}

/** How many calls were made and how many refused with the error of this code; none may fail otherwise. */
export async function countOutcomes(
  calls: readonly Promise<unknown>[],
  code: string,
): Promise<{ readonly made: number; readonly refused: number }> {
  const results = await Promise.allSettled(calls);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  for (const failure of failures) assert.equal(codeOf(failure), code, String(failure));
  return { made: results.length - failures.length, refused: failures.length };
}
