import type { Attribute, AttributeType } from './attribute';
import { foldName } from './attribute-name';
import type { AttributeSchema, ComplexSchema, SchemaDocument, ScimKeywords, SimpleSchema } from './keywords';
import { UndeclaredMembers } from './undeclared-members';
import { vocabulary } from './vocabulary';

/** Where attributes stand: what they inherit from their surroundings. */
export interface Surroundings {
  readonly schema: string | undefined;
  readonly extension: string | undefined;
  readonly parent: Attribute | undefined;
}

type Properties = Readonly<Record<string, AttributeSchema>>;

/** A schema, or a complex attribute: whatever has properties. */
export interface Container {
  readonly properties: Properties;
  readonly required?: readonly string[];
}

/**
 * Compiles the attribute definitions of one schema (RFC 7643 §7).
 *
 * Nesting is not limited here, because the Schema resource itself nests complex attributes; `defineSchema` refuses it
 * for everybody else.
 */
export function compileAttributes(
  document: SchemaDocument,
  place: 'core' | 'extension' = 'core',
): readonly Attribute[] {
  const extension = place === 'extension' ? document.$id : undefined;
  return compileProperties(document, { schema: document.$id, extension, parent: undefined });
}

/** Compiles every property of a schema or of a complex attribute. */
export function compileProperties(container: Container, surroundings: Surroundings): readonly Attribute[] {
  const required = new Set(container.required);
  return Object.freeze(
    Object.entries(container.properties).map(([name, definition]) =>
      compileAttribute({ name, definition, required: required.has(name) }, surroundings),
    ),
  );
}

/** Attributes by folded name and alias. */
export function indexByName(attributes: readonly Attribute[]): ReadonlyMap<string, Attribute> {
  return new Map(attributes.flatMap((attribute) => namesOf(attribute).map((name) => [foldName(name), attribute])));
}

/** Every name by which an attribute is found, its own one first. */
export function namesOf({ name, aliases }: Pick<Attribute, 'name' | 'aliases'>): readonly string[] {
  return [name, ...aliases];
}

interface Property {
  readonly name: string;
  readonly definition: AttributeSchema;
  readonly required: boolean;
}

function compileAttribute({ name, definition, required }: Property, surroundings: Surroundings): Attribute {
  const item = itemSchema(definition);
  const keywords = scimKeywords(definition);
  const type = attributeType(item, keywords);
  const attribute: Mutable<Attribute> = {
    name,
    aliases: Object.freeze([...(keywords.aliases ?? vocabulary.aliases.default)]),
    ...surroundings,
    type,
    multiValued: definition.type === 'array',
    required,
    caseExact: type === 'reference' || type === 'binary' || (keywords.caseExact ?? vocabulary.caseExact.default),
    ...access(keywords, surroundings.parent),
    uniqueness: keywords.uniqueness ?? vocabulary.uniqueness.default,
    canonicalValues: Object.freeze([...canonicalValues(item, keywords)]),
    referenceTypes: Object.freeze([...(keywords.referenceTypes ?? [])]),
    description: keywords.description,
    indexed: keywords.indexed ?? vocabulary.indexed.default,
    precis: keywords.precis,
    password: keywords.password ?? isNamedPassword({ name, definition }, keywords),
    mask: keywords.mask,
    shownWhenEmpty: keywords.shownWhenEmpty ?? vocabulary.shownWhenEmpty.default,
    isLocalTime: item.type === 'string' && item.format === 'local-date-time',
    isDeclared: true,
    undeclared: undefined,
    subAttributes: [],
    subAttributesByName: new Map(),
    definition,
  };
  if (item.type === 'object') {
    attribute.subAttributes = compileProperties(item, { ...surroundings, parent: attribute });
    attribute.subAttributesByName = indexByName(attribute.subAttributes);
    if (item.additionalProperties === true) attribute.undeclared = new UndeclaredMembers(attribute);
  }
  return Object.freeze(attribute);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The schema of one element of a multi-valued attribute; of the value itself for any other. */
export function itemSchema(definition: AttributeSchema): SimpleSchema | ComplexSchema {
  return definition.type === 'array' ? definition.items : definition;
}

/** The SCIM keywords of an attribute; a multi-valued one may have them on the array or on its items. */
export function scimKeywords(definition: AttributeSchema): ScimKeywords {
  return definition.type === 'array' ? { ...definition.items, ...definition } : definition;
}

/** The data type that a JSON Schema stands for (RFC 7643 §2.3). */
export function attributeType(item: SimpleSchema | ComplexSchema, keywords: ScimKeywords): AttributeType {
  switch (item.type) {
    case 'object':
      return 'complex';
    case 'number':
      return 'decimal';
    case 'string':
      if (keywords.referenceTypes !== undefined) return 'reference';
      if (item.contentEncoding === 'base64') return 'binary';
      return item.format === 'date-time' || item.format === 'local-date-time' ? 'dateTime' : 'string';
    default:
      return item.type;
  }
}

/**
 * `mutability` and `returned` (RFC 7643 §7). What cannot be written as a whole cannot be written in part, and what is
 * writeOnly is never returned unless a mask stands for it, so these two follow unless the definition says otherwise.
 */
function access(keywords: ScimKeywords, parent: Attribute | undefined): Pick<Attribute, 'mutability' | 'returned'> {
  const inherited = parent?.mutability === 'readOnly' ? 'readOnly' : vocabulary.mutability.default;
  const mutability = keywords.mutability ?? inherited;
  const returned = keywords.returned ?? (mutability === 'writeOnly' && keywords.mask === undefined ? 'never' : vocabulary.returned.default);
  return { mutability, returned };
}

/** A schema that comes from elsewhere does not say what a password is; it must not be stored in clear for that. */
function isNamedPassword({ name, definition }: Pick<Property, 'name' | 'definition'>, { mutability }: ScimKeywords): boolean {
  return foldName(name) === 'password' && definition.type === 'string' && mutability === 'writeOnly';
}

function canonicalValues(item: SimpleSchema | ComplexSchema, keywords: ScimKeywords): readonly string[] {
  return keywords.canonicalValues ?? (item.type === 'string' ? item.enum : undefined) ?? [];
}
