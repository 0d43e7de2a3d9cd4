import { both, detail, either } from '../../src/errors/detail';
import { english, inLanguage, languageOf } from '../../src/errors/language';
import type { Language } from '../../src/errors/language';

const reversed: Language = {
  tag: 'x-reversed',
  templates: { '{0} of {1}{2}': '{2}{1} fo {0}', '; see {0}': '{0} ees ;', '{0} or {1}': '{1} ro {0}' },
};

describe('detail', () => {
  test('as a string is what the literal says', () => {
    expect(String(detail`${1} of ${'two'}${detail`; see ${'three'}`}`)).toBe('1 of two; see three');
    expect(String(detail`nothing to fill in`)).toBe('nothing to fill in');
    expect(detail`${1} of ${'two'}`).toMatchObject({ template: '{0} of {1}', values: [1, 'two'] });
  });

  test('has its values, and details within it, where a language wants them', () => {
    const text = detail`${1} of ${'two'}${detail`; see ${'three'}`}`;
    expect(inLanguage(text, reversed)).toBe('three ees ;two fo 1');
    expect(inLanguage(text, english)).toBe(String(text));
    expect([languageOf(text, reversed), languageOf(detail`else`, reversed)]).toEqual(['x-reversed', 'en']);
  });

  test('takes no place out of a value, nor a template out of a prototype', () => {
    expect(String(detail`${'{1}'} of ${'$&{0}'}`)).toBe('{1} of $&{0}');
    expect(inLanguage(detail`constructor`, reversed)).toBe('constructor');
    expect(inLanguage(detail`path /Users/{id} of ${1}`, reversed)).toBe('path /Users/{id} of 1');
  });

  test('a value of any length is cut after 500 characters, and never within one', () => {
    expect(String(detail`named ${'x'.repeat(600)}`)).toBe(`named ${'x'.repeat(500)}…`);
    expect(String(detail`${`${'x'.repeat(499)}\u{1F600}`}`)).toBe(`${'x'.repeat(499)}…`);
  });

  test('a plain string is the same in every language, and in none', () => {
    expect([inLanguage('{0} or {1}', reversed), languageOf('{0} or {1}', reversed)]).toEqual(['{0} or {1}', undefined]);
  });

  test.each([
    [[], '', ''],
    [['a'], 'a', 'a'],
    [['a', 'b'], 'a or b', 'a and b'],
    [['a', 'b', 'c'], 'a or b or c', 'a and b and c'],
  ])('joins the names %j', (names, alternatives, all) => {
    expect([String(either(names)), String(both(names))]).toEqual([alternatives, all]);
  });
});
