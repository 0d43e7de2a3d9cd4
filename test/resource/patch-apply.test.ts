import fc from 'fast-check';

import { MutabilityError, NoTargetError } from '../../src/errors/catalog';
import type { PatchEntry } from '../../src/messages/patch-op';
import { applyPatch } from '../../src/resource/patch-apply';
import { normalizePatch } from '../../src/resource/patch-normalize';
import { sameAttributes } from '../../src/resource/same-attributes';
import { Group } from '../../src/schema/core/group';
import type { Attributes } from '../../src/schema/resource-type';
import { frozen, groupValidator, lab, LabUser, labUserValidator, storedAttributes } from './lab';

const patch = (attributes: Attributes, ...entries: PatchEntry[]): Attributes =>
  applyPatch(LabUser, attributes, normalizePatch(LabUser, entries, { validator: labUserValidator }));

const patchGroup = (attributes: Attributes, ...entries: PatchEntry[]): Attributes =>
  applyPatch(Group, attributes, normalizePatch(Group, entries, { validator: groupValidator }));

const emails = [
  { value: 'a@x', type: 'work', primary: true },
  { value: 'b@x', type: 'home' },
];

describe('RFC 7644 §3.5.2: the outcome of operations', () => {
  test.each<[string, Attributes, PatchEntry[], Attributes]>([
    ['a value whose value and type are there takes over the rest', { emails }, [{ op: 'add', path: 'emails', value: { value: 'b@x', type: 'home', display: 'B' } }], { emails: [emails[0], { value: 'b@x', type: 'home', display: 'B' }] }],
    ['a new primary value ends the old', { emails }, [{ op: 'add', path: 'emails', value: [{ value: 'c@x', primary: true }] }], { emails: [{ value: 'a@x', type: 'work' }, emails[1], { value: 'c@x', primary: true }] }],
    ['a value that is not primary leaves the primary one', { emails }, [{ op: 'add', path: 'emails', value: [{ value: 'c@x' }] }], { emails: [...emails, { value: 'c@x' }] }],
    ['values sent twice come once', {}, [{ op: 'replace', path: `${lab}:tags`, value: ['a', 'b', 'A'] }], { [lab]: { tags: ['a', 'b'] } }],
    ['simple values compare as the schema says', { [lab]: { tags: ['red'], codes: ['a'] } }, [{ op: 'add', path: `${lab}:tags`, value: 'RED' }, { op: 'add', path: `${lab}:codes`, value: 'A' }], { [lab]: { tags: ['red'], codes: ['a', 'A'] } }],
    ['an element that a filter selects is merged', { emails }, [{ op: 'replace', path: 'emails[type eq "home"]', value: { value: 'c@x' } }], { emails: [emails[0], { value: 'c@x', type: 'home' }] }],
    ['several filtered paths build one element', {}, [{ op: 'add', path: 'addresses[type eq "work"].locality', value: 'Oslo' }, { op: 'add', path: 'addresses[type eq "work"].postalCode', value: '0150' }], { addresses: [{ type: 'work', locality: 'Oslo', postalCode: '0150' }] }],
    ['a whole element is made of the filter and the value', {}, [{ op: 'add', path: 'emails[type eq "work" and primary eq true]', value: { value: 'a@x' } }], { emails: [{ type: 'work', primary: true, value: 'a@x' }] }],
    ['a sub-attribute without a filter is that of every value', { emails }, [{ op: 'replace', path: 'emails.display', value: 'D' }], { emails: emails.map((email) => ({ ...email, display: 'D' })) }],
    ['RFC 7644 §3.5.2.3: a sub-attribute is added where there is no value to replace it in', {}, [{ op: 'replace', path: 'emails.value', value: 'a@x' }], { emails: [{ value: 'a@x' }] }],
    ['a simple value that a filter selects is replaced', { [lab]: { tags: ['a', 'b'] } }, [{ op: 'replace', path: `${lab}:tags[value eq "A"]`, value: 'c' }], { [lab]: { tags: ['c', 'b'] } }],
    ['a value that a filter misses is added', { [lab]: { tags: ['a'] } }, [{ op: 'add', path: `${lab}:tags[value eq "x"]`, value: 'c' }], { [lab]: { tags: ['a', 'c'] } }],
    ['the last attribute of an extension takes it along', { title: 't', [lab]: { level: 1 } }, [{ op: 'remove', path: `${lab}:level` }], { title: 't' }],
    ['the last part takes its value along', { name: { givenName: 'a' } }, [{ op: 'remove', path: 'name.givenName' }], {}],
    ['removal of an extension leaves what is readOnly', { [lab]: { level: 1, rank: 3 } }, [{ op: 'remove', path: lab }], { [lab]: { rank: 3 } }],
    ['listed values go', { emails: [...emails, { value: 'a@x', type: 'home' }] }, [{ op: 'remove', path: 'emails', value: [{ value: 'A@X', type: 'work' }, { value: 'b@x' }] }], { emails: [{ value: 'a@x', type: 'home' }] }],
  ])('%s', (...[, before, entries, after]) => {
    expect(patch(frozen(before), ...entries)).toEqual(after);
  });

  test.each<[string, Attributes, PatchEntry[]]>([
    ['the values in another order', { emails }, [{ op: 'replace', path: 'emails', value: [...emails].reverse() }]],
    ['primary false for none', { emails }, [{ op: 'add', path: 'emails[type eq "home"].primary', value: false }]],
    ['a change that is taken back', { title: 'a', emails }, [{ op: 'remove', path: 'emails' }, { op: 'replace', path: 'title', value: 'b' }, { op: 'add', value: { title: 'a', emails } }]],
    ['removal of what is not there', {}, [{ op: 'remove', path: 'name.givenName' }, { op: 'remove', path: 'emails[type eq "x"].value' }, { op: 'remove', path: `${lab}:level` }]],
  ])('the same object comes back for %s', (_name, attributes, entries) => {
    expect(patch(frozen(attributes), ...entries)).toBe(attributes);
  });

  test.each<[string, Attributes, PatchEntry]>([
    ['a replace that selects nothing', { emails }, { op: 'replace', path: 'emails[type eq "x"].value', value: 'v' }],
    ['an add whose filter says not what to make', { emails }, { op: 'add', path: 'emails[type ne "work" and type ne "home"].value', value: 'v' }],
    ['an add whose filter wants one or the other', {}, { op: 'add', path: 'emails[type eq "a" or type eq "b"].value', value: 'v' }],
    ['an add whose filter contradicts itself', {}, { op: 'add', path: 'emails[type eq "a" and type eq "b"].value', value: 'v' }],
  ])('noTarget: %s', (_name, attributes, entry) => {
    expect(() => patch(attributes, entry)).toThrow(NoTargetError);
  });

  test.each<[string, Attributes, PatchEntry]>([
    ['removal of a required attribute', { userName: 'u' }, { op: 'remove', path: 'userName' }],
    ['removal of an immutable part', { [lab]: { device: { serial: 's', model: 'm' } } }, { op: 'remove', path: `${lab}:device.serial` }],
    ['removal of what holds an immutable part', { [lab]: { device: { serial: 's' } } }, { op: 'remove', path: `${lab}:device` }],
    ['removal of an extension with an immutable value', { [lab]: { badge: 'b', level: 1 } }, { op: 'remove', path: lab }],
    ['another immutable part', { [lab]: { device: { serial: 's' } } }, { op: 'replace', path: `${lab}:device`, value: { serial: 't' } }],
  ])('mutability: %s', (_name, attributes, entry) => {
    expect(() => patch(attributes, entry)).toThrow(MutabilityError);
  });

  test('a member that is there stays as it is, whatever else is said of it', () => {
    const group = frozen({ displayName: 'g', members: [{ value: 'u', $ref: 'https://x/Users/u', type: 'User' }] });
    expect(patchGroup(group, { op: 'add', path: 'members', value: [{ value: 'u', $ref: '../Users/u', display: 'U' }] })).toBe(group);
    expect(() => patchGroup(group, { op: 'replace', path: 'members[value eq "u"]', value: { value: 'v' } })).toThrow(MutabilityError);
  });

  test('stored values that are alike are not lost when another is added', () => {
    const twins = [{ value: 'a', type: 'work', display: '1' }, { value: 'a', type: 'work', display: '2' }];
    expect(patch({ emails: twins }, { op: 'add', path: 'emails', value: { value: 'b' } })).toEqual({ emails: [...twins, { value: 'b' }] });
    expect(patch({ emails: twins }, { op: 'remove', path: 'emails[value eq "a" and type eq "work"]' })).toEqual({});
  });

  test('a value whose like has gone is still known', () => {
    const twins = [{ value: 'a', type: 'work', display: '1' }, { value: 'a', type: 'work', display: '2' }];
    const gone: PatchEntry = { op: 'remove', path: 'emails[display eq "1"]' };
    expect(patch({ emails: twins }, gone, { op: 'add', path: 'emails', value: { value: 'a', type: 'work' } })).toEqual({ emails: [twins[1]] });
    expect(patch({ emails: twins }, gone, { op: 'remove', path: 'emails[value eq "a" and type eq "work"]' })).toEqual({});
  });
});

