import fc from 'fast-check';

import { bulkOrder } from '../../src/operations/bulk-order';
import type { Dependencies } from '../../src/operations/bulk-order';

const none: Dependencies = { required: [], deferrable: [] };

describe('the order of a bulk job (RFC 7644 §3.7)', () => {
  test.each<[string, readonly Dependencies[], readonly number[]]>([
    ['without references, that of the request', [none, none, none], [0, 1, 2]],
    ['backwards, that of the request', [none, { required: [0], deferrable: [] }, { required: [], deferrable: [0] }], [0, 1, 2]],
    ['forwards, what is referred to just before', [none, { required: [], deferrable: [3] }, none, none], [0, 3, 1, 2]],
    ['a circle starts with the first that can', [{ required: [], deferrable: [1] }, { required: [], deferrable: [0] }], [1, 0]],
    ['a circle starts with the one that can do without', [{ required: [], deferrable: [1] }, { required: [0], deferrable: [] }], [0, 1]],
    ['to itself, later', [{ required: [], deferrable: [0] }], [0]],
    ['required of itself, never', [{ required: [0], deferrable: [] }, none], [1]],
    ['required of each other, never', [{ required: [1], deferrable: [] }, { required: [0], deferrable: [] }, none], [2]],
  ])('%s', (_case, operations, expected) => {
    expect(bulkOrder(operations)).toEqual(expected);
  });

  const graphs = fc.integer({ min: 1, max: 9 }).chain((size) => {
    const number = fc.nat({ max: size - 1 });
    return fc.array(fc.record({ required: fc.uniqueArray(number, { maxLength: 2 }), deferrable: fc.uniqueArray(number, { maxLength: 3 }) }), { minLength: size, maxLength: size });
  });

  test('nothing runs before what it requires, and everything runs that can', () => {
    fc.assert(
      fc.property(graphs, (operations) => {
        const order = bulkOrder(operations);
        expect(new Set(order).size).toBe(order.length);
        for (const [place, index] of order.entries()) {
          for (const required of operations[index]!.required) expect(order.slice(0, place)).toContain(required);
        }
        expect(order.toSorted((a, b) => a - b)).toEqual(runnable(operations));
      }),
      { numRuns: 2000 },
    );
  });

  test('without circles, nothing runs before what it refers to', () => {
    fc.assert(
      fc.property(graphs, (operations) => {
        // References to later operations only: there can be no circle.
        const forward = operations.map(({ required, deferrable }, index) => ({ required: required.filter((each) => each > index), deferrable: deferrable.filter((each) => each > index) }));
        const order = bulkOrder(forward);
        for (const [place, index] of order.entries()) {
          for (const each of [...forward[index]!.required, ...forward[index]!.deferrable]) expect(order.slice(0, place)).toContain(each);
        }
      }),
    );
  });
});

/** Whose requirements can be met, found the slow way. */
function runnable(operations: readonly Dependencies[]): readonly number[] {
  const done = new Set<number>();
  for (let before = -1; before !== done.size; ) {
    before = done.size;
    for (const [index, { required }] of operations.entries()) if (required.every((each) => done.has(each))) done.add(index);
  }
  return [...done].toSorted((a, b) => a - b);
}
