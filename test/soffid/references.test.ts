import { pathNamed } from '../../src/soffid/directory';
import { namingOf } from '../../src/soffid/references/naming';
import { namesIn, renamedText, replacing, replacingQualifier } from '../../src/soffid/references/reference-text';
import { changeTexts, textsAt } from '../../src/soffid/references/reference-values';
import { namedById, references } from '../../src/soffid/references/references';

test.each(references.map((reference) => [`${reference.from.name}.${reference.path}`, reference] as const))('%s is a text that names what has a name', (_place, { from, path, to, form }) => {
  const { attribute, subAttribute = attribute } = pathNamed(from, path);
  expect(subAttribute.type).toBe('string');
  const { name, qualifier } = namingOf(to);
  expect(pathNamed(to, name).attribute.type).toBe('string');
  expect(form === 'qualified').toBe(qualifier !== undefined);
});

test('what cannot be without a name is never left without one by a delete', () => {
  const cleared = references.filter(({ whenDeleted }) => whenDeleted === 'clear');
  expect(cleared.filter(({ from, path }) => pathNamed(from, path).attribute.required).map(({ from, path }) => `${from.name}.${path}`)).toEqual([]);
});

test('names that are kept beside an id are attributes of both sides', () => {
  for (const { from, id, to, copies } of namedById) {
    expect(pathNamed(from, id).attribute.type).toBe('integer');
    for (const [name, copy] of Object.entries(copies)) expect([pathNamed(to, name), pathNamed(from, copy)]).toHaveLength(2);
  }
});

test.each([
  { form: 'name', text: 'world', from: 'WORLD', to: 'earth', expected: 'earth' },
  { form: 'name', text: 'world', from: 'worl', to: 'earth', expected: 'world' },
  { form: 'listed', text: 'a, world ,b', from: 'world', to: 'earth', expected: 'a,earth,b' },
  { form: 'listed', text: 'world', from: 'world', to: undefined, expected: undefined },
  { form: 'listed', text: 'a,world', from: 'world', to: undefined, expected: 'a' },
  { form: 'qualified', text: 'R@s', from: 'r@S', to: 'Q@t', expected: 'Q@t' },
  { form: 'qualified', text: 'R@s/scope', from: 'R@s', to: 'Q@t', expected: 'Q@t/scope' },
  { form: 'qualified', text: 'R/1@s/scope/2', from: 'R/1@s', to: 'Q@t', expected: 'Q@t/scope/2' },
  { form: 'qualified', text: 'R@s/1', from: 'R@s/1', to: 'Q@t', expected: 'Q@t' },
  { form: 'qualified', text: 'R@s/scope', from: 'R@s', to: undefined, expected: undefined },
  { form: 'qualified', text: 'R@s2', from: 'R@s', to: 'Q@t', expected: 'R@s2' },
] as const)('a $form "$text", in which "$from" becomes $to, is $expected', ({ form, text, from, to, expected }) => {
  expect(renamedText(text, form, replacing(from, to))).toBe(expected);
});

test.each([
  ['R@s', 'R@t'],
  ['a@b@s', 'a@b@t'],
  ['R@S/scope', 'R@t/scope'],
  ['R@s2', 'R@s2'],
  ['R', 'R'],
])('"%s" is "%s" when the system s becomes t', (text, expected) => {
  expect(renamedText(text, 'qualified', replacingQualifier('s', 't'))).toBe(expected);
});

test.each([
  ['', 'name', []],
  [' a,, b ', 'listed', [['a'], ['b']]],
  ['R@s/x', 'qualified', [['R@s/x', 'R@s']]],
] as const)('the names in "%s", %s, are %j', (text, form, expected) => {
  expect(namesIn(text, form)).toEqual(expected);
});

test.each([
  [{ a: 'x' }, 'a', { a: 'y' }],
  [{ a: 'other' }, 'a', {}],
  [{ a: ['x', 'z', 'y'] }, 'a', { a: ['y', 'z'] }],
  [{ a: { b: 'x', c: 1 } }, 'a.b', { a: { b: 'y', c: 1 } }],
  [{ a: { b: ['x', 'z'] } }, 'a.b', { a: { b: ['y', 'z'] } }],
  [{ a: [{ b: 'x' }, { b: 'z' }] }, 'a.b', { a: [{ b: 'y' }, { b: 'z' }] }],
  [{}, 'a.b', {}],
])('x becomes y in %j at %s: %j', (attributes, path, expected) => {
  expect(changeTexts(attributes, path, replacing('x', 'y'))).toEqual(expected);
});

test('texts are found at attributes, in lists and in parts; what is no text is none', () => {
  const attributes = { a: 'x', b: ['x', 1, null], c: { d: ['x', 'y'] }, e: [{ f: 'x' }, { f: 2 }] };
  expect(['a', 'b', 'c.d', 'e.f', 'g', 'c'].map((path) => textsAt(attributes, path))).toEqual([['x'], ['x'], ['x', 'y'], ['x'], [], []]);
});
