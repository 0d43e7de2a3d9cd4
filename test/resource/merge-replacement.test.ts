import { MutabilityError } from '../../src/errors/catalog';
import { mergeReplacement } from '../../src/resource/merge-replacement';
import type { Attributes } from '../../src/schema/resource-type';
import { enterprise, frozen, lab, LabUser } from './lab';

const merge = (current: Attributes, incoming: Attributes, isWritable?: (attribute: { readonly name: string }) => boolean): unknown =>
  mergeReplacement({ type: LabUser, current: frozen(current), incoming: frozen(incoming), ...(isWritable && { isWritable }) });

describe('RFC 7644 §3.5.1: PUT', () => {
  test.each([
    ['values given replace those that are there', { title: 'a', emails: [{ value: 'a' }] }, { title: 'b', emails: [{ value: 'b' }] }, { title: 'b', emails: [{ value: 'b' }] }],
    ['values left out are cleared', { userName: 'u', title: 'a', [enterprise]: { department: 'd' } }, { userName: 'u' }, { userName: 'u' }],
    ['a complex value replaces another as a whole', { name: { givenName: 'a', familyName: 'f' } }, { name: { givenName: 'b' } }, { name: { givenName: 'b' } }],
    ['readOnly values stay', { [lab]: { rank: 3 }, groups: [{ value: 'g' }] }, { title: 'x' }, { title: 'x', groups: [{ value: 'g' }], [lab]: { rank: 3 } }],
    ['readOnly parts stay', { [enterprise]: { manager: { value: 'm', displayName: 'M' } } }, { [enterprise]: { manager: { value: 'm' } } }, { [enterprise]: { manager: { value: 'm', displayName: 'M' } } }],
    ['readOnly parts go with what they are about', { [enterprise]: { manager: { value: 'm', displayName: 'M' } } }, {}, {}],
    ['an immutable value is set when there is none', {}, { [lab]: { badge: 'B' } }, { [lab]: { badge: 'B' } }],
    ['an immutable value that is left out stays', { [lab]: { badge: 'B', level: 1 } }, {}, { [lab]: { badge: 'B' } }],
    ['an immutable value that is the same is accepted', { [lab]: { badge: 'B' } }, { [lab]: { badge: 'b' } }, { [lab]: { badge: 'B' } }],
    ['an immutable part that is left out stays', { [lab]: { device: { model: 'm', serial: 's' } } }, { [lab]: { device: { model: 'n' } } }, { [lab]: { device: { model: 'n', serial: 's' } } }],
    ['an immutable part stays without the rest', { [lab]: { device: { model: 'm', serial: 's' } } }, {}, { [lab]: { device: { serial: 's' } } }],
    ['a password that is left out stays', { password: 'p', [lab]: { pin: '1' } }, { userName: 'u' }, { userName: 'u', password: 'p', [lab]: { pin: '1' } }],
    ['a password that is given replaces the other', { password: 'p' }, { password: 'q' }, { password: 'q' }],
    ['values of the wrong type stay for the validator', { name: { givenName: 'a' } }, { name: 'x' }, { name: 'x' }],
  ])('%s', (...[, current, incoming, merged]) => {
    expect(merge(current, incoming)).toEqual(merged);
  });

  test.each([
    [{ [lab]: { badge: 'B' } }, { [lab]: { badge: 'C' } }, `${lab}:badge is immutable and has another value`],
    [{ [lab]: { device: { serial: 's' } } }, { [lab]: { device: { serial: 't' } } }, `${lab}:device.serial is immutable and has another value`],
  ])('another value for an immutable attribute is refused: %j', (current, incoming, detail) => {
    expect(() => merge(current, incoming)).toThrow(new MutabilityError(detail));
  });

  test('what the principal may not write stays', () => {
    const isWritable = ({ name }: { readonly name: string }): boolean => name !== 'title' && name !== 'familyName';
    const current = { title: 'a', name: { givenName: 'g', familyName: 'f' } };
    expect(merge(current, { title: 'b', name: { givenName: 'h', familyName: 'x' } }, isWritable)).toEqual({
      title: 'a',
      name: { givenName: 'h', familyName: 'f' },
    });
  });

  test('elements of which the principal may not write all stay', () => {
    const isWritable = ({ name }: { readonly name: string }): boolean => name !== 'display';
    const current = { emails: [{ value: 'a', display: 'A' }] };
    expect(merge(current, { emails: [{ value: 'b', display: 'B' }] }, isWritable)).toEqual(current);
  });
});
