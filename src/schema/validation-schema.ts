import type { Attribute } from './attribute';
import { itemSchema } from './compile-attributes';
import type { Attributes, ResourceType } from './resource-type';

/** A JSON Schema 2020-12 without SCIM keywords: what is compiled is what any validator would read. */
export type PlainSchema = Readonly<Record<string, unknown>>;

/** `resource`: required attributes are demanded. `part`: a value that will be merged into others, so they are not. */
type Extent = 'resource' | 'part';

/** Attributes that stores do not keep among the others; the engine makes them (RFC 7643 §3.1). */
const madeByEngine: ReadonlySet<string> = new Set(['id', 'schemas', 'meta']);

/** The JSON Schema of a resource before it is stored (RFC 7643 §2.2, §3.3). */
export function resourceValidationSchema(type: ResourceType): PlainSchema {
  const stored = type.attributes.filter(({ schema, name }) => schema !== undefined || !madeByEngine.has(name));
  const core = objectSchema(stored.filter(({ extension }) => extension === undefined), 'resource');
  const extensions = type.extensions.map(({ schema }): [string, PlainSchema] => {
    const attributes = stored.filter(({ extension }) => extension === schema.$id);
    return [schema.$id, objectSchema(attributes, 'resource')];
  });
  const demanded = type.extensions.filter(({ required }) => required === true).map(({ schema }) => schema.$id);
  return {
    type: 'object',
    properties: { ...core.properties, ...Object.fromEntries(extensions) },
    required: [...core.required, ...demanded],
  };
}

/**
 * The JSON Schema of a value in a PATCH (RFC 7644 §3.5.2).
 *
 * Elements of a whole array are new, so they must be complete; a single complex value or one element is merged into
 * what is there, so it need not be.
 */
export function valueValidationSchema(attribute: Attribute, whole: boolean): PlainSchema {
  if (!whole || !attribute.multiValued) return elementSchema(attribute, 'part');
  return arraySchema(attribute, 'part');
}

interface ObjectSchema extends PlainSchema {
  readonly properties: Readonly<Record<string, PlainSchema>>;
  readonly required: readonly string[];
}

function objectSchema(attributes: readonly Attribute[], extent: Extent): ObjectSchema {
  const demanded = attributes.filter(({ required, mutability }) => required && mutability !== 'readOnly');
  return {
    type: 'object',
    properties: Object.fromEntries(attributes.map((attribute) => [attribute.name, attributeSchema(attribute, extent)])),
    required: extent === 'resource' ? demanded.map(({ name }) => name) : [],
  };
}

function attributeSchema(attribute: Attribute, extent: Extent): PlainSchema {
  return attribute.multiValued ? arraySchema(attribute, extent) : elementSchema(attribute, extent);
}

function arraySchema(attribute: Attribute, extent: Extent): PlainSchema {
  const { minItems = 0, maxItems } = attribute.definition as { readonly minItems?: number; readonly maxItems?: number };
  const least = extent === 'part' ? 0 : Math.max(minItems, attribute.required ? 1 : 0);
  return {
    type: 'array',
    items: elementSchema(attribute, 'resource'),
    ...(least > 0 && { minItems: least }),
    ...(maxItems !== undefined && { maxItems }),
    ...onePrimary(attribute),
  };
}

/** At most one value is the primary one (RFC 7643 §2.4). */
function onePrimary({ subAttributesByName }: Attribute): PlainSchema {
  const primary = subAttributesByName.get('primary');
  if (primary === undefined) return {};
  const marked = {
    type: 'object',
    properties: { [primary.name]: { type: 'boolean', const: true } },
    required: [primary.name],
  };
  return { contains: marked, minContains: 0, maxContains: 1 };
}

/** The schema of one value (RFC 7643 §2.3). */
function elementSchema(attribute: Attribute, extent: Extent): PlainSchema {
  switch (attribute.type) {
    case 'complex':
      return {
        ...objectSchema(attribute.subAttributes, extent),
        ...(attribute.required && !attribute.multiValued && extent === 'resource' && { minProperties: 1 }),
      };
    case 'boolean':
      return { type: 'boolean' };
    case 'integer':
      return integerSchema(attribute);
    case 'decimal':
      return { type: 'number', ...kept(attribute, ['enum', 'minimum', 'maximum']) };
    default:
      return textSchema(attribute);
  }
}

/** Whole numbers beyond 2^53 would be stored as their neighbours. */
function integerSchema(attribute: Attribute): PlainSchema {
  return {
    type: 'integer',
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
    ...kept(attribute, ['enum', 'minimum', 'maximum']),
  };
}

function textSchema(attribute: Attribute): PlainSchema {
  const own = kept(attribute, ['enum', 'pattern', 'minLength', 'maxLength']);
  const format = textFormat(attribute);
  return {
    type: 'string',
    format: 'text',
    ...(format !== undefined && { allOf: [{ format }] }),
    ...own,
    ...(attribute.required && !attribute.multiValued && own['minLength'] === undefined && { minLength: 1 }),
  };
}

function textFormat(attribute: Attribute): string | undefined {
  const { format } = itemSchema(attribute.definition) as { readonly format?: string };
  if (attribute.type === 'binary') return 'base64';
  return format ?? (attribute.type === 'reference' ? 'uri-reference' : undefined);
}

function kept(attribute: Attribute, keywords: readonly string[]): Attributes {
  const entries = Object.entries(itemSchema(attribute.definition)).filter(([keyword]) => keywords.includes(keyword));
  return Object.fromEntries(entries);
}
