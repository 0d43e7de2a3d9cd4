import { InvalidValueError, MutabilityError } from '../../src/errors/catalog';
import type { PatchEntry } from '../../src/messages/patch-op';
import { applyPatch } from '../../src/resource/patch-apply';
import { normalizePatch } from '../../src/resource/patch-normalize';
import { defineResourceType } from '../../src/schema/define-resource-type';
import type { Attributes } from '../../src/schema/resource-type';
import { createValidator } from '../../src/schema/validator';
import { frozen } from './lab';

const Device = defineResourceType({
  name: 'Device',
  endpoint: '/Devices',
  schema: {
    $id: 'urn:example:params:scim:schemas:Device',
    title: 'Device',
    type: 'object',
    required: ['serials'],
    properties: {
      serials: { type: 'array', items: { type: 'string', caseExact: true } },
      marks: { type: 'array', mutability: 'immutable', items: { type: 'string' } },
      port: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, speeds: { type: 'array', items: { type: 'integer' } } },
      },
      slots: {
        type: 'array',
        items: {
          type: 'object',
          properties: { value: { type: 'string' }, since: { type: 'string', format: 'date-time' }, cards: { type: 'array', items: { type: 'string' } } },
        },
      },
    },
  },
});
const validator = createValidator(Device);

const patch = (attributes: Attributes, ...entries: PatchEntry[]): Attributes =>
  applyPatch(Device, frozen(attributes), normalizePatch(Device, entries, { validator }));

const slots = [{ value: 'a', since: '2020-01-01T00:00:00Z', cards: ['x'] }, { value: 'b' }];

describe('RFC 7644 §3.5.2: sub-attributes with several values', () => {
  test.each<[string, Attributes, PatchEntry, Attributes]>([
    ['take what is added', { port: { name: 'p', speeds: [1] } }, { op: 'add', path: 'port.speeds', value: [1, 2] }, { port: { name: 'p', speeds: [1, 2] } }],
    ['take it with the rest of a value', { port: { name: 'p', speeds: [1] } }, { op: 'add', path: 'port', value: { speeds: 3 } }, { port: { name: 'p', speeds: [1, 3] } }],
    ['are replaced', { port: { name: 'p', speeds: [1] } }, { op: 'replace', path: 'port.speeds', value: [2] }, { port: { name: 'p', speeds: [2] } }],
    ['are emptied', { port: { name: 'p', speeds: [1] } }, { op: 'replace', path: 'port.speeds', value: [] }, { port: { name: 'p' } }],
    ['take it where a filter says', { slots }, { op: 'add', path: 'slots[value eq "a"].cards', value: 'Y' }, { slots: [{ ...slots[0], cards: ['x', 'Y'] }, slots[1]] }],
    ['take it once', { slots }, { op: 'add', path: 'slots[value eq "a"]', value: { cards: ['X', 'y'] } }, { slots: [{ ...slots[0], cards: ['x', 'y'] }, slots[1]] }],
  ])('%s', (_name, ...[before, entry, after]) => {
    expect(patch(before, entry)).toEqual(after);
  });
});

describe('RFC 7644 §3.5.2.2: what must stay', () => {
  test.each<[string, Attributes, PatchEntry]>([
    ['the last of required values', { serials: ['s'] }, { op: 'remove', path: 'serials[value eq "s"]' }],
    ['all of them', { serials: ['s', 't'] }, { op: 'replace', path: 'serials', value: [] }],
    ['a required part', { port: { name: 'p', speeds: [1] } }, { op: 'remove', path: 'port.name' }],
    ['immutable values', { marks: ['m'] }, { op: 'remove', path: 'marks' }],
    ['immutable values, as they are', { marks: ['m'] }, { op: 'add', path: 'marks', value: ['n'] }],
    ['each of them', { marks: ['m', 'n'] }, { op: 'remove', path: 'marks[value eq "n"]' }],
  ])('mutability: %s', (_name, attributes, entry) => {
    expect(() => patch(attributes, entry)).toThrow(MutabilityError);
  });

  test('one of several required values may go, and immutable ones may come and be sent again', () => {
    expect(patch({ serials: ['s', 't'] }, { op: 'remove', path: 'serials[value eq "s"]' })).toEqual({ serials: ['t'] });
    expect(patch({}, { op: 'add', path: 'marks', value: ['m', 'n'] })).toEqual({ marks: ['m', 'n'] });
    const marked = { marks: ['m', 'n'] };
    expect(patch(marked, { op: 'replace', path: 'marks', value: ['n', 'm'] })).toBe(marked);
  });

  test('what requires a part that was not there does not hold for its removal', () => {
    const attributes = { serials: ['s'] };
    expect(patch(attributes, { op: 'remove', path: 'port.name' })).toBe(attributes);
  });
});

describe('filters in paths', () => {
  test('a date compares as an instant, in a long list of alternatives, too', () => {
    const path = 'slots[since eq "2020-01-01T01:00:00+01:00" or since eq "2021-01-01T00:00:00Z"]';
    expect(patch({ slots }, { op: 'remove', path })).toEqual({ slots: [slots[1]] });
  });

  test('alternatives of different kinds are tried one by one', () => {
    const path = 'slots[value eq "b" or since pr]';
    expect(patch({ slots }, { op: 'remove', path })).toEqual({});
  });

  test('a part without a filter is added to every value, or makes one', () => {
    expect(patch({ slots: [{ value: 'a' }, { value: 'b' }] }, { op: 'add', path: 'slots.cards', value: ['c'] })).toEqual({
      slots: [{ value: 'a', cards: ['c'] }, { value: 'b', cards: ['c'] }],
    });
    expect(patch({}, { op: 'add', path: 'slots.value', value: 'v' })).toEqual({ slots: [{ value: 'v' }] });
    expect(patch({}, { op: 'replace', path: 'slots.value', value: 'v' })).toEqual({ slots: [{ value: 'v' }] });
  });

  test('a value of the wrong type is refused before anything is applied', () => {
    expect(() => patch({ slots }, { op: 'replace', path: 'slots[value eq "a"]', value: 'x' })).toThrow(InvalidValueError);
    expect(() => patch({ slots }, { op: 'add', path: 'slots[value eq "a"].since', value: 'today' })).toThrow(InvalidValueError);
  });
});
