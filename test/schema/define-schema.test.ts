import { defineSchema } from '../../src/schema/define-schema';
import type { SchemaDocument } from '../../src/schema/keywords';
import refused from './refused-schemas.json';

interface Refused {
  readonly title: string;
  readonly document: unknown;
  readonly attribute?: string;
  readonly keyword: string;
  readonly says: string;
}

const valid: SchemaDocument = {
  $id: 'urn:example:params:scim:schemas:Thing',
  title: 'Thing',
  type: 'object',
  required: ['number', 'label'],
  properties: {
    number: { type: 'string', uniqueness: 'global', minLength: 1 },
    label: { type: 'string', mutability: 'readOnly' },
    secret: { type: 'string', returned: 'never' },
    'long-name_2': { type: 'array', items: { type: 'integer', enum: [1, 2] }, maxItems: 3 },
    id: { type: 'string' },
    owners: {
      type: 'array',
      items: {
        type: 'object',
        required: ['value'],
        properties: {
          value: { type: 'string' },
          $ref: { type: 'string', referenceTypes: ['User'] },
          primary: { type: 'boolean' },
          kinds: { type: 'array', items: { type: 'string' } },
        },
      },
    },
  },
};

function refusal(document: unknown): unknown {
  try {
    return defineSchema(document as SchemaDocument);
  } catch (error) {
    return error;
  }
}

describe('a schema that SCIM can express', () => {
  test('is returned as it is, frozen to its leaves', () => {
    const document = structuredClone(valid);
    expect(defineSchema(document)).toBe(document);
    expect(document).toEqual(valid);
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(document)).toBe(true);
  });

  test('may be defined again', () => {
    const document = defineSchema(structuredClone(valid));
    expect(defineSchema(document)).toBe(document);
  });
});

describe('a schema that SCIM cannot express is refused:', () => {
  test.each(refused as readonly Refused[])('$title', ({ document, attribute, keyword, says }) => {
    const error = refusal(document);
    expect(error).toBeInstanceOf(TypeError);
    const { message } = error as TypeError;
    expect(message).toContain(`keyword "${keyword}"`);
    expect(message).toContain(says);
    expect(message).toContain(`Schema "${String((document as Partial<SchemaDocument>).$id)}"`);
    if (attribute !== undefined) expect(message).toContain(`attribute "${attribute}"`);
  });

  test.each([[null], [[]], ['urn:example:x'], [new Date()]])('%p instead of a document', (document) => {
    expect(refusal(document)).toBeInstanceOf(TypeError);
  });

  test('properties with a prototype of their own', () => {
    const properties = Object.create({ inherited: { type: 'string' } }) as Record<string, unknown>;
    properties['own'] = { type: 'string' };
    expect(refusal({ ...valid, required: [], properties })).toMatchObject({
      message: expect.stringContaining('keyword "properties"') as string,
    });
  });
});
