import { InvalidFilterError, InvalidPathError } from '../../src/errors/catalog';
import { parseFilterSyntax, parsePathSyntax } from '../../src/filter/parser';

const all = 'use one of eq, ne, co, sw, ew, gt, ge, lt, le, pr';
const name = (text: string, position: number) => ({ text, position });

test('RFC 7644 §3.4.2.2: a comparison keeps its path as names with positions', () => {
  expect(parseFilterSyntax('urn:x:2.0:User:name.givenName SW "B"')).toEqual({
    kind: 'comparison',
    path: {
      text: 'urn:x:2.0:User:name.givenName',
      schema: 'urn:x:2.0:User',
      names: [name('name', 16), name('givenName', 21)],
      position: 1,
    },
    operator: name('sw', 31),
    literal: { value: 'B', text: 'B', quoted: true, position: 34 },
  });
});

test('RFC 7644 §3.4.2.2: a chain is one node, whatever parentheses stand around parts of it', () => {
  const chain = parseFilterSyntax('a pr and (b pr and (c pr)) and d pr');
  expect(chain).toMatchObject({ kind: 'and', operands: ['a', 'b', 'c', 'd'].map((text) => ({ path: { text } })) });
});

test('RFC 7644 §3.4.2.2: a chain of 1,000 terms is no deeper than one of two', () => {
  const source = new Array(1000).fill('a pr').join(' or ');
  const chain = parseFilterSyntax(source, { limits: { length: 10_000, depth: 0, terms: 1000 } });
  expect(chain.kind === 'or' && chain.operands.length).toBe(1000);
});

test.each([
  ['', 'The filter is empty'],
  ['   ', 'The filter is empty'],
  ['userName eq ', 'Expected a value at 13, found the end of the filter'],
  ['userName', 'Expected an operator at 9, found the end of the filter'],
  ['userName lte "x"', 'The operator "lte" at 10 is not supported; did you mean "le"?'],
  ['userName regex "x"', `The operator "regex" at 10 is not supported; ${all}`],
  ['userName StartsWith "x"', 'The operator "StartsWith" at 10 is not supported; did you mean "sw"?'],
  ['userName == "x"', 'The operator "==" at 10 is not supported; did you mean "eq"?'],
  ['userName __proto__ "x"', `The operator "__proto__" at 10 is not supported; ${all}`],
  ["userName eq 'x'", `Expected a value at 13, found "'x'"; text needs double quotes`],
  ['active eq True', 'Expected a value at 11, found "True"; did you mean "true"?'],
  ['userName eq"x"', 'Expected a space at 12, found "\\""'],
  ['userName eq "x"and title pr', 'Expected a space at 16, found "a"'],
  ['title pr "x"', 'Expected "and", "or" or the end of the filter at 10, found "x"'],
  ['title\tpr', 'Expected a space at 6, found "\\t"'],
  ['title pr and \u0001', 'Unexpected character "\\u0001" at 14'],
  ['not title pr', 'Expected "(" after "not" at 5, found "title"'],
  ['title pr and and a pr', 'Expected an attribute at 14, found "and"'],
  ['(title pr', 'Expected ")" at 10, found the end of the filter'],
  ['a[b[c pr]]', 'Brackets within brackets at 4'],
  ['emails[type pr] value pr', 'Expected "and", "or" or the end of the filter at 17, found "value"'],
  ['a.b.c pr', 'Unexpected ".c" at 4'],
  ['a..b pr', 'Expected an attribute at 1, found "a..b"'],
  ['9 eq 1', 'Expected an attribute at 1, found "9"'],
  [':userName pr', 'Expected an attribute at 1, found ":userName"'],
  ['a eq 01', 'Expected a value at 6, found "01"; text needs double quotes'],
  ['a eq 1e999', 'The number at 6 is too large'],
  ['a eq "x', 'The string that begins at 6 has no closing quote'],
  ['a eq "\\x"', 'Invalid escape "\\\\x" in the string at 7'],
  ['a eq "\\u12"', 'Invalid escape "\\\\u" in the string at 7'],
  ['a eq "\n"', 'Unescaped control character in the string at 7'],
  ['a eq "\\u0000"', 'The string at 6 contains U+0000'],
  ['a eq "\\ud800"', 'The string at 6 is not valid Unicode'],
  ['a eq "\udc00"', 'The string at 6 is not valid Unicode'],
])('RFC 7644 §3.12: %j is refused with its position', (source, message) => {
  expect(() => parseFilterSyntax(source)).toThrow(new InvalidFilterError(message));
});

test('RFC 7644 §3.12: a long word is not repeated whole', () => {
  expect(() => parseFilterSyntax(`userName ${'x'.repeat(5000)} 1`)).toThrow(/^.{150,250}$/);
});

