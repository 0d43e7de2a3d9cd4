import type { Attribute } from '../schema/attribute';
import { itemSchema } from '../schema/compile-attributes';
import { defaultMaxLength } from '../schema/default-max-length';
import type { OpenApiObject } from './open-api-object';

/** Whether a schema is for what the service answers, or for what clients send. */
export type Direction = 'answer' | 'body';

const localDateTime = '^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?$';
/** What narrows values. Answers do not promise it: data may be older than the schema. */
const narrowing: readonly string[] = ['pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'default'];

/** The attributes that have a place in a direction (RFC 7643 §7, `mutability` and `returned`). */
export function attributesIn(attributes: readonly Attribute[], direction: Direction): readonly Attribute[] {
  return attributes.filter(({ mutability, returned }) =>
    direction === 'body' ? mutability !== 'readOnly' : mutability !== 'writeOnly' && returned !== 'never',
  );
}

/**
 * The JSON Schema of one attribute in one direction (RFC 7643 §2.2, §2.3, §7). What JSON Schema has no keyword for
 * stands under `x-scim`, where it is not the default.
 */
export function attributeSchema(attribute: Attribute, direction: Direction): OpenApiObject {
  return attribute.multiValued ? arraySchema(attribute, direction) : { ...valueSchema(attribute, direction), ...remarks(attribute) };
}

/** An object of attributes. What a body requires an answer need not show: a client may have asked for less. */
export function objectSchema(attributes: readonly Attribute[], direction: Direction): OpenApiObject {
  const shown = attributesIn(attributes, direction);
  const required = direction === 'body' ? shown.filter(isDemanded).map(({ name }) => name) : [];
  return {
    type: 'object',
    properties: Object.fromEntries(shown.map((attribute) => [attribute.name, attributeSchema(attribute, direction)])),
    ...(required.length > 0 && { required }),
  };
}

/** A PUT need not repeat a password, which it cannot know. */
function isDemanded({ required, password }: Attribute): boolean {
  return required && !password;
}

function arraySchema(attribute: Attribute, direction: Direction): OpenApiObject {
  const { minItems, maxItems } = attribute.definition as { readonly minItems?: number; readonly maxItems?: number };
  const least = Math.max(minItems ?? 0, attribute.required ? 1 : 0);
  return {
    type: 'array',
    items: valueSchema(attribute, direction),
    ...(direction === 'body' && least > 0 && { minItems: least }),
    ...(direction === 'body' && maxItems !== undefined && { maxItems }),
    ...remarks(attribute),
  };
}

function valueSchema(attribute: Attribute, direction: Direction): OpenApiObject {
  if (attribute.type !== 'complex') return simpleSchema(attribute, direction);
  const isOpen = attribute.undeclared !== undefined;
  return { ...objectSchema(attribute.subAttributes, direction), ...(isOpen && { additionalProperties: true }) };
}

function simpleSchema(attribute: Attribute, direction: Direction): OpenApiObject {
  const maxLength = defaultMaxLength(attribute);
  const { enum: values, ...definition } = { ...itemSchema(attribute.definition) } as OpenApiObject;
  // An unassigned text that is shown is "", which is none of its values and in no format.
  const mayBeEmpty = direction === 'answer' && attribute.shownWhenEmpty;
  const narrowed = Object.entries({ ...(maxLength !== undefined && { maxLength }), ...definition });
  return {
    ...typeOf(attribute),
    ...(!mayBeEmpty && formatOf(attribute, definition['format'])),
    ...(!mayBeEmpty && values !== undefined && { enum: values }),
    ...(direction === 'body' && Object.fromEntries(narrowed.filter(([keyword]) => narrowing.includes(keyword)))),
  };
}

function typeOf({ type, isDeclared }: Attribute): OpenApiObject {
  if (!isDeclared) return {};
  switch (type) {
    case 'boolean':
    case 'integer':
      return { type };
    case 'decimal':
      return { type: 'number' };
    default:
      return { type: 'string' };
  }
}

/** RFC 7643 §2.3.5 to §2.3.7. */
function formatOf({ type, isLocalTime }: Attribute, format: unknown): OpenApiObject {
  if (isLocalTime) return { pattern: localDateTime };
  if (type === 'dateTime') return { format: 'date-time' };
  if (type === 'binary') return { contentEncoding: 'base64' };
  if (type === 'reference') return { format: typeof format === 'string' ? format : 'uri-reference' };
  return typeof format === 'string' ? { format } : {};
}

/** What stands beside the form of the values. */
function remarks(attribute: Attribute): OpenApiObject {
  const { description, mutability } = attribute;
  const characteristics = characteristicsOf(attribute);
  return {
    ...(description !== undefined && { description }),
    ...(mutability === 'readOnly' && { readOnly: true }),
    ...(mutability === 'writeOnly' && { writeOnly: true }),
    ...(Object.keys(characteristics).length > 0 && { 'x-scim': characteristics }),
  };
}

function characteristicsOf(attribute: Attribute): OpenApiObject {
  const { type, mutability, returned, uniqueness, caseExact, canonicalValues, referenceTypes, aliases } = attribute;
  return {
    ...(mutability === 'immutable' && { mutability }),
    ...(returned !== 'default' && { returned }),
    ...(uniqueness !== 'none' && { uniqueness }),
    ...(type === 'string' && caseExact && { caseExact }),
    ...(canonicalValues.length > 0 && { canonicalValues }),
    ...(referenceTypes.length > 0 && { referenceTypes }),
    ...(aliases.length > 0 && { aliases }),
  };
}
