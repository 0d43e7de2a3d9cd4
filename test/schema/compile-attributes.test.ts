import { compileAttributes } from '../../src/schema/compile-attributes';
import type { AttributeSchema } from '../../src/schema/keywords';

function compile(definition: AttributeSchema) {
  const [attribute] = compileAttributes({
    $id: 'urn:example:params:scim:schemas:Thing',
    title: 'Thing',
    type: 'object',
    properties: { thing: definition },
  });
  if (attribute === undefined) throw new Error('one attribute was defined');
  return attribute;
}

test('RFC 7643 §2.2: what a definition does not say has its default', () => {
  expect(compile({ type: 'string' })).toMatchObject({
    name: 'thing',
    type: 'string',
    schema: 'urn:example:params:scim:schemas:Thing',
    extension: undefined,
    parent: undefined,
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    canonicalValues: [],
    referenceTypes: [],
    indexed: false,
    subAttributes: [],
  });
});

const types: readonly [string, AttributeSchema][] = [
  ['string', { type: 'string' }],
  ['string', { type: 'string', format: 'email' }],
  ['boolean', { type: 'boolean' }],
  ['decimal', { type: 'number' }],
  ['integer', { type: 'integer' }],
  ['dateTime', { type: 'string', format: 'date-time' }],
  ['binary', { type: 'string', contentEncoding: 'base64' }],
  ['reference', { type: 'string', referenceTypes: ['uri'] }],
  ['reference', { type: 'array', items: { type: 'string' }, referenceTypes: ['User'] }],
  ['complex', { type: 'object', properties: { value: { type: 'string' } } }],
  ['complex', { type: 'array', items: { type: 'object', properties: { value: { type: 'string' } } } }],
];

test.each(types)('RFC 7643 §2.3: %s is written %j', (type, definition) => {
  expect(compile(definition).type).toBe(type);
});

test('RFC 7643 §2.3.6, §2.3.7: references and binaries are case exact', () => {
  expect(compile({ type: 'string', referenceTypes: ['uri'] }).caseExact).toBe(true);
  expect(compile({ type: 'string', contentEncoding: 'base64' }).caseExact).toBe(true);
});

test('keywords of a multi-valued attribute count on the array and on its items alike', () => {
  const onArray = compile({ type: 'array', caseExact: true, indexed: true, items: { type: 'string' } });
  const onItems = compile({ type: 'array', items: { type: 'string', caseExact: true, indexed: true } });
  expect(onItems).toEqual({ ...onArray, definition: onItems.definition });
  expect(onArray).toMatchObject({ multiValued: true, caseExact: true, indexed: true });
});

test('an enumeration is published as canonical values', () => {
  expect(compile({ type: 'string', enum: ['laptop', 'phone'] }).canonicalValues).toEqual(['laptop', 'phone']);
});

test('what is writeOnly is never returned', () => {
  expect(compile({ type: 'string', mutability: 'writeOnly' }).returned).toBe('never');
});

test('sub-attributes know their parent and are readOnly with it', () => {
  const attribute = compile({
    type: 'object',
    mutability: 'readOnly',
    required: ['value'],
    properties: { value: { type: 'string' }, note: { type: 'string', mutability: 'readWrite' } },
  });
  const [value, note] = attribute.subAttributes;
  expect(value).toMatchObject({ name: 'value', required: true, mutability: 'readOnly' });
  expect(value?.parent).toBe(attribute);
  expect(note).toMatchObject({ required: false, mutability: 'readWrite' });
});

test('attributes are frozen', () => {
  const attribute = compile({ type: 'object', properties: { value: { type: 'string' } } });
  expect(Object.isFrozen(attribute)).toBe(true);
  expect(Object.isFrozen(attribute.subAttributes)).toBe(true);
  expect(Object.isFrozen(attribute.subAttributes[0])).toBe(true);
});
