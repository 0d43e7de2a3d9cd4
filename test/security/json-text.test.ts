import fc from 'fast-check';

import { checkJsonValue, parseJsonText } from '../../src/http/json-text';

const limits = { depth: 4, members: 3, elements: 3 };
const roomy = { depth: 200, members: 1000, elements: 1000 };

describe('a JSON text is refused with 400 invalidSyntax for', () => {
  test.each([
    ['two members with one name', '{"a":1,"a":2}', 'same name'],
    ['two members with one name, apart', '{"a":1,"b":{"a":3},"a":2}', 'same name'],
    ['two members with one name, one of them escaped', '{"a":1,"\\u0061":2}', 'same name'],
    ['two members with one name, inside an array', '[{"a":1},{"b":1,"b":1}]', 'same name'],
    ['two members called __proto__', '{"__proto__":1,"__proto__":2}', 'same name'],
    ['U+0000 in a value', '{"a":"x\\u0000"}', 'U+0000'],
    ['U+0000 in a name', '{"x\\u0000":1}', 'U+0000'],
    ['a high surrogate alone', '{"a":"\\ud800"}', 'surrogate'],
    ['a high surrogate before something else', '{"a":"\\ud800\\u0041"}', 'surrogate'],
    ['a low surrogate alone', '{"a":"\\udc00"}', 'surrogate'],
    ['two high surrogates', '{"a":"\\uD83D\\uD83D"}', 'surrogate'],
    ['one level too many', '[[[[[1]]]]]', 'levels deep'],
    ['one level too many, of objects', '{"a":{"b":{"c":{"d":{}}}}}', 'levels deep'],
    ['one member too many', '{"a":1,"b":2,"c":3,"d":4}', 'members'],
    ['an end inside a string', '{"a":"b', 'not valid JSON'],
    ['an end inside an escape', '{"a":"\\', 'not valid JSON'],
    ['an escape that does not exist', '{"a":"\\x"}', 'not valid JSON'],
    ['a name that is an escape that does not exist', '{"\\x":1}', 'not valid JSON'],
    ['brackets that do not match', '{"a":[}]', 'not valid JSON'],
    ['nothing but brackets', ']]]]]]]', 'not valid JSON'],
    ['a raw control character', '{"a":"\u0001"}', 'not valid JSON'],
    ['a raw U+0000', '{"a":"\0"}', 'not valid JSON'],
  ])('%s', (_name, text, detail) => {
    expect(() => parseJsonText(text, limits)).toThrow(expect.objectContaining({ code: 'ERR_SCIM_INVALID_SYNTAX', message: expect.stringContaining(detail) }));
  });
});

test('a JSON text with an array that is too long is refused with 413', () => {
  expect(() => parseJsonText('{"a":[1,2,3,4]}', limits)).toThrow(expect.objectContaining({ code: 'ERR_SCIM_PAYLOAD_TOO_LARGE' }));
});

test.each([
  ['what reaches the limits', '{"a":[[[1,2,3]]],"b":{"a":1},"c":[{"a":1},{"a":1}]}'],
  ['separators inside strings', '{"a":"{,[\\",]}{{{{[[[[","b":"\\\\"}'],
  ['a surrogate pair, escaped', '{"a":"\\ud83d\\ude00","b":"😀"}'],
  ['escapes of all kinds', '{"a":"\\n\\u00e9\\\\u0000\\/\\"","b\\n":1}'],
  ['empty objects and arrays', '[{},[],{}]'],
  ['a number alone', ' 7 '],
])('a JSON text may have %s', (_name, text) => {
  expect(parseJsonText(text, limits)).toEqual(JSON.parse(text));
});

test('every JSON value is parsed as JSON.parse does, or refused for its text', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), fc.boolean(), (value, pretty) => {
      const text = JSON.stringify(value, undefined, pretty ? 2 : undefined);
      const isStorable = !/\\u0000|\\ud[89a-f]/i.test(text.replace(/\\\\/g, ''));
      if (isStorable) expect(parseJsonText(text, roomy)).toEqual(JSON.parse(text));
      else expect(() => parseJsonText(text, roomy)).toThrow();
    }),
    { numRuns: 2000 },
  );
});

test('any text at all is parsed as JSON.parse does, or refused', () => {
  const token = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', 'u0061', '"a"', '"b"', '1', 'null', ' ', '\\"', '\\u0000', '\\ud800', 'é');
  fc.assert(
    fc.property(fc.array(token, { maxLength: 14 }), (tokens) => {
      const text = tokens.join('');
      let parsed: unknown;
      try {
        parsed = parseJsonText(text, roomy);
      } catch (error) {
        expect(error).toMatchObject({ status: 400 });
        return;
      }
      expect(parsed).toEqual(JSON.parse(text));
    }),
    { numRuns: 5000 },
  );
});

test('the scan does not take more than the text is long', () => {
  const time = (text: string): number => {
    const started = performance.now();
    expect(() => parseJsonText(text, roomy)).toThrow();
    return performance.now() - started;
  };
  for (const part of ['"', '\\', '"\\', '[1,2],', '"a"', '{"a":']) {
    time(part.repeat(1000));
    expect([part, time(part.repeat(Math.floor(1_000_000 / part.length))) < 1000]).toEqual([part, true]);
  }
});

describe('a value that the host application has parsed is refused for', () => {
  test.each([
    ['one level too many', [[[[[1]]]]]],
    ['one member too many', { a: 1, b: 2, c: 3, d: 4 }],
    ['an array that is too long', { a: [1, 2, 3, 4] }],
    ['U+0000', { a: ['x\0'] }],
    ['U+0000 in a name', { 'x\0': 1 }],
    ['half of a surrogate pair', { a: { b: '\ud800' } }],
  ])('%s', (_name, value) => {
    expect(() => checkJsonValue(value, limits)).toThrow(expect.objectContaining({ code: expect.stringMatching(/INVALID_SYNTAX|PAYLOAD_TOO_LARGE/) }));
  });

  test('nothing else', () => {
    expect(() => checkJsonValue({ a: [null, 1, true], b: { c: '😀' } }, limits)).not.toThrow();
  });
});
