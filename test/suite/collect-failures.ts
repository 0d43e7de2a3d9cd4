import { type StoreSuiteOptions, storeSuite } from '../../src/testing';

interface CollectedTest {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** A runner of a few lines: the tests of the suite, named by theme and test. */
export function collectTests(options: Pick<StoreSuiteOptions, 'create' | 'supports'>): readonly CollectedTest[] {
  const tests: CollectedTest[] = [];
  let theme = '';
  storeSuite({
    ...options,
    describe(name, define) {
      theme = name;
      define();
    },
    test: (name, run) => tests.push({ name: `${theme}: ${name}`, run }),
  });
  return tests;
}

/** The names of the tests that fail, in the order of the suite. */
export async function collectFailures(tests: readonly CollectedTest[]): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const { name, run } of tests) {
    await run().catch(() => failures.push(name));
  }
  return failures;
}
