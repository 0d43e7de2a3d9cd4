import { InvalidValueError } from '../../src/errors/catalog';
import { resolveAttributePath } from '../../src/schema/attribute-path';
import { User } from '../../src/schema/core/user';
import { defineResourceType } from '../../src/schema/define-resource-type';
import type { AttributeSchema } from '../../src/schema/keywords';
import type { Attributes, ResourceType } from '../../src/schema/resource-type';
import { createValidator } from '../../src/schema/validator';
import type { Validator } from '../../src/schema/validator';
import cases from './user-validation.json';

/** The detail of the refusal; `undefined` when there is none. */
function detail(validate: () => void): string | undefined {
  try {
    validate();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidValueError);
    return (error as Error).message;
  }
}

describe('a User', () => {
  const validator = createValidator(User);

  test.each(cases as readonly { title: string; attributes: Attributes; detail?: string }[])('$title', (row) => {
    expect(detail(() => validator.validate(row.attributes))).toBe(row.detail);
  });

  test('a group of 10,000 wrong values is refused at the first', () => {
    const emails = Array.from({ length: 10_000 }, () => ({ value: 1 }));
    expect(detail(() => validator.validate({ userName: 'x', emails }))).toBe('emails[0].value must be a string');
  });
});

function thing(properties: Readonly<Record<string, AttributeSchema>>, required: readonly string[] = []): ResourceType {
  const schema = { $id: 'urn:example:schemas:Thing', title: 'Thing', type: 'object', properties, required } as const;
  return defineResourceType({ name: 'Thing', endpoint: '/Things', schema });
}

