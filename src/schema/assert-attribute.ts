import type { AttributeType } from './attribute';
import { attributeType, itemSchema, scimKeywords } from './compile-attributes';
import { defaultFault } from './default-value';
import { isPlainObject } from './is-plain-object';
import { keywordRules } from './keyword-rules';
import type { AttributeSchema, ScimKeywords } from './keywords';
import { didYouMean, refuseSchema } from './refuse-schema';
import { isApplicable, vocabulary } from './vocabulary';

/** Where an attribute definition stands in its document. */
export interface AttributePlace {
  readonly schema: string;
  /** In path notation, such as `emails.value`. */
  readonly attribute: string;
}

const scimNames = Object.freeze(Object.keys(vocabulary) as (keyof typeof vocabulary)[]);

const structure: Readonly<Record<string, readonly string[]>> = Object.freeze({
  object: ['properties', 'required'],
  array: ['items'],
});

/**
 * Refuses an attribute definition whose keywords are unknown, have a wrong value, or contradict each other
 * (RFC 7643 §2.2, §2.3, §7). Does not look into `properties`.
 */
export function assertAttribute(place: AttributePlace, definition: AttributeSchema): void {
  assertKeywords(place, definition);
  if (definition.type === 'array') assertItems(place, definition);
  const keywords = scimKeywords(definition);
  const type = assertType(place, definition, keywords);
  assertApplicable(place, type, keywords);
  assertAccess(place, keywords);
  assertPassword(place, definition, keywords);
  assertDefault(place, definition, keywords);
  assertShownWhenEmpty(place, definition, keywords);
  assertBounds(place, definition);
}

function assertKeywords(place: AttributePlace, definition: AttributeSchema): void {
  if (!isPlainObject(definition)) return refuseSchema({ ...place, keyword: 'properties' }, 'must hold JSON Schemas');
  const type: unknown = definition.type;
  const rules = typeof type === 'string' && Object.hasOwn(keywordRules, type) ? keywordRules[type] : undefined;
  if (rules === undefined) return refuseType(place, type);
  const structural = structure[type as string] ?? [];
  for (const [keyword, value] of Object.entries(definition)) {
    if (keyword === 'type' || structural.includes(keyword)) continue;
    const rule = Object.hasOwn(rules, keyword) ? rules[keyword] : undefined;
    if (rule === undefined) return refuseKeyword({ ...place, keyword }, type as string);
    const fault = rule(value);
    if (fault !== undefined) refuseSchema({ ...place, keyword }, fault);
  }
}

function refuseType(place: AttributePlace, type: unknown): never {
  const types = Object.keys(keywordRules);
  const advice = Array.isArray(type) ? ': an attribute has one type, and null is no value' : '';
  const suggestion = typeof type === 'string' ? didYouMean(types, type) : '';
  refuseSchema({ ...place, keyword: 'type' }, `must be one of ${types.join(', ')}${advice}${String(suggestion)}`);
}

function refuseKeyword(place: AttributePlace & { readonly keyword: string }, type: string): never {
  const known = ['type', ...(structure[type] ?? []), ...Object.keys(keywordRules[type] ?? {})];
  const elsewhere = Object.values(keywordRules).some((rules) => Object.hasOwn(rules, place.keyword));
  if (elsewhere) refuseSchema(place, `does not go with "type": "${type}"; there may be ${known.join(', ')}`);
  const suggestion = didYouMean(known, place.keyword) || `; there may be ${known.join(', ')}`;
  refuseSchema(place, `is not known to SCIM${String(suggestion)}`);
}

/** Multi-valued attributes hold single values, so arrays of arrays do not exist (RFC 7643 §2.4). */
function assertItems(place: AttributePlace, definition: Extract<AttributeSchema, { type: 'array' }>): void {
  const items = definition.items as AttributeSchema | undefined;
  const keyword = 'items';
  if (!isPlainObject(items)) refuseSchema({ ...place, keyword }, 'must be the JSON Schema of one value');
  if (items.type === 'array') refuseSchema({ ...place, keyword }, 'must not be an array: SCIM has no lists of lists');
  assertKeywords(place, items);
  for (const repeated of Object.keys(items)) {
    if (repeated === 'type' || !Object.hasOwn(definition, repeated)) continue;
    refuseSchema({ ...place, keyword: repeated }, 'stands on the array and on its items; say it once');
  }
}

