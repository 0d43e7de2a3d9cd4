import fc from 'fast-check';
import { StagedMap } from '../../src/store/memory/staged-map';

type Model = Map<string, Map<string, number>>;

const key = fc.constantFrom('a', 'b', 'c', '__proto__');
const step = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), group: key, key, value: fc.integer() }),
  fc.record({ kind: fc.constant('delete' as const), group: key, key, value: fc.constant(0) }),
);
const stages = fc.array(fc.record({ steps: fc.array(step, { maxLength: 12 }), commits: fc.boolean() }), {
  maxLength: 6,
});

function copyOf(model: Model): Model {
  return new Map([...model].map(([group, entries]) => [group, new Map(entries)]));
}

function apply(
  { kind, group, key: name, value }: { kind: 'set' | 'delete'; group: string; key: string; value: number },
  model: Model,
): void {
  const entries = model.get(group) ?? new Map<string, number>();
  model.set(group, entries);
  if (kind === 'set') entries.set(name, value);
  else entries.delete(name);
}

function contents(map: StagedMap<string, number>): Record<string, unknown> {
  return Object.fromEntries(
    ['a', 'b', 'c', '__proto__'].map((group) => [`in ${group}`, [...map.entries(group)].sort()]),
  );
}

function expected(model: Model): Record<string, unknown> {
  return Object.fromEntries(
    ['a', 'b', 'c', '__proto__'].map((group) => [`in ${group}`, [...(model.get(group) ?? [])].sort()]),
  );
}

test('a stage that commits changes the map below, one that is dropped does not', () => {
  fc.assert(
    fc.property(stages, (rounds) => {
      const map = new StagedMap<string, number>();
      let model: Model = new Map();
      for (const { steps, commits } of rounds) {
        const before = contents(map);
        const stage = map.stage();
        const staged = copyOf(model);
        for (const change of steps) {
          apply(change, staged);
          if (change.kind === 'set') stage.set(change.group, change.key, change.value);
          else stage.delete(change.group, change.key);
          expect(stage.get(change.group, change.key)).toBe(staged.get(change.group)?.get(change.key));
        }
        expect(contents(stage)).toEqual(expected(staged));
        expect(contents(map)).toEqual(before);
        if (!commits) continue;
        stage.commit();
        model = staged;
        expect(contents(map)).toEqual(expected(model));
      }
    }),
  );
});

test('stages can be nested, and a stage of a stage commits into it only', () => {
  const map = new StagedMap<string, number>();
  map.set('group', 'kept', 1);
  const outer = map.stage();
  outer.set('group', 'outer', 2);
  const inner = outer.stage();
  inner.delete('group', 'kept');
  inner.set('group', 'inner', 3);
  inner.commit();
  expect([...outer.entries('group')]).toEqual([
    ['outer', 2],
    ['inner', 3],
  ]);
  expect([...map.entries('group')]).toEqual([['kept', 1]]);
  outer.commit();
  expect([...map.entries('group')]).toEqual([
    ['outer', 2],
    ['inner', 3],
  ]);
});

test('an entry that is changed keeps its place, in a stage and after its commit', () => {
  const map = new StagedMap<string, number>();
  for (const name of ['a', 'b', 'c']) map.set('group', name, 1);
  const stage = map.stage();
  stage.set('group', 'd', 1);
  stage.set('group', 'b', 2);
  const order = [
    ['a', 1],
    ['b', 2],
    ['c', 1],
    ['d', 1],
  ];
  expect([...stage.entries('group')]).toEqual(order);
  stage.commit();
  expect([...map.entries('group')]).toEqual(order);
});