describe('an attribute of one kind', () => {
  const complex = { type: 'object', required: ['value'], properties: { value: { type: 'string' } } } as const;
  const rows: readonly [string, AttributeSchema, unknown, string | undefined][] = [
    ['an enumerated text', { type: 'string', enum: ['laptop', 'phone'] }, 'phone', undefined],
    ['another text', { type: 'string', enum: ['laptop', 'phone'] }, 'desk', 'must be one of "laptop", "phone"'],
    ['a number', { type: 'number', enum: [1, 2.5] }, 3, 'must be one of 1, 2.5'],
    ['RFC 7643 §2.3.3: a decimal', { type: 'number' }, 1.5, undefined],
    ['RFC 7643 §2.3.3: a decimal as text', { type: 'number' }, '1.5', 'must be a number'],
    ['a number that is none', { type: 'number' }, Number.NaN, 'must be a number'],
    ['RFC 7643 §2.3.4: an integer', { type: 'integer' }, -7, undefined],
    ['RFC 7643 §2.3.4: a fraction', { type: 'integer' }, 1.5, 'must be an integer'],
    ['a whole number beyond 2^53', { type: 'integer' }, 2 ** 53, 'must be at most 9007199254740991'],
    ['a number that is too small', { type: 'integer', minimum: 1 }, 0, 'must be at least 1'],
    ['a number that is too large', { type: 'number', maximum: 1 }, 1.1, 'must be at most 1'],
    ['RFC 7643 §2.3.5: a dateTime', { type: 'string', format: 'date-time' }, '2011-05-13T04:42:34', undefined],
    [
      'RFC 7643 §2.3.5: a date alone',
      { type: 'string', format: 'date-time' },
      '2020-01-01',
      'must be a date and time such as 2011-05-13T04:42:34Z',
    ],
    ['a pattern', { type: 'string', pattern: '^[a-z]+$' }, 'abc', undefined],
    ['a text beside the pattern', { type: 'string', pattern: '^[a-z]+$' }, 'ABC', 'must match the pattern ^[a-z]+$'],
    ['a text that is too short', { type: 'string', minLength: 3 }, 'ab', 'must have at least 3 characters'],
    ['an e-mail address', { type: 'string', format: 'email' }, 'a@example.com', undefined],
    ['no e-mail address', { type: 'string', format: 'email' }, 'a', 'must be a valid email'],
    ['an absolute URI', { type: 'string', format: 'uri' }, 'urn:x:y', undefined],
    ['a relative reference', { type: 'string', format: 'uri' }, '../x', 'must be an absolute URI'],
    ['too many values', { type: 'array', items: { type: 'string' }, maxItems: 1 }, ['a', 'b'], 'must have at most 1 values'],
    ['too few values', { type: 'array', items: { type: 'string' }, minItems: 2 }, ['a'], 'must have at least 2 values'],
    ['an element of the wrong type', { type: 'array', items: { type: 'boolean' } }, [true, 1], '[1] must be a boolean'],
    ['a required sub-attribute', complex, { value: 'x' }, undefined],
    ['no required sub-attribute', complex, {}, '.value is required'],
    ['no required sub-attribute in an element', { type: 'array', items: complex }, [{ value: 'x' }, {}], '[1].value is required'],
    ['RFC 7643 §2.2: no complex value, so no required sub-attribute', complex, undefined, undefined],
  ];

  test.each(rows)('%s', (_, definition, value, expected) => {
    const validator = createValidator(thing({ thing: definition }));
    const attributes = value === undefined ? {} : { thing: value };
    const separator = expected === undefined || /^[.[]/.test(expected) ? '' : ' ';
    expect(detail(() => validator.validate(attributes))).toBe(expected && `thing${separator}${expected}`);
  });
});

describe('RFC 7643 §2.2: a required attribute', () => {
  const properties = {
    label: { type: 'string', mutability: 'readOnly' },
    tags: { type: 'array', items: { type: 'string' } },
    owner: { type: 'object', properties: { value: { type: 'string' } } },
    count: { type: 'integer' },
  } as const;
  const validator = createValidator(thing(properties, Object.keys(properties)));
  const complete = { tags: ['a'], owner: { value: 'x' }, count: 0 };

  const rows: readonly [string, Attributes, string | undefined][] = [
    ['has a value; a readOnly one is not the client’s to give', complete, undefined],
    ['is missing', { ...complete, count: undefined }, 'count is required'],
    ['has no values', { ...complete, tags: [] }, 'tags must not be empty'],
    ['has no sub-attributes', { ...complete, owner: {} }, 'owner must not be empty'],
  ];

  test.each(rows)('%s', (_, attributes, expected) => {
    const present = Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
    expect(detail(() => validator.validate(present))).toBe(expected);
  });
});

describe('RFC 7643 §6: an extension', () => {
  const core = { $id: 'urn:example:schemas:A', title: 'A', type: 'object', properties: { a: { type: 'string' } } } as const;
  const added = {
    $id: 'urn:example:schemas/x:B.C',
    title: 'B',
    type: 'object',
    required: ['b'],
    properties: { b: { type: 'string' } },
  } as const;
  const define = (required: boolean): Validator =>
    createValidator(
      defineResourceType({ name: 'A', endpoint: '/As', schema: core, extensions: [{ schema: added, required }] }),
    );

  test('that is required must be present, with its own required attributes', () => {
    const validator = define(true);
    expect(detail(() => validator.validate({ a: 'x' }))).toBe(`${added.$id} is required`);
    expect(detail(() => validator.validate({ [added.$id]: {} }))).toBe(`${added.$id}:b is required`);
    expect(detail(() => validator.validate({ [added.$id]: { b: 'x' } }))).toBeUndefined();
  });

  test('that is not required may be absent, and is complete when it is present', () => {
    const validator = define(false);
    expect(detail(() => validator.validate({ a: 'x' }))).toBeUndefined();
    expect(detail(() => validator.validate({ [added.$id]: {} }))).toBe(`${added.$id}:b is required`);
  });
});

describe('RFC 7644 §3.5.2: the value of a PATCH', () => {
  const type = thing(
    {
      label: { type: 'string' },
      owner: { type: 'object', required: ['value'], properties: { value: { type: 'string' }, note: { type: 'string' } } },
      parts: {
        type: 'array',
        minItems: 2,
        maxItems: 3,
        items: {
          type: 'object',
          required: ['value'],
          properties: { value: { type: 'string' }, primary: { type: 'boolean' }, sizes: { type: 'array', items: { type: 'integer' } } },
        },
      },
    },
    ['label', 'parts'],
  );
  const validator = createValidator(type);
  const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

  const rows: readonly [string, unknown, boolean, string | undefined][] = [
    ['label', 'x', true, undefined],
    ['label', '', true, 'label must not be empty'],
    ['label', 1, false, 'label must be a string'],
    ['owner', { note: 'x' }, true, undefined],
    ['owner', { value: '' }, true, 'owner.value must not be empty'],
    ['owner.note', 1, true, 'owner.note must be a string'],
    ['parts', [{ value: 'x' }], true, undefined],
    ['parts', [{ value: 'x' }, { primary: true }], true, 'parts[1].value is required'],
    ['parts', { value: 'x' }, true, 'parts must be an array'],
    ['parts', { primary: true }, false, undefined],
    ['parts', { primary: 1 }, false, 'parts.primary must be a boolean'],
    ['parts', [{ value: 'a' }, { value: 'b' }, { value: 'c' }, { value: 'd' }], true, 'parts must have at most 3 values'],
    ['parts', [{ value: 'a', primary: true }, { value: 'b', primary: true }], true, 'parts must have at most one value with primary true'],
    ['parts.sizes', [1, 'x'], true, 'parts.sizes[1] must be an integer'],
    ['parts.sizes', 1, false, undefined],
    ['parts.sizes', 1, true, 'parts.sizes must be an array'],
  ];

  test.each(rows)('%s: %j (whole: %s) gives %j', (text, value, whole, expected) => {
    const path = resolveAttributePath(type, text);
    if (path === undefined) throw new Error(`${text} is no path`);
    // Twice, because the second time uses what the first one compiled.
    expect(detail(() => validator.validateValue(path, value, whole))).toBe(expected);
    expect(detail(() => validator.validateValue(path, value, whole))).toBe(expected);
  });

  test('names extension attributes with their URN', () => {
    const path = resolveAttributePath(User, `${enterprise}:manager`);
    if (path === undefined) throw new Error('manager is no path');
    const validate = (): void => createValidator(User).validateValue(path, { value: 1 }, true);
    expect(detail(validate)).toBe(`${enterprise}:manager.value must be a string`);
  });
});
