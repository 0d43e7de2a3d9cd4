import fc from 'fast-check';

import {
  findAttribute,
  findExtension,
  findSubAttribute,
  formatAttributePath,
  resolveAttributePath,
  suggestName,
} from '../../src/schema/attribute-path';
import { User } from '../../src/schema/core/user';
import paths from './attribute-paths.json';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

test.each(paths)('RFC 7644 §3.10: $text names $path', ({ text, path }) => {
  const resolved = resolveAttributePath(User, text);
  expect(resolved === undefined ? null : formatAttributePath(resolved)).toBe(path);
});

const everyPath = User.attributes.flatMap((attribute) => [
  { attribute },
  ...attribute.subAttributes.map((subAttribute) => ({ attribute, subAttribute })),
]);

test('every path resolves to itself, in any letter case', () => {
  const flips = fc.infiniteStream(fc.boolean());
  fc.assert(
    fc.property(fc.constantFrom(...everyPath), flips, (path, flip) => {
      const text = Array.from(formatAttributePath(path), (letter) =>
        flip.next().value === true ? letter.toUpperCase() : letter.toLowerCase(),
      ).join('');
      const resolved = resolveAttributePath(User, text);
      expect(resolved?.attribute).toBe(path.attribute);
      expect(resolved?.subAttribute).toBe('subAttribute' in path ? path.subAttribute : undefined);
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void resolveAttributePath(User, text)));
});

test('a core attribute is found by its name alone', () => {
  expect(findAttribute(User, 'UserName')?.name).toBe('userName');
  expect(findAttribute(User, 'employeeNumber')).toBeUndefined();
  expect(findAttribute(User, `${enterprise}:employeeNumber`)).toBeUndefined();
  expect(findAttribute(User, '__proto__')).toBeUndefined();
});

test('a sub-attribute is found by its name', () => {
  const emails = findAttribute(User, 'emails');
  expect(emails && findSubAttribute(emails, 'PRIMARY')?.name).toBe('primary');
  expect(emails && findSubAttribute(emails, 'constructor')).toBeUndefined();
});

test('an extension is found by its URN in any letter case', () => {
  expect(findExtension(User, enterprise.toLowerCase())?.schema.$id).toBe(enterprise);
  expect(findExtension(User, `${enterprise}:manager`)).toBeUndefined();
  expect(findExtension(User, User.schema.$id)).toBeUndefined();
});

describe('the name that was meant', () => {
  const names = User.attributes.map(({ name }) => name);
  test.each([
    ['usrName', 'userName'],
    ['USERNAM', 'userName'],
    ['naem', 'name'],
    ['email', 'emails'],
    ['displayname', 'displayName'],
    ['somethingElseAltogether', undefined],
    ['', undefined],
    ['x'.repeat(100_000), undefined],
  ])('%.20s', (text, meant) => {
    expect(suggestName(names, text)).toBe(meant);
  });
});
