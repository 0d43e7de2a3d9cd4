import { InvalidPathError, InvalidSyntaxError, InvalidValueError, MutabilityError, NoTargetError } from '../../src/errors/catalog';
import { printFilter } from '../../src/filter/print';
import type { PatchEntry } from '../../src/messages/patch-op';
import { clientProfiles } from '../../src/clients/client-profiles';
import type { NormalizeOptions } from '../../src/resource/normalize-value';
import { normalizePatch } from '../../src/resource/patch-normalize';
import type { PatchOperation } from '../../src/resource/patch-operation';
import { formatAttributePath } from '../../src/schema/attribute-path';
import { Group } from '../../src/schema/core/group';
import { enterprise, groupValidator, lab, LabUser, labUserValidator } from './lab';

function shown(operation: PatchOperation): unknown[] {
  const path = formatAttributePath(operation.path) + (operation.where === undefined ? '' : ` where ${printFilter(operation.where)}`);
  return operation.op === 'remove' ? ['remove', path] : [operation.op, path, operation.value];
}

const normalize = (entry: PatchEntry, options: NormalizeOptions = {}): unknown =>
  normalizePatch(LabUser, [entry], { validator: labUserValidator, ...options }).map(shown);

const normalizeGroup = (entry: PatchEntry): unknown => normalizePatch(Group, [entry], { validator: groupValidator }).map(shown);

