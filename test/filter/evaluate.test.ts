import type { Filter } from '../../src/filter/ast';
import { parseFilter } from '../../src/filter/parse-filter';
import { createElementPredicate, createPredicate, valuesAt } from '../../src/resource/evaluate-filter';
import type { StoredResource } from '../../src/resource/stored-resource';
import { findAttribute, resolveAttributePath } from '../../src/schema/attribute-path';
import { defineResourceType } from '../../src/schema/define-resource-type';
import { defineSchema } from '../../src/schema/define-schema';
import type { Attributes, ResourceType } from '../../src/schema/resource-type';

const extra = 'urn:example:Extra';

const Thing: ResourceType = defineResourceType({
  name: 'Thing',
  endpoint: '/Things',
  schema: defineSchema({
    $id: 'urn:example:Thing',
    title: 'Thing',
    type: 'object',
    properties: {
      text: { type: 'string' },
      exact: { type: 'string', caseExact: true },
      level: { type: 'integer' },
      flag: { type: 'boolean' },
      since: { type: 'string', format: 'date-time' },
      home: { type: 'string', referenceTypes: ['external'] },
      tags: { type: 'array', items: { type: 'string' } },
      box: {
        type: 'object',
        properties: { label: { type: 'string' }, sizes: { type: 'array', items: { type: 'integer' } } },
      },
      parts: {
        type: 'array',
        items: {
          type: 'object',
          properties: { value: { type: 'string' }, type: { type: 'string' }, primary: { type: 'boolean' } },
        },
      },
    },
  }),
  extensions: [
    {
      schema: defineSchema({
        $id: extra,
        title: 'Extra',
        type: 'object',
        properties: { rank: { type: 'integer' }, note: { type: 'string' } },
      }),
    },
  ],
});

const context = { type: Thing, locate: (type: string, id: string) => `https://example.com/${type}s/${id}` };

function thing(attributes: Attributes): StoredResource {
  return {
    id: 'A1',
    version: 'v7',
    created: new Date('2020-01-01T10:00:00Z'),
    lastModified: new Date('2021-01-01T10:00:00.250Z'),
    attributes,
  };
}

function matches(filter: string, attributes: Attributes): boolean {
  return createPredicate(parseFilter(filter, Thing), context)(thing(attributes));
}

type Case = readonly [filter: string, attributes: Attributes, expected: boolean];

function cases(title: string, table: readonly Case[]): void {
  describe(title, () => {
    test.each(table)('%s on %j: %s', (filter, attributes, expected) => {
      expect(matches(filter, attributes)).toBe(expected);
      expect(matches(`not (${filter})`, attributes)).toBe(!expected);
    });
  });
}

cases('RFC 7644 §3.4.2.2: eq and ne follow the case rule of the attribute', [
  ['text eq "ABC"', { text: 'abc' }, true],
  ['text ne "ABC"', { text: 'abc' }, false],
  ['exact eq "ABC"', { exact: 'abc' }, false],
  ['exact ne "ABC"', { exact: 'abc' }, true],
  ['home eq "HTTPS://example.com"', { home: 'https://example.com' }, false],
  ['text eq ""', { text: '' }, true],
  ['level eq 0', { level: 0 }, true],
  ['flag eq false', { flag: false }, true],
  ['flag ne true', { flag: false }, true],
]);

cases('RFC 7644 §7.8: letter case is that of Unicode, whatever the locale', [
  ['text eq "ÉCOLE"', { text: 'école' }, true],
  ['text eq "e\\u0301cole"', { text: 'école' }, true],
  ['exact eq "e\\u0301cole"', { exact: 'école' }, false],
  ['text eq "I"', { text: 'i' }, true],
  ['text eq "ı"', { text: 'I' }, false],
]);

cases('RFC 7644 §3.4.2.2: ne is the opposite of eq where there is no value', [
  ['text ne "x"', {}, true],
  ['text ne "x"', { text: null }, true],
  ['flag ne true', {}, true],
  ['level eq 0', {}, false],
  ['level ge 0', {}, false],
  ['text co ""', {}, false],
  ['tags ne "x"', { tags: [] }, true],
  ['parts.type ne "x"', {}, true],
  ['box.label ne "x"', {}, true],
]);

