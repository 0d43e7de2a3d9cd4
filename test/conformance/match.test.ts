import { matches, valueAt } from './match';

const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('what a case expects', () => {
  const agreeing: readonly (readonly [actual: unknown, expected: unknown])[] = [
    ['a', 'a'],
    [1, 1],
    [null, null],
    [undefined, { exists: false }],
    [null, { exists: true }],
    ['abc', { matches: '^a' }],
    ['abc', { length: 3 }],
    [[1, 2], { length: 2 }],
    ['abc', { contains: 'b' }],
    [[{ a: 1 }, { a: 2 }], { contains: { a: 2 } }],
    [[{ a: 1, b: 2 }], { contains: { has: { a: 1 } } }],
    [2, { gte: 2 }],
    [2, { lte: 2 }],
    [[1, 2], { unordered: [2, 1] }],
    [['a', 'b'], { unordered: [{ matches: '.' }, 'a'] }],
    [{ a: [1] }, { same: { a: [1] } }],
    ['b', { not: 'a' }],
    [undefined, { not: { contains: 'a' } }],
    ['b', { oneOf: ['a', 'b'] }],
    [{ a: 'x', b: [{ c: 1 }] }, { a: { matches: 'x' }, b: [{ c: 1 }] }],
  ];
  test.each(agreeing)('%j is as %j says', (actual, expected) => {
    expect(matches(actual, expected)).toBe(true);
  });

  const differing: readonly (readonly [actual: unknown, expected: unknown])[] = [
    ['a', 'A'],
    ['1', 1],
    [null, { exists: false }],
    [undefined, { exists: true }],
    [undefined, null],
    ['abc', { matches: '^b' }],
    [5, { matches: '5' }],
    ['abc', { length: 2 }],
    [[1, 2], { contains: 3 }],
    [undefined, { contains: 'a' }],
    [1, { gte: 2 }],
    ['3', { gte: 2 }],
    [[1, 2], { unordered: [1, 1] }],
    [[1], { unordered: [1, 2] }],
    [{ a: 1 }, { same: { a: 2 } }],
    ['a', { not: 'a' }],
    ['c', { oneOf: ['a', 'b'] }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [[1, 2], [1]],
    [[2, 1], [1, 2]],
    [{ a: 1 }, { has: { b: 1 } }],
  ];
  test.each(differing)('%j is not as %j says', (actual, expected) => {
    expect(matches(actual, expected)).toBe(false);
  });
});

test('a path finds members of arrays, of objects, and of those named by a URN', () => {
  const body = { emails: [{ value: 'a' }], [urn]: { manager: { value: 'm' } }, 'a.b': { c: 1 }, a: { c: 2 } };
  expect(valueAt(body, '')).toBe(body);
  expect(valueAt(body, 'emails.0.value')).toBe('a');
  expect(valueAt(body, 'emails.length')).toBe(1);
  expect(valueAt(body, `${urn}.manager.value`)).toBe('m');
  expect(valueAt(body, 'a.b.c')).toBe(1);
  expect(valueAt(body, 'a.c')).toBe(2);
  for (const nowhere of ['emails.1.value', 'emails.value', 'toString', '__proto__', 'emails.0.value.x', 'em']) {
    expect(valueAt(body, nowhere)).toBeUndefined();
  }
});