describe('RFC 7644 §3.5.2: operations after normalisation', () => {
  test.each<[string, PatchEntry, unknown[]]>([
    ['a complex value by its parts', { op: 'replace', path: 'name', value: { GIVENNAME: 'g', middleName: null, pet: 'x' } }, [['replace', 'name.givenName', 'g'], ['remove', 'name.middleName']]],
    ['nothing for a value of which nothing is known', { op: 'replace', path: 'name', value: { pet: 'x' } }, []],
    ['nothing for values of which nothing is known', { op: 'replace', path: 'emails', value: [{ pet: 'x' }] }, []],
    ['null as removal', { op: 'replace', path: 'name', value: null }, [['remove', 'name']]],
    ['[] as removal', { op: 'replace', path: 'emails', value: [] }, [['remove', 'emails']]],
    ['nothing to add to many', { op: 'add', path: 'emails', value: null }, []],
    ['null to add to one as removal', { op: 'add', path: 'title', value: null }, [['remove', 'title']]],
    ['one value for many as an array', { op: 'add', path: 'emails', value: { VALUE: 'a', $ref: null } }, [['add', 'emails', [{ value: 'a' }]]]],
    ['one string for many as an array', { op: 'add', path: `${lab}:tags`, value: 'a' }, [['add', `${lab}:tags`, ['a']]]],
    ['one value of many, with what is to go first', { op: 'replace', path: 'emails[type eq "work"]', value: { value: 'a', display: null } }, [['remove', 'emails.display where type eq "work"'], ['replace', 'emails where type eq "work"', { value: 'a' }]]],
    ['null for one value of many as removal', { op: 'replace', path: 'emails[type eq "work"]', value: null }, [['remove', 'emails where type eq "work"']]],
    ['null to add to one value of many not at all', { op: 'add', path: 'emails[type eq "work"]', value: null }, []],
    ['"True" for true', { op: 'add', path: 'emails[type eq "work"].primary', value: 'True' }, [['add', 'emails.primary where type eq "work"', true]]],
    ['"False" inside a value', { op: 'add', path: 'emails', value: [{ value: 'a', primary: 'False' }] }, [['add', 'emails', [{ value: 'a', primary: false }]]]],
    ['a manager that is a string', { op: 'add', path: `${enterprise}:manager`, value: '271' }, [['add', `${enterprise}:manager.value`, '271']]],
    ['a manager in an array', { op: 'add', path: `${enterprise}:manager`, value: [{ value: '271', displayName: 'x' }] }, [['add', `${enterprise}:manager.value`, '271']]],
    ['a manager that is ""', { op: 'replace', path: `${enterprise}:manager`, value: '' }, [['remove', `${enterprise}:manager`]]],
    ['the URN of an extension as all its attributes', { op: 'add', path: enterprise.toUpperCase(), value: { department: 'd', 'manager.value': 'm' } }, [['add', `${enterprise}:department`, 'd'], ['add', `${enterprise}:manager.value`, 'm']]],
    ['its removal as that of what may be removed', { op: 'remove', path: enterprise }, ['employeeNumber', 'costCenter', 'organization', 'division', 'department', 'manager'].map((name) => ['remove', `${enterprise}:${name}`])],
    ['removal of a sub-attribute of the values that are meant', { op: 'remove', path: 'emails[type eq "work"].display' }, [['remove', 'emails.display where type eq "work"']]],
    ['known URNs for schemas as nothing', { op: 'add', path: 'schemas', value: [enterprise] }, []],
    ['a known URN for schemas as nothing', { op: 'replace', path: 'schemas', value: LabUser.schema.$id }, []],
    ['a URN taken out of schemas as nothing', { op: 'remove', path: `schemas[value eq "${enterprise}"]` }, []],
    ['listed URNs taken out of schemas as nothing', { op: 'remove', path: 'schemas', value: [enterprise] }, []],
  ])('%s', (_name, entry, operations) => {
    expect(normalize(entry)).toEqual(operations);
  });

  test('without a path, each member is an operation, whatever form its name has', () => {
    const value = {
      displayName: 'B',
      'name.givenName': 'G',
      name: { familyName: 'F' },
      'emails[type eq "work"].value': 'w@x',
      [`${enterprise}:department`]: 'D',
      [enterprise]: { costCenter: 'C', manager: { value: 'm' } },
      [LabUser.schema.$id]: { title: 'T' },
      nickName: null,
    };
    expect(normalize({ op: 'replace', value })).toEqual([
      ['replace', 'displayName', 'B'],
      ['replace', 'name.givenName', 'G'],
      ['replace', 'name.familyName', 'F'],
      ['replace', 'emails.value where type eq "work"', 'w@x'],
      ['replace', `${enterprise}:department`, 'D'],
      ['replace', `${enterprise}:costCenter`, 'C'],
      ['replace', `${enterprise}:manager.value`, 'm'],
      ['replace', 'title', 'T'],
      ['remove', 'nickName'],
    ]);
  });

  test('without a path, what is readOnly or unknown is left out', () => {
    const value = JSON.parse('{"id":"x","meta":{"version":"1"},"groups":[],"schemas":["urn:x"],"foo":1,"__proto__":{"title":"x"},"constructor":1,"title":"T"}');
    expect(normalize({ op: 'replace', value })).toEqual([['replace', 'title', 'T']]);
  });

  test.each<[string, PatchEntry, new (detail: string) => Error]>([
    ['an unknown attribute in a path', { op: 'add', path: 'foo', value: 1 }, InvalidPathError],
    ['an index in a path', { op: 'add', path: 'emails[0].value', value: 'a' }, InvalidPathError],
    ['a JSON pointer for a path', { op: 'add', path: '/emails/0', value: 'a' }, InvalidPathError],
    ['a filter on an attribute with one value', { op: 'add', path: 'name[givenName eq "a"].familyName', value: 'a' }, InvalidPathError],
    ['a filter behind a sub-attribute', { op: 'add', path: 'emails.type[value eq "a"]', value: 'a' }, InvalidPathError],
    ['an unknown sub-attribute behind a filter', { op: 'add', path: 'emails[type eq "work"].pet', value: 'a' }, InvalidPathError],
    ['brackets that do not close, without a path', { op: 'add', value: { 'emails[type eq': 'a' } }, InvalidPathError],
    ['a readOnly attribute with a path', { op: 'replace', path: 'id', value: 'x' }, MutabilityError],
    ['a readOnly sub-attribute with a path', { op: 'replace', path: `${enterprise}:manager.displayName`, value: 'x' }, MutabilityError],
    ['a part of meta', { op: 'remove', path: 'meta.version' }, MutabilityError],
    ['nothing for schemas', { op: 'replace', path: 'schemas', value: [] }, MutabilityError],
    ['removal of schemas', { op: 'remove', path: 'schemas' }, MutabilityError],
    ['null for schemas', { op: 'replace', path: 'schemas', value: null }, MutabilityError],
    ['an unknown URN for schemas', { op: 'add', path: 'schemas', value: ['urn:x'] }, InvalidValueError],
    ['removal without a path', { op: 'remove', value: { title: 'x' } }, NoTargetError],
    ['no value', { op: 'add', path: 'title' }, InvalidValueError],
    ['no object without a path', { op: 'replace', value: 'x' }, InvalidValueError],
    ['no object for an extension', { op: 'replace', path: enterprise, value: 'x' }, InvalidValueError],
    ['an array for one value', { op: 'replace', path: 'title', value: ['x'] }, InvalidValueError],
    ['a string that is no boolean', { op: 'replace', path: 'active', value: 'yes' }, InvalidValueError],
    ['an array for one value of many', { op: 'replace', path: 'emails[type eq "work"]', value: [{ value: 'a' }] }, InvalidValueError],
    ['two names that differ in letter case', { op: 'add', value: { title: 'a', TITLE: 'b' } }, InvalidSyntaxError],
    ['two names inside a value, too', { op: 'add', path: 'name', value: { givenName: 'a', GIVENNAME: 'b' } }, InvalidSyntaxError],
  ])('refused: %s', (_name, entry, ErrorClass) => {
    expect(() => normalize(entry)).toThrow(ErrorClass);
  });

  test('errors say where they are', () => {
    const entries: PatchEntry[] = [{ op: 'add', path: 'title', value: 'x' }, { op: 'remove' }];
    expect(() => normalizePatch(LabUser, entries, { validator: labUserValidator })).toThrow('Operations[1].path is required');
    expect(() => normalize({ op: 'add', path: 'usrName', value: 'x' })).toThrow('did you mean "userName"?');
  });

  test('unknown attributes are refused when that is asked for', () => {
    const options = { unknownAttributes: 'reject' } as const;
    expect(() => normalize({ op: 'add', value: { foo: 1 } }, options)).toThrow(InvalidPathError);
    expect(() => normalize({ op: 'add', path: 'name', value: { pet: 'x' } }, options)).toThrow(InvalidSyntaxError);
  });

  test('a boolean that is a string is refused when that is asked for', () => {
    expect(() => normalize({ op: 'add', path: 'active', value: 'True' }, { flags: clientProfiles.rfc.flags })).toThrow(InvalidValueError);
  });
});

