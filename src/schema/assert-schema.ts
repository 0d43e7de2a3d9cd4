import type { AttributeType } from './attribute';
import { assertAttribute } from './assert-attribute';
import type { AttributePlace } from './assert-attribute';
import { foldName, isAttributeName } from './attribute-name';
import type { Container } from './compile-attributes';
import { attributeType, itemSchema, scimKeywords } from './compile-attributes';
import { isPlainObject } from './is-plain-object';
import type { AttributeSchema, SchemaDocument } from './keywords';
import { didYouMean, refuseSchema } from './refuse-schema';
import type { SchemaPlace } from './refuse-schema';

const URN = /^urn:[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]:[A-Za-z0-9()+,.:=@;$_!*'%/&~-]+$/;
const documentKeywords = Object.freeze(['$id', 'title', 'description', 'type', 'properties', 'required']);

/** Refuses everything in a schema document that SCIM cannot express (RFC 7643 §2, §7). */
export function assertSchema(document: SchemaDocument): void {
  assertDocument(document);
  assertContainer({ schema: document.$id }, document);
  for (const [name, definition] of Object.entries(document.properties)) {
    assertAttribute({ schema: document.$id, attribute: name }, definition);
    const item = itemSchema(definition);
    if (item.type === 'object') assertSubAttributes({ schema: document.$id, attribute: name }, item);
  }
}

function assertDocument(document: Readonly<Partial<Record<keyof SchemaDocument, unknown>>>): void {
  if (!isPlainObject(document)) throw new TypeError('A schema must be an object: a JSON Schema with "$id"');
  const schema = String(document.$id);
  if (document.$id !== schema || !URN.test(schema)) {
    refuseSchema({ schema, keyword: '$id' }, 'must be a URN, such as "urn:example:params:scim:schemas:Device"');
  }
  for (const keyword of Object.keys(document)) {
    if (documentKeywords.includes(keyword)) continue;
    const suggestion = didYouMean(documentKeywords, keyword) || `; there may be ${documentKeywords.join(', ')}`;
    refuseSchema({ schema, keyword }, `is not known to SCIM${String(suggestion)}`);
  }
  if (typeof document.title !== 'string' || document.title === '') {
    refuseSchema({ schema, keyword: 'title' }, 'must be the name of the schema, such as "Device"');
  }
  if (document.description !== undefined && typeof document.description !== 'string') {
    refuseSchema({ schema, keyword: 'description' }, 'must be a text');
  }
  if (document.type !== 'object') refuseSchema({ schema, keyword: 'type' }, 'must be "object"');
}

/** Where a container stands; without `attribute` it is the document. */
type ContainerPlace = Omit<SchemaPlace, 'keyword'>;

/** A schema or a complex attribute: names that can be told apart, and `required` that names them. */
function assertContainer(place: ContainerPlace, container: Container): void {
  const properties = { ...place, keyword: 'properties' };
  if (!isPlainObject(container.properties)) {
    refuseSchema(properties, 'must be an object: attribute names and their JSON Schemas');
  }
  const names = Object.keys(container.properties);
  const isOpen = Object.hasOwn(container, 'additionalProperties');
  if (names.length === 0 && !isOpen) refuseSchema(properties, 'must define at least one attribute');
  const spellings = new Map<string, string>();
  for (const name of names) {
    assertName(properties, name);
    const other = spellings.get(foldName(name));
    if (other !== undefined) {
      refuseSchema(properties, `"${other}" and "${name}" differ only in letter case, which does not count; rename one`);
    }
    spellings.set(foldName(name), name);
  }
  assertAliases(properties, container, spellings);
  assertRequired(place, container.required, names);
}

/** An alias means one attribute, and never hides another. */
function assertAliases(place: SchemaPlace, { properties }: Container, spellings: Map<string, string>): void {
  for (const [name, definition] of Object.entries(properties)) {
    if (!isPlainObject(definition)) continue;
    for (const alias of aliasesOf(definition)) {
      assertName(place, alias);
      const other = spellings.get(foldName(alias));
      if (other !== undefined) refuseSchema(place, `"${alias}", an alias of "${name}", is already a name of "${other}"`);
      spellings.set(foldName(alias), name);
    }
  }
}

/** What is no list of texts is refused with the other keywords. */
function aliasesOf(definition: AttributeSchema): readonly string[] {
  const { aliases } = scimKeywords(definition) as { readonly aliases?: unknown };
  return Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === 'string') : [];
}

/** Names by RFC 7643 §2.1. `$ref` is the one exception, and stands in complex attributes only. */
function assertName(place: SchemaPlace, name: string): void {
  if (name === '$ref' && place.attribute !== undefined) return;
  if (!isAttributeName(name)) {
    const rule = 'must start with a letter and go on with letters, digits, "-" and "_"';
    refuseSchema(place, `the attribute name "${name}" ${rule}`);
  }
  if (name in Object.prototype) {
    refuseSchema(place, `the attribute name "${name}" is that of a property of every JavaScript object; rename it`);
  }
}

function assertRequired(place: ContainerPlace, required: unknown, names: readonly string[]): void {
  if (required === undefined) return;
  if (!Array.isArray(required)) refuseSchema({ ...place, keyword: 'required' }, 'must be an array of attribute names');
  for (const name of required.map(String)) {
    if (names.includes(name)) continue;
    const suggestion = didYouMean(names, name);
    refuseSchema({ ...place, keyword: 'required' }, `"${name}" is not among the properties${String(suggestion)}`);
  }
}

/** The sub-attributes of a complex attribute are simple (RFC 7643 §2.3.8). */
function assertSubAttributes(parent: AttributePlace, container: Container): void {
  assertContainer(parent, container);
  for (const [name, definition] of Object.entries(container.properties)) {
    const place = { schema: parent.schema, attribute: `${parent.attribute}.${name}` };
    assertAttribute(place, definition);
    if (itemSchema(definition).type === 'object') {
      refuseSchema({ ...place, keyword: 'type' }, 'must not be "object": complex attributes hold simple ones only');
    }
    assertStandardMeaning(place, name, definition);
  }
  if (Object.hasOwn(container, 'additionalProperties') && Object.hasOwn(container.properties, '$ref')) {
    refuseSchema({ ...parent, keyword: 'additionalProperties' }, 'must be left out beside "$ref": references have no others');
  }
}

/** The sub-attributes that mean the same wherever they occur (RFC 7643 §2.4). */
function assertStandardMeaning(place: AttributePlace, name: string, definition: AttributeSchema): void {
  const type = attributeType(itemSchema(definition), scimKeywords(definition));
  const expected = standardMeaning.get(foldName(name));
  if (expected === undefined || (type === expected.type && definition.type !== 'array')) return;
  refuseSchema({ ...place, keyword: expected.keyword }, expected.advice);
}

interface StandardMeaning {
  readonly type: AttributeType;
  readonly keyword: string;
  readonly advice: string;
}

const standardMeaning: ReadonlyMap<string, StandardMeaning> = new Map([
  ['type', { type: 'string', keyword: 'type', advice: 'must be "string": it labels what the value is for' }],
  ['display', { type: 'string', keyword: 'type', advice: 'must be "string": it is the value for people to read' }],
  ['primary', { type: 'boolean', keyword: 'type', advice: 'must be "boolean": it marks the preferred value' }],
  ['$ref', { type: 'reference', keyword: 'referenceTypes', advice: 'must name what the URI refers to, as ["User"]' }],
]);