describe('the time that operations take', () => {
  const members = (count: number, prefix: string): { value: string }[] => Array.from({ length: count }, (_, index) => ({ value: `${prefix}${index}` }));
  const group = frozen({ displayName: 'g', members: members(20_000, 'old') });
  const seconds = (work: () => void): number => {
    const started = performance.now();
    work();
    return (performance.now() - started) / 1000;
  };

  test.each<[string, PatchEntry[], number]>([
    ['adding members one by one', members(10_000, 'new').map((member) => ({ op: 'add', path: 'members', value: [member] })), 30_000],
    ['adding members that are there one by one', members(10_000, 'old').map((member) => ({ op: 'add', path: 'members', value: [member] })), 20_000],
    ['removing members one by one', members(10_000, 'old').map(({ value }) => ({ op: 'remove', path: `members[value eq "${value}"]` })), 10_000],
    ['removing listed members', [{ op: 'remove', path: 'members', value: members(20_000, 'old') }], 0],
  ])('%s grows with their number, not with the group', (_name, entries, left) => {
    let result: Attributes = {};
    expect(seconds(() => (result = patchGroup(group, ...entries)))).toBeLessThan(4);
    expect(result['members'] ?? []).toHaveLength(left);
  });

  test('one primary value after another, and listed values with their types', () => {
    const list = members(5_000, 'e').map(({ value }, index) => ({ value, type: `t${index}` }));
    const user = frozen({ emails: list });
    const primaries = list.map((email): PatchEntry => ({ op: 'add', path: 'emails', value: { ...email, primary: true } }));
    expect(seconds(() => patch(user, ...primaries))).toBeLessThan(4);
    expect(seconds(() => patch(user, { op: 'remove', path: 'emails', value: list }))).toBeLessThan(4);
  });

  test('listed values with their types where some stored ones are alike', () => {
    const list = members(2_000, 'e').map(({ value }, index) => ({ value, type: `t${index}` }));
    const user = frozen({ emails: [...list, { ...list[0], display: 'the same again' }] });
    const absent = members(9_000, 'x').map((email) => ({ ...email, type: 'work' }));
    expect(seconds(() => patch(user, { op: 'remove', path: 'emails', value: absent }))).toBeLessThan(4);
  });
});

