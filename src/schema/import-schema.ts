import type { AttributeType } from './attribute';
import { defineSchema } from './define-schema';
import type { AttributeSchema, SchemaDocument } from './keywords';
import { isApplicable } from './vocabulary';

type Json = Readonly<Record<string, unknown>>;

const jsonTypes: Readonly<Record<AttributeType, Json>> = Object.freeze({
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  decimal: { type: 'number' },
  integer: { type: 'integer' },
  dateTime: { type: 'string', format: 'date-time' },
  binary: { type: 'string', contentEncoding: 'base64' },
  reference: { type: 'string', referenceTypes: ['uri'] },
  complex: { type: 'object' },
});

/**
 * Makes a schema document from a Schema resource, as another service provider publishes it at `/Schemas`
 * (RFC 7643 §7).
 *
 * Characteristics that do not apply to the type of an attribute are dropped, as is `meta`.
 *
 * @throws TypeError for what is no Schema resource, and as `defineSchema` does.
 *
 * @example
 * ```ts
 * const deviceSchema = importSchema(JSON.parse(await readFile('device.schema.json', 'utf8')));
 * ```
 */
export function importSchema(resource: unknown): SchemaDocument {
  const schema = asObject(resource, 'A Schema resource');
  const document = {
    $id: schema['id'],
    title: schema['name'],
    ...kept(schema, ['description']),
    type: 'object',
    ...importAttributes(schema['attributes'], 'attributes'),
  };
  return defineSchema(document as unknown as SchemaDocument);
}

function importAttributes(attributes: unknown, member: string): Json {
  if (!Array.isArray(attributes)) throw new TypeError(`A Schema resource must have "${member}", an array`);
  const definitions = attributes.map((attribute) => asObject(attribute, `Every one of "${member}"`));
  const names = new Set(definitions.map(({ name }) => name));
  if (names.size < definitions.length || [...names].some((name) => typeof name !== 'string')) {
    throw new TypeError(`Every one of "${member}" must have a "name" of its own`);
  }
  const required = definitions.filter((definition) => definition['required'] === true).map(({ name }) => name);
  return {
    ...(required.length > 0 && { required }),
    // Object.fromEntries defines own properties only, whatever the names are.
    properties: Object.fromEntries(definitions.map((definition) => [definition['name'], importAttribute(definition)])),
  };
}

/** RFC 7643 §2.2: an attribute without a type is a string. */
function importAttribute(attribute: Json): AttributeSchema {
  const type = importType(attribute);
  const value = {
    ...jsonTypes[type],
    ...kept(attribute, valueKeywords(type)),
    ...(type === 'complex' && importAttributes(attribute['subAttributes'], 'subAttributes')),
  };
  const shared = kept(attribute, ['description', 'mutability', 'returned']);
  const multiValued = attribute['multiValued'] === true;
  const schema: unknown = multiValued ? { type: 'array', ...shared, items: value } : { ...value, ...shared };
  return schema as AttributeSchema;
}

function importType(attribute: Json): AttributeType {
  const { name, type = 'string' } = attribute;
  if (typeof type === 'string' && Object.hasOwn(jsonTypes, type)) return type as AttributeType;
  const types = Object.keys(jsonTypes).join(', ');
  throw new TypeError(`Attribute "${String(name)}": the type must be one of ${types}`);
}

/** Some service providers publish characteristics without effect, such as `caseExact` of an integer. */
function valueKeywords(type: AttributeType): readonly string[] {
  const keywords = (['canonicalValues', 'referenceTypes', 'uniqueness'] as const).filter((keyword) =>
    isApplicable(keyword, type),
  );
  return type === 'string' ? ['caseExact', ...keywords] : keywords;
}

/** The members of those names that say something: many service providers publish empty ones. */
function kept(source: Json, names: readonly string[]): Json {
  const said = (value: unknown): boolean => !isEmpty(value);
  return Object.fromEntries(names.filter((name) => said(source[name])).map((name) => [name, source[name]]));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function asObject(value: unknown, what: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new TypeError(`${what} must be a JSON object`);
}
