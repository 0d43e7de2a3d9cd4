import { secretsEqual } from '../../src/authorization/compare-secret';

test.each([
  ['', '', true],
  ['secret', 'secret', true],
  ['p\u00e4ss', 'p\u00e4ss', true],
  ['secret', 'secreT', false],
  ['secret', 'secret ', false],
  ['secret', '', false],
  ['', 'secret', false],
  ['e\u0301', '\u00e9', false],
])('secretsEqual(%j, %j) is %s', (presented, expected, equal) => {
  expect(secretsEqual(presented, expected)).toBe(equal);
});