/** A string is one of text, dateTime, binary and reference (RFC 7643 §2.3). */
function assertType(place: AttributePlace, definition: AttributeSchema, keywords: ScimKeywords): AttributeType {
  const item = itemSchema(definition);
  const type = attributeType(item, keywords);
  if (keywords.referenceTypes !== undefined && type !== 'reference') {
    refuseSchema({ ...place, keyword: 'referenceTypes' }, 'makes a reference, which is of "type": "string"');
  }
  if (item.type !== 'string') return type;
  if (item.contentEncoding !== undefined && type !== 'binary') {
    refuseSchema({ ...place, keyword: 'contentEncoding' }, 'cannot be had together with "referenceTypes"');
  }
  const uri = item.format === undefined || item.format === 'uri' || item.format === 'uri-reference';
  if (!uri && type === 'reference') {
    refuseSchema({ ...place, keyword: 'format' }, 'must be "uri" or "uri-reference" for a reference, or be left out');
  }
  if (item.format !== undefined && item.format !== 'certificate' && type === 'binary') {
    refuseSchema({ ...place, keyword: 'format' }, 'must be "certificate" or be left out beside "contentEncoding"');
  }
  return type;
}

function assertApplicable(place: AttributePlace, type: AttributeType, keywords: ScimKeywords): void {
  for (const keyword of scimNames) {
    if (!Object.hasOwn(keywords, keyword) || isApplicable(keyword, type)) continue;
    const advice = type === 'complex' ? '; set it on a sub-attribute' : '; leave it out';
    refuseSchema({ ...place, keyword }, `does not apply to ${type} attributes${advice}`);
  }
  if (keywords.caseExact === false && type !== 'string') {
    refuseSchema({ ...place, keyword: 'caseExact' }, `must be true or left out: a ${type} is always case exact`);
  }
}

/** What clients may set must not contradict what they get back (RFC 7643 §7). */
function assertAccess(place: AttributePlace, { mutability = 'readWrite', returned, mask }: ScimKeywords): void {
  if (returned === 'never' && mutability !== 'writeOnly' && mutability !== 'readWrite') {
    refuseSchema({ ...place, keyword: 'returned' }, `must not be "never" when mutability is "${mutability}"`);
  }
  if (mask !== undefined && returned === 'never') refuseSchema({ ...place, keyword: 'mask' }, 'does not go with "returned": "never"');
  if (mutability === 'writeOnly' && mask === undefined && returned !== undefined && returned !== 'never') {
    refuseSchema({ ...place, keyword: 'returned' }, 'must be "never" or left out when mutability is "writeOnly"');
  }
}

/** Hashing is for one text that no client can read (RFC 7643 §9.2). */
function assertPassword(place: AttributePlace, definition: AttributeSchema, keywords: ScimKeywords): void {
  if (keywords.mask !== undefined && keywords.password !== true) refuseSchema({ ...place, keyword: 'mask' }, 'needs "password": true');
  if (keywords.password !== true) return;
  const keyword = 'password';
  if (keywords.mutability !== 'writeOnly') refuseSchema({ ...place, keyword }, 'needs "mutability": "writeOnly"');
  if (definition.type !== 'string') refuseSchema({ ...place, keyword }, 'needs an attribute that has one value');
}

function assertDefault(place: AttributePlace, definition: AttributeSchema, { mutability }: ScimKeywords): void {
  const keyword = 'default';
  if (definition.type === 'array' && itemSchema(definition).default !== undefined) {
    refuseSchema({ ...place, keyword }, 'belongs on the array, not on its items');
  }
  if (definition.default === undefined) return;
  if (mutability === 'writeOnly') refuseSchema({ ...place, keyword }, 'does not go with "mutability": "writeOnly"');
  const fault = defaultFault(definition, definition.default);
  if (fault !== undefined) refuseSchema({ ...place, keyword }, fault);
}

/** Only what has an empty form can be shown empty, and only where clients may see it. */
function assertShownWhenEmpty(place: AttributePlace, definition: AttributeSchema, keywords: ScimKeywords): void {
  if (keywords.shownWhenEmpty !== true) return;
  const keyword = 'shownWhenEmpty';
  const hasEmptyForm = ['array', 'object', 'string'].includes(definition.type);
  if (!hasEmptyForm) refuseSchema({ ...place, keyword }, `does not go with "type": "${definition.type}", which cannot be empty`);
  if (place.attribute.includes('.')) refuseSchema({ ...place, keyword }, 'does not apply to sub-attributes');
  const isHidden = keywords.mutability === 'writeOnly' || keywords.returned === 'never';
  if (isHidden) refuseSchema({ ...place, keyword }, 'does not go with an attribute that is never returned');
}

const bounds = Object.freeze([
  ['minLength', 'maxLength'],
  ['minimum', 'maximum'],
  ['minItems', 'maxItems'],
] as const);

function assertBounds(place: AttributePlace, definition: AttributeSchema): void {
  const limits = { ...itemSchema(definition), ...definition } as Readonly<Record<string, unknown>>;
  for (const [least, most] of bounds) {
    if (Number(limits[least]) > Number(limits[most])) {
      refuseSchema({ ...place, keyword: most }, `must not be less than "${least}"`);
    }
  }
}