describe('what a principal may not write', () => {
  const isWritable = ({ name }: { readonly name: string }): boolean => name !== 'title' && name !== 'display';

  test('is refused with a path and left out without', () => {
    expect(() => normalize({ op: 'replace', path: 'title', value: 'x' }, { isWritable })).toThrow(MutabilityError);
    expect(() => normalize({ op: 'remove', path: 'emails[type eq "work"].display' }, { isWritable })).toThrow(MutabilityError);
    expect(normalize({ op: 'replace', value: { title: 'x', nickName: 'n' } }, { isWritable })).toEqual([['replace', 'nickName', 'n']]);
    expect(normalize({ op: 'add', path: 'emails', value: [{ value: 'a', display: 'A' }] }, { isWritable })).toEqual([['add', 'emails', [{ value: 'a' }]]]);
  });

  test('does not come into being by way of a filter', () => {
    const filtered: PatchEntry = { op: 'add', path: 'emails[display eq "x"].value', value: 'a' };
    expect(normalize(filtered)).toEqual([['add', 'emails.value where display eq "x"', 'a']]);
    expect(normalize(filtered, { isWritable })).toEqual([['replace', 'emails.value where display eq "x"', 'a']]);
    const readOnly: PatchEntry = { op: 'add', path: 'members[display eq "x"]', value: { value: 'a' } };
    expect(normalizeGroup(readOnly)).toEqual([['replace', 'members where display eq "x"', { value: 'a' }]]);
  });

  test.each<PatchEntry>([
    { op: 'remove', path: 'emails' },
    { op: 'remove', path: 'emails[type eq "work"]' },
    { op: 'remove', path: 'emails', value: [{ value: 'a' }] },
    { op: 'replace', path: 'emails', value: [{ value: 'a' }] },
    { op: 'replace', path: 'emails', value: [] },
  ])('does not go with the whole: %j', (entry) => {
    expect(() => normalize(entry, { isWritable })).toThrow(MutabilityError);
  });
});

describe('a remove that lists values removes these alone', () => {
  test.each<[unknown, unknown[]]>([
    [[{ $ref: null, value: 'a' }], [['remove', 'members where value eq "a"']]],
    [[{ value: 'a', type: 'User', display: 'A' }, { value: 'b' }], [['remove', 'members where value eq "a" or value eq "b"']]],
    [{ value: 'a' }, [['remove', 'members where value eq "a"']]],
    [['a'], [['remove', 'members where value eq "a"']]],
    [{ members: [{ value: 'a' }] }, [['remove', 'members where value eq "a"']]],
    [{ members: [] }, []],
    [[], []],
    [null, [['remove', 'members']]],
  ])('%j', (value, operations) => {
    expect(normalizeGroup({ op: 'remove', path: 'members', value })).toEqual(operations);
  });

  test('by value and type where both tell values apart', () => {
    const value = [{ value: 'a', type: 'work' }, { value: 'b' }, { value: 'c' }];
    expect(normalize({ op: 'remove', path: 'emails', value })).toEqual([
      ['remove', 'emails where value eq "b" or value eq "c"'],
      ['remove', 'emails where value eq "a" and type eq "work"'],
    ]);
  });

  test.each([[[{}]], [[null]], [[{ value: {} }]], [true]])('%j lists nothing, and is refused', (value) => {
    expect(() => normalizeGroup({ op: 'remove', path: 'members', value })).toThrow(InvalidSyntaxError);
  });

  test('values that have no "value" are listed by any of their parts', () => {
    expect(normalize({ op: 'remove', path: 'addresses', value: [{ type: 'work', locality: 'Oslo' }, { country: 'NO' }] })).toEqual([
      ['remove', 'addresses where locality eq "Oslo" and type eq "work"'],
      ['remove', 'addresses where country eq "NO"'],
    ]);
  });

  test('values that tell nothing cannot be listed', () => {
    expect(() => normalize({ op: 'remove', path: 'addresses', value: [{ planet: 'Earth' }] })).toThrow(InvalidSyntaxError);
  });
});
