import { MemoryStore } from 'scim-router';
import { collectFailures, collectTests } from './collect-failures';
import { attributeFaults } from './faults/attributes';
import { changeFaults } from './faults/changes';
import { cursorFaults } from './faults/cursors';
import { identityFaults } from './faults/identity';
import { queryFaults } from './faults/queries';
import { type Fault, planted } from './plant';

const faults = [...identityFaults, ...attributeFaults, ...queryFaults, ...cursorFaults, ...changeFaults];

function testsOf(plant: Fault['plant'], referentialIntegrity = true) {
  return collectTests({
    create: async () => ({
      store: planted(new MemoryStore({ referentialIntegrity }), plant),
      close: async () => undefined,
    }),
  });
}

test('the suite has at least 90 tests, each with a name of its own', () => {
  const names = testsOf(() => ({})).map(({ name }) => name);
  expect(names.length).toBeGreaterThanOrEqual(90);
  expect(new Set(names).size).toBe(names.length);
});

test('a store without a fault passes', async () => {
  expect(await collectFailures(testsOf(() => ({})))).toEqual([]);
});

test('a store that declares what it lacks passes, and is told what was left out', async () => {
  const supports = {
    transaction: false,
    patch: false,
    cursor: false,
    sort: false,
    links: false,
    referentialIntegrity: false,
    inverse: false,
  };
  const create = async () => ({ store: planted(new MemoryStore(), () => ({})), close: async () => undefined });
  const tests = collectTests({ create, supports });
  const leftOut = tests.filter(({ name }) => name.endsWith('not declared by this store)'));
  expect(tests.length).toBe(testsOf(() => ({})).length);
  expect(leftOut.length).toBeGreaterThan(30);
  expect(await collectFailures(leftOut)).toEqual([]);
});

test('there are at least 20 planted faults, no two alike', () => {
  expect(new Set(faults.map(({ about }) => about)).size).toBe(faults.length);
  expect(faults.length).toBeGreaterThanOrEqual(20);
});

test.each(faults.map((fault) => [fault.about, fault] as const))(
  'the suite notices a store that %s',
  async (_about, { noticedBy, plant, referentialIntegrity }) => {
    const candidates = testsOf(plant, referentialIntegrity).filter(({ name }) => noticedBy.test(name));
    expect(candidates.length).toBeGreaterThan(0);
    expect(await collectFailures(candidates)).not.toEqual([]);
  },
);

test('a store is closed after each test, whatever its outcome', async () => {
  let [opened, closed] = [0, 0];
  const tests = collectTests({
    create: async () => {
      opened += 1;
      return {
        store: planted(new MemoryStore(), () => ({ get: async () => undefined })),
        close: async () => void (closed += 1),
      };
    },
  });
  const failures = await collectFailures(tests.slice(0, 20));
  expect(failures.length).toBeGreaterThan(0);
  expect([opened, closed]).toEqual([20, 20]);
});