cases('RFC 7644 §3.4.2.2: co, sw and ew', [
  ['text co "ENS"', { text: 'Jensen' }, true],
  ['text sw "jen"', { text: 'Jensen' }, true],
  ['text ew "SEN"', { text: 'Jensen' }, true],
  ['text sw "jensen"', { text: 'Jensen' }, true],
  ['text ew "jensen"', { text: 'Jensen' }, true],
  ['text ew "jen"', { text: 'Jensen' }, false],
  ['exact sw "a"', { exact: 'A1' }, false],
  ['exact co "1"', { exact: 'A1' }, true],
  ['text co "%"', { text: 'abc' }, false],
  ['text co ".*"', { text: 'abc' }, false],
]);

cases('RFC 7644 §3.4.2.2: gt, ge, lt and le order text, numbers and instants', [
  ['text ge "M"', { text: 'n' }, true],
  ['text gt "n"', { text: 'N' }, false],
  ['text lt "a"', { text: 'B' }, false],
  ['exact lt "a"', { exact: 'B' }, true],
  ['exact gt "\\uffee"', { exact: '\u{1f600}' }, true],
  ['text gt "ab"', { text: 'abc' }, true],
  ['level gt 9', { level: 10 }, true],
  ['level lt 9', { level: 10 }, false],
  ['level le 10', { level: 10 }, true],
  ['since gt "2020-01-01T11:00:00+02:00"', { since: '2020-01-01T10:00:00Z' }, true],
  ['since eq "2020-01-01T12:00:00+02:00"', { since: '2020-01-01T10:00:00.000Z' }, true],
  ['since eq "2020-01-01T10:00:00.1234567Z"', { since: '2020-01-01T12:00:00.1234567+02:00' }, true],
  ['since lt "2020-01-01T10:00:00.1234567Z"', { since: '2020-01-01T10:00:00.123Z' }, true],
]);

cases('RFC 7644 §3.4.2.2: pr is true for a value that is not empty', [
  ['text pr', { text: 'x' }, true],
  ['text pr', { text: '' }, false],
  ['text pr', { text: null }, false],
  ['flag pr', { flag: false }, true],
  ['level pr', { level: 0 }, true],
  ['tags pr', { tags: [] }, false],
  ['tags pr', { tags: [''] }, false],
  ['tags pr', { tags: ['', 'x'] }, true],
  ['box pr', { box: {} }, false],
  ['box pr', { box: { label: 'x' } }, true],
  ['box.sizes pr', { box: { sizes: [] } }, false],
  ['parts pr', { parts: [{}] }, false],
  ['parts.type pr', { parts: [{ value: 'x' }, { type: 'work' }] }, true],
]);

cases('RFC 7643 §2.5: null means unassigned', [
  ['text eq null', {}, true],
  ['text eq null', { text: '' }, true],
  ['text ne null', { text: 'x' }, true],
  ['parts eq null', { parts: [] }, true],
  ['parts ne null', { parts: [{ value: 'x' }] }, true],
  ['parts[type eq null]', { parts: [{ value: 'x' }] }, true],
]);

const two = { parts: [{ value: 'a@x', type: 'work', primary: true }, { value: 'b@y', type: 'home' }] };

cases('RFC 7644 §3.4.2.2: one value of a multi-valued attribute is enough', [
  ['parts.type eq "HOME"', two, true],
  ['parts.type ne "work"', two, true],
  ['parts.type eq "other"', two, false],
  ['parts co "@y"', two, true],
  ['tags eq "B"', { tags: ['a', 'b'] }, true],
  ['box.sizes gt 3', { box: { sizes: [1, 4] } }, true],
  ['parts.type eq "work" and parts.value ew "@y"', two, true],
  ['parts[type eq "work" and value ew "@y"]', two, false],
  ['parts[type eq "home" and value ew "@y"]', two, true],
  ['parts[not (type eq "work")]', two, true],
  ['parts[not (type eq "work")]', {}, false],
  ['parts[type ne "work"]', { parts: [{ value: 'x' }] }, true],
  ['tags[value sw "a" and value ew "z"]', { tags: ['ab', 'yz'] }, false],
  ['tags[value sw "a" and value ew "z"]', { tags: ['az'] }, true],
  ['box[label eq "x" and sizes eq 4]', { box: { label: 'X', sizes: [1, 4] } }, true],
  ['box[not (label eq "x")]', {}, false],
]);

cases('RFC 7643 §2.4: a value without primary is not primary', [
  ['parts[primary eq false]', two, true],
  ['parts[type eq "home" and primary eq false]', two, true],
  ['parts[type eq "work" and primary eq false]', two, false],
  ['parts[type eq "home" and primary ne false]', two, false],
  ['parts.primary eq false', two, true],
  ['parts.primary eq false', {}, false],
  ['parts[type eq "home" and primary pr]', two, false],
]);