const text = fc.constantFrom('a', 'b', 'c', 'A');
const email = fc.record({ value: text, type: fc.constantFrom('work', 'home') }, { requiredKeys: ['value'] });
const entry: fc.Arbitrary<PatchEntry> = fc.oneof(
  fc.record({ op: fc.constantFrom('add', 'replace'), path: fc.constantFrom('title', 'name.givenName', `${lab}:level`), value: fc.constant('x') }).map((made): PatchEntry => (made.path.endsWith('level') ? { ...made, value: 7 } : made)),
  fc.record({ op: fc.constantFrom('add', 'replace'), path: fc.constant('emails'), value: fc.array(email, { maxLength: 3 }) }),
  fc.record({ op: fc.constantFrom('add', 'replace'), path: fc.constant(`${lab}:tags`), value: fc.array(text, { maxLength: 3 }) }),
  fc.record({ op: fc.constant('add'), path: text.map((value) => `emails[value eq "${value}"].display`), value: text }),
  fc.record({ op: fc.constant('add'), path: text.map((value) => `emails[value eq "${value}"].primary`), value: fc.boolean() }),
  fc.record({ op: fc.constant('remove'), path: fc.oneof(text.map((value) => `emails[value eq "${value}"]`), fc.constantFrom('emails', 'emails.type', 'name.givenName', 'title', `${lab}:tags`)) }),
);
const start = fc.constantFrom('bjensen', 'mini').map((name) => frozen(storedAttributes(name)));

describe('properties', () => {
  test('operations together do what they do one after the other, and change nothing in place', () => {
    fc.assert(
      fc.property(start, fc.array(entry, { maxLength: 8 }), (attributes, entries) => {
        const stepwise = entries.reduce((state, next) => patch(frozen(state), next), attributes);
        expect(sameAttributes(LabUser, patch(attributes, ...entries), stepwise)).toBe(true);
      }),
    );
  });

  test('a replace made twice is a replace made once', () => {
    fc.assert(
      fc.property(start, fc.array(entry.filter(({ op }) => op === 'replace'), { maxLength: 4 }), (attributes, entries) => {
        const once = patch(attributes, ...entries);
        expect(patch(frozen(once), ...entries.slice(-1))).toBe(once);
      }),
    );
  });

  test('removal of a value undoes its addition', () => {
    fc.assert(
      fc.property(start, fc.uuid(), (attributes, value) => {
        const added = patch(attributes, { op: 'add', path: 'emails', value: [{ value, type: 'other' }] });
        expect(added).not.toBe(attributes);
        const removed = patch(frozen(added), { op: 'remove', path: `emails[value eq "${value}"]` });
        expect(removed).toEqual(attributes);
      }),
    );
  });

  test('a value is there once, however often it is added', () => {
    fc.assert(
      fc.property(start, fc.array(email, { minLength: 1, maxLength: 6 }), (attributes, values) => {
        const once = patch(attributes, { op: 'add', path: 'emails', value: values });
        expect(patch(frozen(once), ...values.map((value): PatchEntry => ({ op: 'add', path: 'emails', value })))).toBe(once);
      }),
    );
  });
});
