import { InvalidSyntaxError } from '../../src/errors/catalog';
import { clientProfiles } from '../../src/clients/client-profiles';
import { normalizeResource } from '../../src/resource/normalize-resource';
import { Group } from '../../src/schema/core/group';
import { enterprise, lab, LabUser } from './lab';

const core = LabUser.schema.$id;
const normalize = (body: object, options = {}): unknown => normalizeResource(LabUser, { schemas: [core], ...body }, options);

describe('RFC 7644 §3.3: the resource in a body', () => {
  test.each([
    ['RFC 7643 §2.1: names in any letter case', { USERNAME: 'b', Name: { GIVENNAME: 'B' } }, { userName: 'b', name: { givenName: 'B' } }],
    ['names inside elements, too', { emails: [{ VALUE: 'a@x', Primary: true }] }, { emails: [{ value: 'a@x', primary: true }] }],
    ['§2.5: null, [] and {} as no value', { title: null, emails: [], name: {}, roles: [{}], userName: 'b' }, { userName: 'b' }],
    ['a complex value of nulls as no value', { name: { givenName: null }, emails: [{ value: null, $ref: null }] }, {}],
    ['an empty string as a value', { name: { middleName: '' } }, { name: { middleName: '' } }],
    ['§7: readOnly attributes not at all', { id: 'x', meta: { version: '1' }, groups: [{ value: 'g' }], [lab]: { rank: 3 } }, {}],
    ['readOnly sub-attributes not at all', { [enterprise]: { manager: { value: 'm', displayName: 'M' } } }, { [enterprise]: { manager: { value: 'm' } } }],
    ['§3.1: externalId as any attribute', { externalId: 'E' }, { externalId: 'E' }],
    ['an extension in any letter case', { [lab.toUpperCase()]: { LEVEL: 3 } }, { [lab]: { level: 3 } }],
    ['an extension whose URN schemas does not list', { [lab]: { level: 3 } }, { [lab]: { level: 3 } }],
    ['an empty extension as none', { [lab]: {}, [enterprise]: null }, {}],
    ['unknown attributes not at all', { shoeSize: 44, name: { pet: 'x' }, [lab]: { foo: 1 }, 'urn:x': {}, password: 'p' }, { password: 'p' }],
    ['inherited names as unknown', JSON.parse('{"__proto__":{"title":"x"},"constructor":{"title":"y"},"name":{"__proto__":{"givenName":"z"}}}'), {}],
    ['values of the wrong type as they are', { emails: { value: 'a' }, title: 5, name: 'x', roles: [null, 'r'] }, { emails: { value: 'a' }, title: 5, name: 'x', roles: [null, 'r'] }],
    ['booleans that are strings', { active: 'False', emails: [{ value: 'a', primary: 'TRUE' }] }, { active: false, emails: [{ value: 'a', primary: true }] }],
    ['a bare string for a value with a value', { [enterprise]: { manager: '26' } }, { [enterprise]: { manager: { value: '26' } } }],
    ['an array of one for a value with a value', { [enterprise]: { manager: [{ value: '26' }] } }, { [enterprise]: { manager: { value: '26' } } }],
    ['an empty string for a manager as none', { [enterprise]: { manager: '' } }, {}],
  ])('reads %s', (_name, body, attributes) => {
    expect(normalize(body)).toEqual(attributes);
  });

  test('a boolean that is a string stays one when that is asked for', () => {
    expect(normalize({ active: 'False' }, { flags: clientProfiles.rfc.flags })).toEqual({ active: 'False' });
  });

  test('attributes that the principal may not write are as readOnly ones', () => {
    const isWritable = ({ name }: { readonly name: string }): boolean => name !== 'title' && name !== 'display';
    expect(normalize({ title: 'x', emails: [{ value: 'a', display: 'A' }] }, { isWritable })).toEqual({ emails: [{ value: 'a' }] });
  });

  test.each([
    [{ shoeSize: 44 }, 'User has no attribute "shoeSize"'],
    [{ usrName: 'x' }, 'User has no attribute "usrName"; did you mean "userName"?'],
    [{ name: { givnName: 'x' } }, 'name has no sub-attribute "givnName"; did you mean "givenName"?'],
    [{ emails: [{ pet: 'x' }] }, 'emails has no sub-attribute "pet"'],
  ])('refuses unknown attributes when that is asked for: %j', (body, detail) => {
    expect(() => normalize(body, { unknownAttributes: 'reject' })).toThrow(new InvalidSyntaxError(detail));
  });

  test.each([
    [{ userName: 'a', username: 'b' }, 'userName is there twice, in different spellings'],
    [{ name: { givenName: 'a', GivenName: null } }, 'name.givenName is there twice, in different spellings'],
    [{ [lab]: { level: 1, Level: 2 } }, `${lab}:level is there twice, in different spellings`],
    [{ [lab]: 'x' }, `${lab} must be a JSON object`],
  ])('RFC 7643 §2.1: refuses %j', (body, detail) => {
    expect(() => normalize(body)).toThrow(new InvalidSyntaxError(detail));
  });

  test.each([
    ['none', undefined],
    ['no array', core],
    ['an empty array', []],
    ['an extension only', [enterprise]],
    ['an unknown URN', [core, 'urn:x']],
    ['the URN of another type', [core, Group.schema.$id]],
    ['something else than strings', [core, 5]],
  ])('RFC 7643 §3: refuses schemas that are %s', (_name, schemas) => {
    expect(() => normalize({ schemas, userName: 'b' }, { flags: clientProfiles.rfc.flags })).toThrow(InvalidSyntaxError);
  });

  test('RFC 7643 §3: takes schemas in any order, twice, and in any letter case', () => {
    const schemas = [enterprise, core.toUpperCase(), core];
    expect(normalize({ schemas, userName: 'b' })).toEqual({ userName: 'b' });
  });

  test.each([[[]], ['x'], [null], [5], [undefined]])('refuses %j, which is no object', (body) => {
    expect(() => normalizeResource(LabUser, body)).toThrow(InvalidSyntaxError);
  });

  test('pollutes no prototype', () => {
    normalize(JSON.parse('{"__proto__":{"polluted":true},"name":{"__proto__":{"polluted":true}}}'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