cases('RFC 7643 §3.1: common attributes are computed', [
  ['id eq "A1"', {}, true],
  ['id eq "a1"', {}, false],
  ['id pr', { id: undefined }, true],
  ['externalId eq "x"', { externalId: 'x' }, true],
  ['meta.resourceType eq "Thing"', {}, true],
  ['meta.created le "2020-01-01T10:00:00Z"', {}, true],
  ['meta.lastModified gt "2021-01-01T10:00:00Z"', {}, true],
  ['meta.lastModified eq "2021-01-01T11:00:00.25+01:00"', {}, true],
  ['meta.location ew "/Things/A1"', {}, true],
  ['meta.version eq "W/\\"v7\\""', {}, true],
  ['meta pr', {}, true],
  ['meta[resourceType eq "Thing" and version pr]', {}, true],
  ['meta.resourceType eq "Other"', { meta: { resourceType: 'Other' } }, false],
  ['schemas eq "urn:example:Thing"', {}, true],
  [`schemas eq "${extra}"`, {}, false],
  [`schemas eq "${extra}"`, { [extra]: {} }, false],
  [`schemas eq "${extra}"`, { [extra]: { rank: 0 } }, true],
]);

cases('RFC 7643 §3.3: extension attributes lie in the object of their URN', [
  [`${extra}:rank eq 0`, { [extra]: { rank: 0 } }, true],
  [`${extra}:note eq "x"`, { note: 'x' }, false],
  [`${extra}:note pr`, {}, false],
]);

cases('RFC 7644 §3.4.2.2: not binds tighter than and, and tighter than or', [
  ['flag eq true or level eq 1 and text eq "x"', { flag: true, level: 2 }, true],
  ['(flag eq true or level eq 1) and text eq "x"', { flag: true, level: 2 }, false],
  ['not (flag eq true) and text pr', { text: 'x' }, true],
]);

test('inherited names and values of another type are no values', () => {
  const inherited = Object.create({ text: 'x' }) as Attributes;
  expect(matches('text pr', inherited)).toBe(false);
  expect(matches('level gt 1', { level: '5' })).toBe(false);
  expect(matches('text co "object"', { text: {} })).toBe(false);
  expect(matches('parts.type eq "x"', { parts: ['x', null, 1] })).toBe(false);
});

test('what the filter says about letter case goes before the attribute', () => {
  const attribute = findAttribute(Thing, 'exact')!;
  const filter: Filter = { kind: 'comparison', path: { attribute }, operator: 'eq', value: 'ABC', caseExact: false };
  expect(createPredicate(filter, context)(thing({ exact: 'abc' }))).toBe(true);
});

test('a value that is not of the type of its attribute equals nothing', () => {
  const attribute = findAttribute(Thing, 'level')!;
  for (const [operator, expected] of [['eq', false], ['ne', true]] as const) {
    const filter: Filter = { kind: 'comparison', path: { attribute }, operator, value: 'x', caseExact: true };
    expect(createPredicate(filter, context)(thing({ level: 1 }))).toBe(expected);
  }
});

test('RFC 7644 §3.5.2: a filter in brackets picks elements', () => {
  const parsed = parseFilter('parts[type eq "work" and primary eq true]', Thing);
  if (parsed.kind !== 'valuePath') throw new Error('expected a value path');
  expect(two.parts.map(createElementPredicate(parsed.attribute, parsed.filter))).toEqual([true, false]);
});

test.each([
  ['text', { text: 'x' }, ['x']],
  ['text', {}, []],
  ['tags', { tags: ['a', null, 'b'] }, ['a', 'b']],
  ['parts.primary', two, [true]],
  ['parts', two, two.parts],
  [`${extra}:rank`, { [extra]: { rank: 3 } }, [3]],
  ['id', {}, ['A1']],
  ['schemas', { [extra]: { rank: 3 } }, ['urn:example:Thing', extra]],
  ['meta.created', {}, ['2020-01-01T10:00:00.000Z']],
  [
    'meta',
    {},
    [
      {
        resourceType: 'Thing',
        created: '2020-01-01T10:00:00.000Z',
        lastModified: '2021-01-01T10:00:00.250Z',
        location: 'https://example.com/Things/A1',
        version: 'W/"v7"',
      },
    ],
  ],
])('the values at %s of %j', (path, attributes, values) => {
  expect(valuesAt(thing(attributes), resolveAttributePath(Thing, path)!, context)).toEqual(values);
});
