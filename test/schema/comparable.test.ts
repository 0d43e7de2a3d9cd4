import fc from 'fast-check';

import type { Attribute, AttributeType } from '../../src/schema/attribute';
import { comparable, compareText, fold } from '../../src/schema/comparable';
import { compileAttributes } from '../../src/schema/compile-attributes';
import type { AttributeSchema } from '../../src/schema/keywords';

const definitions: Readonly<Record<AttributeType | 'exact', AttributeSchema>> = {
  string: { type: 'string' },
  exact: { type: 'string', caseExact: true },
  boolean: { type: 'boolean' },
  decimal: { type: 'number' },
  integer: { type: 'integer' },
  dateTime: { type: 'string', format: 'date-time' },
  binary: { type: 'string', contentEncoding: 'base64' },
  reference: { type: 'string', referenceTypes: ['uri'] },
  complex: { type: 'object', properties: { value: { type: 'string' } } },
};

const attributes = new Map<string, Attribute>(
  compileAttributes({ $id: 'urn:example:x', title: 'X', type: 'object', properties: definitions }).map((attribute) => [
    attribute.name,
    attribute,
  ]),
);

function key(kind: keyof typeof definitions, value: unknown): unknown {
  const attribute = attributes.get(kind);
  return attribute && comparable(attribute, value);
}

const cases: readonly [keyof typeof definitions, unknown, unknown][] = [
  ['string', 'BJensen', 'bjensen'],
  ['string', 'A\u030a', '\u00e5'],
  ['string', '\uff22\uff4a \uff8a\uff9e\uff71', 'bj \u30d0\u30a2'],
  ['exact', 'BJensen', 'BJensen'],
  ['exact', 'A\u030a', 'A\u030a'],
  ['reference', 'HTTPS://Example.com', 'HTTPS://Example.com'],
  ['binary', 'aGVsbG8', 'aGVsbG8'],
  ['boolean', false, false],
  ['integer', 0, 0],
  ['decimal', -1.5, -1.5],
  ['dateTime', '1970-01-01T00:00:01Z', 1000],
  ['dateTime', '1970-01-01T01:00:01.0005+01:00', 1000.5],
  ['dateTime', 'yesterday', undefined],
  ['string', 1, undefined],
  ['string', null, undefined],
  ['boolean', 'true', undefined],
  ['integer', '1', undefined],
  ['dateTime', 0, undefined],
  ['reference', undefined, undefined],
  ['complex', { value: 'x' }, undefined],
];

test.each(cases)('RFC 7644 §3.4.2.2: a %s %j is compared as %j', (kind, value, expected) => {
  expect(key(kind, value)).toBe(expected);
});

const text = fc.string({ unit: 'grapheme' });

test('RFC 7643 §2.3.1: spellings that differ in letter case or composition have one key', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(fold(value.normalize('NFD'))).toBe(fold(value.normalize('NFC')));
      expect(fold(fold(value))).toBe(fold(value));
    }),
  );
});

test('texts are ordered as their UTF-8 bytes are', () => {
  const anyText = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

test('U+10000 comes after U+FFFF', () => {
  const texts = ['\u{10000}', '\uffff', 'a'];
  expect(texts.toSorted(compareText)).toEqual(['a', '\uffff', '\u{10000}']);
  expect(texts.toSorted()).not.toEqual(texts.toSorted(compareText));
});
