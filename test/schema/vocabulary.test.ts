import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import { enterpriseUserSchema } from '../../src/schema/core/enterprise-user';
import { groupSchema } from '../../src/schema/core/group';
import { schemaSchema } from '../../src/schema/core/schema';
import { userSchema } from '../../src/schema/core/user';
import { addScimVocabulary, vocabulary } from '../../src/schema/vocabulary';

function createAjv(): Ajv2020 {
  const ajv = addScimVocabulary(new Ajv2020({ strict: true }));
  addFormats(ajv);
  return ajv;
}

const schemas = [userSchema, groupSchema, enterpriseUserSchema, schemaSchema];

test.each(schemas)('Ajv compiles $title in strict mode', (schema) => {
  const validate = createAjv().compile(schema);
  expect(validate({})).toBe(!('required' in schema));
});

test.each([
  ['mutability', 'sometimes'],
  ['returned', 'maybe'],
  ['uniqueness', true],
  ['caseExact', 'yes'],
  ['canonicalValues', []],
  ['referenceTypes', 'User'],
  ['indexed', 1],
])('Ajv refuses %s: %j', (keyword, value) => {
  expect(Object.keys(vocabulary)).toContain(keyword);
  const compile = (): unknown => createAjv().compile({ type: 'string', [keyword]: value });
  expect(compile).toThrow(`keyword "${keyword}" value is invalid`);
});

test('Ajv does not know the keywords by itself', () => {
  const compile = (): unknown => new Ajv2020({ strict: true }).compile({ type: 'string', mutability: 'readOnly' });
  expect(compile).toThrow('unknown keyword');
});

test('RFC 7643 §2.2: the defaults are those of the standard', () => {
  const defaults = Object.entries(vocabulary).map(([keyword, { default: value }]) => [keyword, value] as const);
  expect(Object.fromEntries(defaults)).toEqual({
    aliases: [],
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    caseExact: false,
    canonicalValues: [],
    referenceTypes: [],
    indexed: false,
    precis: undefined,
    password: false,
    mask: undefined,
    shownWhenEmpty: false,
  });
});
