import type { AttributeSchema, SchemaDocument } from 'scim-router';
import { Group, MemoryStore, User, createScimRouter, defineResourceType, defineSchema, groupSchema, staticBearer, userSchema } from 'scim-router';

import { attributeType } from '../../src/schema/compile-attributes';
import { presentSchema } from '../../src/schema/discovery';
import { createValidator } from '../../src/schema/validator';
import { Asset, Device } from './device-types';

function define(properties: object): SchemaDocument {
  const $id = 'urn:example:params:scim:schemas:Thing';
  return defineSchema({ $id, title: 'Thing', type: 'object', properties } as SchemaDocument);
}

test('RFC 7643 §2.1: $ref is the one name that may begin otherwise than with a letter', () => {
  const reference = { type: 'string', referenceTypes: ['User'] };
  expect(() => define({ owner: { type: 'object', properties: { $ref: reference } } })).not.toThrow();
  for (const name of ['$ref', '1abc', '_a', '$value', 'a b', 'ä', '']) {
    expect(() => define({ [name]: { type: 'string' } })).toThrow(TypeError);
  }
  expect(() => define({ owner: { type: 'object', properties: { $value: { type: 'string' } } } })).toThrow(TypeError);
});

test.each(['any', 'null', 'date', 'float', ['string', 'null'], undefined])(
  'RFC 7643 §2.3: a data type that the standard does not have is refused: %p',
  (type) => {
    expect(() => define({ a: { type: 'string' } })).not.toThrow();
    expect(() => define({ a: { type } })).toThrow(/"type"/);
  },
);

test('RFC 7643 §2.3.8: a complex attribute in a complex attribute is refused', () => {
  const complex = { type: 'object', properties: { value: { type: 'string' } } };
  expect(() => define({ a: complex })).not.toThrow();
  expect(() => define({ a: { type: 'object', properties: { b: complex } } })).toThrow(/a\.b.*"type"/s);
  expect(() => define({ a: { type: 'array', items: { type: 'object', properties: { b: complex } } } })).toThrow(/"type"/);
});

test('RFC 7643 §1.2: a simple attribute with sub-attributes is refused', () => {
  const properties = { value: { type: 'string' } };
  expect(() => define({ a: { type: 'string', properties } })).toThrow(/"properties"/);
  expect(() => define({ a: { type: 'boolean', properties } })).toThrow(/"properties"/);
});

test('RFC 7643 §2.4: a sub-attribute of a standard name has the standard meaning', () => {
  const withSub = (name: string, definition: object) => () =>
    define({ a: { type: 'array', items: { type: 'object', properties: { [name]: definition } } } });
  const right: Readonly<Record<string, object>> = {
    type: { type: 'string' },
    primary: { type: 'boolean' },
    display: { type: 'string' },
    value: { type: 'integer' },
    $ref: { type: 'string', referenceTypes: ['external'] },
  };
  for (const [name, definition] of Object.entries(right)) expect(withSub(name, definition)).not.toThrow();
  const wrong: Readonly<Record<string, object>> = {
    type: { type: 'integer' },
    primary: { type: 'string' },
    display: { type: 'boolean' },
    $ref: { type: 'string' },
  };
  for (const [name, definition] of Object.entries(wrong)) expect(withSub(name, definition)).toThrow(TypeError);
});

test('RFC 7643 §3.3: an attribute of an extension does not take the place of one of the schema', () => {
  const schema = defineSchema({
    $id: 'urn:example:params:scim:schemas:extension:Names',
    title: 'Names',
    type: 'object',
    properties: { userName: { type: 'integer' } },
  });
  const type = defineResourceType({ name: 'User', endpoint: '/Users', schema: userSchema, extensions: [{ schema }] });
  expect(type.attributesByName.get('username')).toMatchObject({ type: 'string', schema: userSchema.$id, extension: undefined });
  expect(type.attributesByName.get(`${schema.$id.toLowerCase()}:username`)).toMatchObject({ type: 'integer', extension: schema.$id });
});

test('RFC 7643 §4.2: a deployment may require sub-attributes of members', () => {
  const { members } = groupSchema.properties;
  const items = { ...members.items, required: ['value', 'type'] };
  const schema = defineSchema({ ...groupSchema, properties: { ...groupSchema.properties, members: { ...members, items } } });
  const validator = createValidator(defineResourceType({ name: 'Group', endpoint: '/Groups', schema }));
  const group = (member: object): object => ({ displayName: 'Guides', members: [member] });
  expect(() => validator.validate({ ...group({ value: '1', type: 'User' }) })).not.toThrow();
  expect(() => validator.validate({ ...group({ value: '1' }) })).toThrow('members[0]');
});

test('RFC 7643 §6: two resource types of one name or one endpoint are refused', () => {
  const serve = (...resourceTypes: readonly object[]) => () =>
    createScimRouter(new MemoryStore(), staticBearer('a-token-of-some-length-0123456789'), { resourceTypes: resourceTypes as never });
  const { schema } = Device;
  expect(serve(User, Group, Device)).not.toThrow();
  expect(serve(User, defineResourceType({ name: 'User', endpoint: '/People', schema }))).toThrow('name "User"');
  expect(serve(User, defineResourceType({ name: 'Person', endpoint: '/Users', schema }))).toThrow('endpoint "/Users"');
});

interface Published {
  readonly name: string;
  readonly type: string;
  readonly subAttributes?: readonly Published[];
  readonly referenceTypes?: readonly string[];
}

/** Every attribute that is published of the core types and of those with every characteristic. */
const published = [User, Group, Device, Asset]
  .flatMap((type) => [type.schema, ...type.extensions.map((extension) => extension.schema)])
  .flatMap((schema) => presentSchema(schema)['attributes'] as readonly Published[]);
const subAttributes = published.flatMap((attribute) => attribute.subAttributes ?? []);

test('RFC 7643 §7: published types are those of the standard, and sub-attributes are simple', () => {
  const types = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary', 'complex'];
  expect([...new Set(published.map(({ type }) => type))].sort()).toEqual([...types].sort());
  expect(subAttributes.length).toBeGreaterThan(50);
  expect(subAttributes.filter(({ type }) => type === 'complex' || !types.includes(type))).toEqual([]);
});

test('RFC 7643 §7: a complex attribute lists its sub-attributes', () => {
  for (const attribute of published) {
    expect([attribute.name, (attribute.subAttributes?.length ?? 0) > 0]).toEqual([attribute.name, attribute.type === 'complex']);
  }
  expect(() => define({ a: { type: 'object', properties: {} } })).toThrow('at least one');
});

test('RFC 7643 §7: every reference says what it refers to', () => {
  const references = [...published, ...subAttributes].filter(({ type }) => type === 'reference');
  expect(references.length).toBeGreaterThan(5);
  expect(references.filter(({ referenceTypes }) => (referenceTypes ?? []).length === 0)).toEqual([]);
  expect(() => define({ a: { type: 'string', referenceTypes: [] } })).toThrow('"referenceTypes"');
  const withTypes: AttributeSchema = { type: 'string', referenceTypes: ['User'] };
  expect(attributeType(withTypes, withTypes)).toBe('reference');
});
