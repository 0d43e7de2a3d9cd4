import { InvalidValueError } from '../../src/errors/catalog';
import { resolveAttributePath } from '../../src/schema/attribute-path';
import { User } from '../../src/schema/core/user';
import { defineResourceType } from '../../src/schema/define-resource-type';
import type { AttributeSchema } from '../../src/schema/keywords';
import type { Attributes, ResourceType, SchemaExtension } from '../../src/schema/resource-type';
import { createValidator } from '../../src/schema/validator';
import type { Validator } from '../../src/schema/validator';
import attributeCases from './attribute-validation.json';
import patchCases from './patch-validation.json';
import userCases from './user-validation.json';

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

interface UserCase {
  readonly title: string;
  readonly attributes: Attributes;
  readonly detail?: string;
}

describe('a User', () => {
  const validator = createValidator(User);

  test.each(userCases as readonly UserCase[])('$title', ({ attributes, ...expected }) => {
    expect(detail(() => validator.validate(attributes))).toBe(expected.detail);
  });

  test('an array of 10,000 wrong values is refused at the first', () => {
    const emails = Array.from({ length: 10_000 }, () => ({ value: 1 }));
    expect(detail(() => validator.validate({ userName: 'x', emails }))).toBe('emails[0].value must be a string');
  });
});

function thing(
  properties: Readonly<Record<string, AttributeSchema>>,
  required: readonly string[] = [],
  extensions: readonly SchemaExtension[] = [],
): ResourceType {
  const schema = { $id: 'urn:example:schemas:Thing', title: 'Thing', type: 'object', properties, required } as const;
  return defineResourceType({ name: 'Thing', endpoint: '/Things', schema, extensions });
}

interface AttributeCase {
  readonly title: string;
  readonly definition: AttributeSchema;
  readonly value: unknown;
  readonly detail?: string;
}

describe('an attribute of one kind', () => {
  test.each(attributeCases as readonly AttributeCase[])('$title', ({ definition, value, ...expected }) => {
    const validator = createValidator(thing({ thing: definition }));
    expect(detail(() => validator.validate({ thing: value }))).toBe(expected.detail);
  });

  test('a number that is none', () => {
    const validator = createValidator(thing({ thing: { type: 'number' } }));
    expect(detail(() => validator.validate({ thing: Number.NaN }))).toBe('thing must be a number');
    expect(detail(() => validator.validate({ thing: Infinity }))).toBe('thing must be a number');
  });

  test('RFC 7643 §2.2: a required sub-attribute of an absent complex attribute is not demanded', () => {
    const owner = { type: 'object', required: ['value'], properties: { value: { type: 'string' } } } as const;
    expect(detail(() => createValidator(thing({ owner })).validate({}))).toBeUndefined();
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
  const added = {
    $id: 'urn:example:schemas/x:B.C',
    title: 'B',
    type: 'object',
    required: ['b'],
    properties: { b: { type: 'string' } },
  } as const;
  const define = (required: boolean): Validator =>
    createValidator(thing({ a: { type: 'string' } }, [], [{ schema: added, required }]));

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

interface PatchCase {
  readonly path: string;
  readonly value: unknown;
  readonly whole: boolean;
  readonly detail?: string;
}

describe('RFC 7644 §3.5.2: the value of a PATCH', () => {
  const value = { type: 'string' } as const;
  const sizes = { type: 'array', items: { type: 'integer' } } as const;
  const primary = { type: 'boolean' } as const;
  const part = { type: 'object', required: ['value'], properties: { value, primary, sizes } } as const;
  const core = {
    label: { type: 'string' },
    owner: { type: 'object', required: ['value'], properties: { value, note: { type: 'string' } } },
    parts: { type: 'array', minItems: 2, maxItems: 3, items: part },
  } as const;
  const place = {
    $id: 'urn:example:schemas:extension:Place',
    title: 'Place',
    type: 'object',
    properties: {
      room: { type: 'string' },
      site: { type: 'object', properties: { floor: { type: 'integer' } } },
    },
  } as const;
  const type = thing(core, ['label', 'parts'], [{ schema: place }]);
  const validator = createValidator(type);

  test.each(patchCases as readonly PatchCase[])('$path: $value (whole: $whole) gives $detail', (row) => {
    const path = resolveAttributePath(type, row.path);
    if (path === undefined) throw new Error(`${row.path} is no path`);
    const validate = (): void => validator.validateValue(path, row.value, row.whole);
    // Twice, because the second time uses what the first one compiled.
    expect([detail(validate), detail(validate)]).toEqual([row.detail, row.detail]);
  });
});
