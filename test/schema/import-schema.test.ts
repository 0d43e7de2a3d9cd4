import { presentSchema } from '../../src/schema/discovery';
import { importSchema } from '../../src/schema/import-schema';
import coreSchemas from '../data/core-schemas.json';
import lab from './lab-schema.json';

interface Published {
  readonly type: string;
  readonly subAttributes?: readonly Published[];
}

const importable = coreSchemas.filter(({ name }) => name !== 'Schema');

test.each(importable)('RFC 7643 §7: $name is presented as it was imported', ({ meta, ...schema }) => {
  expect(meta).toBeDefined();
  expect(presentSchema(importSchema({ ...schema, meta }))).toStrictEqual(schema);
});

/** Without what the type of an attribute does not have (RFC 7643 §2.3). */
function applicable(attribute: Published): Published {
  const cased = ['string', 'reference', 'binary'].includes(attribute.type);
  const unique = ['string', 'reference', 'integer', 'decimal'].includes(attribute.type);
  const entries = Object.entries(attribute).filter(
    ([name]) => (cased || name !== 'caseExact') && (unique || name !== 'uniqueness'),
  );
  const { subAttributes } = attribute;
  const simplified = Object.fromEntries(entries) as unknown as Published;
  return subAttributes === undefined ? simplified : { ...simplified, subAttributes: subAttributes.map(applicable) };
}

test('RFC 7643 §2.3: characteristics that do not apply to a type are dropped', () => {
  const expected = { ...lab, attributes: lab.attributes.map(applicable) };
  expect(expected).not.toEqual(lab);
  expect(presentSchema(importSchema(lab))).toStrictEqual(expected);
});

test('what was imported and presented is imported again as the same document', () => {
  const document = importSchema(lab);
  expect(importSchema(presentSchema(document))).toStrictEqual(document);
});

const attribute = { name: 'a', type: 'string' };
const schema = { id: 'urn:example:schemas:A', name: 'A', attributes: [attribute] };

test('RFC 7643 §2.2: an attribute with a name alone is a single string that clients may write', () => {
  expect(importSchema({ ...schema, attributes: [{ name: 'a' }] }).properties).toEqual({ a: { type: 'string' } });
});

test('RFC 7643 §2.3.7: a reference without referenceTypes may hold any URI', () => {
  const { properties } = importSchema({ ...schema, attributes: [{ name: 'a', type: 'reference' }] });
  expect(properties).toEqual({ a: { type: 'string', referenceTypes: ['uri'] } });
});

test.each([
  ['nothing', undefined, 'A Schema resource'],
  ['an array', [], 'A Schema resource'],
  ['a schema without an id', { ...schema, id: undefined }, '$id'],
  ['a schema without attributes', { ...schema, attributes: undefined }, '"attributes"'],
  ['an attribute that is a text', { ...schema, attributes: ['a'] }, '"attributes"'],
  ['an attribute without a name', { ...schema, attributes: [{ type: 'string' }] }, '"name" of its own'],
  ['an attribute twice', { ...schema, attributes: [attribute, attribute] }, '"name" of its own'],
  ['an attribute of an unknown type', { ...schema, attributes: [{ name: 'a', type: 'any' }] }, 'Attribute "a"'],
  ['a type that every object has', { ...schema, attributes: [{ name: 'a', type: 'toString' }] }, 'Attribute "a"'],
  ['a name that every object has', { ...schema, attributes: [{ name: '__proto__' }] }, '__proto__'],
  ['a complex attribute without parts', { ...schema, attributes: [{ name: 'a', type: 'complex' }] }, '"subAttributes"'],
  ['a wrong characteristic', { ...schema, attributes: [{ ...attribute, mutability: 'often' }] }, '"mutability"'],
  ['the schema of schemas, which nests', coreSchemas.find(({ name }) => name === 'Schema'), 'simple ones only'],
])('%s is refused', (_, resource, says) => {
  const run = (): unknown => importSchema(resource);
  expect(run).toThrow(TypeError);
  expect(run).toThrow(says);
});