test.each([
  ['spaces anywhere between tokens', '  not  (  title   pr  )  ', 'not(title pr)'],
  ['keywords in any letter case', 'NOT (a PR) AND b Pr', 'not(a pr) and b pr'],
  ['no space beside parentheses', '(a pr)and(b pr)', '(a pr) and (b pr)'],
  ['spaces before brackets', 'emails [ type pr ]', 'emails[type pr]'],
])('RFC 7644 §3.4.2.2: %s', (_, source, canonical) => {
  const shape = (text: string) => JSON.stringify(parseFilterSyntax(text)).replaceAll(/,"position":\d+/g, '');
  expect(shape(source)).toBe(shape(canonical));
});

test('RFC 8259 §7: every escape of a JSON string is understood', () => {
  const literal = '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00"';
  expect(parseFilterSyntax(`a eq ${literal}`)).toMatchObject({ literal: { value: JSON.parse(literal) } });
});

test.each(['0', '-1', '1.5', '-1.5e3', '2E+2', '3e-1', '10'])('RFC 8259 §6: %s is a number', (number) => {
  expect(parseFilterSyntax(`a eq ${number}`)).toMatchObject({ literal: { value: Number(number), text: number } });
});

describe('RFC 7644 §7.7: limits', () => {
  const nested = (levels: number) => `${'('.repeat(levels)}a pr${')'.repeat(levels)}`;
  const chain = (terms: number) => new Array(terms).fill('a pr').join(' and ');

  test.each([
    ['32 levels', nested(32)],
    ['any number of parentheses side by side', new Array(40).fill('(a pr)').join(' or ')],
    ['100 terms', chain(100)],
    ['8,192 characters', `a eq "${'x'.repeat(8185)}"`],
  ])('%s are accepted', (_, source) => {
    expect(() => parseFilterSyntax(source)).not.toThrow();
  });

  test.each([
    ['33 levels', nested(33), 'The filter is nested deeper than 32 levels at 33'],
    ['33 negations', `${'not ('.repeat(33)}a pr${')'.repeat(33)}`, 'The filter is nested deeper than 32 levels at 165'],
    ['101 terms', chain(101), 'The filter has more than 100 terms'],
    ['8,193 characters', `a eq "${'x'.repeat(8186)}"`, 'The filter is longer than 8192 characters'],
  ])('%s are not', (_, source, message) => {
    expect(() => parseFilterSyntax(source)).toThrow(new InvalidFilterError(message));
  });

  test('can be set one by one, but not lifted by leaving one undefined', () => {
    const limits = { depth: undefined } as object;
    expect(() => parseFilterSyntax(nested(33), { limits })).toThrow('nested deeper than 32 levels');
    expect(() => parseFilterSyntax(chain(3), { limits: { terms: 2 } })).toThrow('The filter has more than 2 terms');
    expect(() => parseFilterSyntax(nested(3), { limits: { terms: 2 } })).not.toThrow();
  });
});

describe('RFC 7644 §3.5.2: PATH', () => {
  test('an attribute and its sub-attribute', () => {
    expect(parsePathSyntax('name.givenName')).toMatchObject({
      path: { text: 'name.givenName' },
      filter: undefined,
      subAttribute: name('givenName', 6),
    });
  });

  test('a filter in brackets and a sub-attribute after it', () => {
    expect(parsePathSyntax('emails[type eq "work"].value')).toMatchObject({
      path: { text: 'emails' },
      filter: { kind: 'comparison' },
      subAttribute: name('value', 24),
    });
  });

  test.each([
    ['', 'The path is empty'],
    ['emails[type eq "work"', 'Expected "]" at 22, found the end of the path'],
    ['emails[type eq "work"]value', 'Expected "." and a sub-attribute at 23, found "value"'],
    ['emails[type eq "work"] .value', 'Expected "." and a sub-attribute at 24, found ".value"'],
    ['emails[type eq "work"].', 'Expected "." and a sub-attribute at 23, found "."'],
    ['emails[0]', 'Expected an attribute at 8, found "0"'],
    ['/emails/0', 'Expected an attribute at 1, found "/emails/0"'],
    ['emails eq "x"', 'Expected the end of the path at 8, found "eq"'],
    ['emails[type eq', 'Expected a value at 15, found the end of the path'],
  ])('%j is refused', (source, message) => {
    const parse = () => parsePathSyntax(source);
    expect(parse).toThrow(new InvalidPathError(message));
    expect(parse).toThrow(InvalidPathError);
  });

  test.each([
    ['emails[type xx "a"]', `The operator "xx" at 13 is not supported; ${all}`],
    ['emails[type eq]', 'Expected a value at 15, found "]"'],
    ['emails[type eq "a" and]', 'Expected an attribute at 23, found "]"'],
    ['emails[type eq "a" "b"].value', 'Expected "]" at 20, found "b"'],
    ['emails[type pr and x[y pr]]', 'Brackets within brackets at 21'],
  ])('%j is refused for the filter in it', (source, message) => {
    const parse = () => parsePathSyntax(source);
    expect(parse).toThrow(new InvalidPathError(message));
    expect(parse).toThrow(InvalidPathError);
  });
});
