import { InvalidSyntaxError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Attribute } from '../schema/attribute';
import { findExtension, formatAttributePath, resolveAttributePath } from '../schema/attribute-path';
import { didYouMean } from '../schema/refuse-schema';
import type { Attributes, ResourceType } from '../schema/resource-type';
import { resolveUnprefixedPath } from '../schema/unprefixed-path';
import { acceptedValue } from './accepted-value';
import { isObject, isUnassigned } from './attribute-value';
import { collectAttributes } from './collect-attributes';
import { isSchemasAttribute, knownSchema } from './known-schema';
import { currentName, currentSchemaUrn } from './legacy-schemas';
import type { NamedValue, NormalizeOptions } from './normalize-value';
import { clientFlags, isClientWritable, isToBeIgnored, namedTwice, normalizeValue } from './normalize-value';

/** A resource as a client sent it. */
export interface SentResource {
  readonly attributes: Attributes;
  /** Everything that the body names, also what it leaves unassigned. */
  readonly named: ReadonlySet<Attribute>;
}

/**
 * Reads the resource in the body of a POST or a PUT (RFC 7644 §3.3, §3.5.1).
 *
 * Names get the spelling of the schema at every level; what is null, empty or readOnly is left out, and so are `id`,
 * `meta` and `schemas`. Values of the wrong type stay, for the validator to refuse.
 *
 * Throws `InvalidSyntaxError` for a body that is not an object, for `schemas` that do not fit the resource type, for
 * two names that differ only in letter case, and for unknown attributes when they are to be refused.
 */
export function normalizeResource(type: ResourceType, body: unknown, options: NormalizeOptions = {}): Attributes {
  return readSentResource(type, body, options).attributes;
}

/** The same, and what the body names (RFC 7644 §3.5.1: what a PUT leaves out is not what it sets to null). */
export function readSentResource(type: ResourceType, body: unknown, options: NormalizeOptions = {}): SentResource {
  if (!isObject(body)) throw new InvalidSyntaxError(detail`The body must be a JSON object`);
  const values = attributeValues(type, body, options);
  const [, schemas] = [...values].find(([attribute]) => isSchemasAttribute(attribute)) ?? [];
  assertSchemas(type, schemas, options);
  const valueOptions = { ...options, primary: clientFlags(options).primary };
  return { attributes: collectAttributes(writableValues(type, values, valueOptions)), named: new Set(values.keys()) };
}

/** Every attribute that the body names, with its value as sent. */
function attributeValues(
  type: ResourceType,
  body: Attributes,
  options: NormalizeOptions,
): ReadonlyMap<Attribute, unknown> {
  const values = new Map<Attribute, unknown>();
  const unprefixed = new Map<Attribute, unknown>();
  const { unprefixedExtensionAttributes } = clientFlags(options);
  for (const { key, value } of namedValues(type, body, options)) {
    const path = resolveAttributePath(type, key);
    const alias = path === undefined && unprefixedExtensionAttributes ? resolveUnprefixedPath(type, key) : undefined;
    if (path !== undefined && path.subAttribute === undefined) setOnce(values, path.attribute, value);
    else if (alias !== undefined && alias.subAttribute === undefined) setOnce(unprefixed, alias.attribute, value);
    else refuseUnknown(type, { key, value }, options);
  }
  // What stands in its place counts more than what stands elsewhere.
  return new Map([...unprefixed, ...values]);
}

function setOnce(values: Map<Attribute, unknown>, attribute: Attribute, value: unknown): void {
  if (values.has(attribute)) throw namedTwice(formatAttributePath({ attribute }));
  values.set(attribute, value);
}

/** The members of the body and of the extension objects in it, each under its full name. */
function* namedValues(type: ResourceType, body: Attributes, options: NormalizeOptions): Iterable<NamedValue> {
  const { legacySchemaUrns } = clientFlags(options);
  for (const sent of Object.keys(body)) {
    const value = body[sent];
    const key = legacySchemaUrns ? currentName(type, sent) : sent;
    const urn = findExtension(type, key)?.schema.$id;
    if (urn === undefined) yield { key, value };
    else if (isObject(value)) for (const name of Object.keys(value)) yield { key: `${urn}:${name}`, value: value[name] };
    else if (value !== null) throw new InvalidSyntaxError(detail`${urn} must be a JSON object`);
  }
}

function* writableValues(
  type: ResourceType,
  values: ReadonlyMap<Attribute, unknown>,
  options: NormalizeOptions,
): Iterable<readonly [Attribute, unknown]> {
  for (const [attribute, value] of values) {
    if (isSchemasAttribute(attribute) || !isClientWritable(attribute, options)) continue;
    yield [attribute, normalizeValue(attribute, acceptedValue(type, attribute, value), options)];
  }
}

/** `schemas` names the schema of the type, and beside it only extensions of the type (RFC 7643 §3, §3.3). */
function assertSchemas(type: ResourceType, schemas: unknown, options: NormalizeOptions): void {
  const { inferSchemasFromBody } = clientFlags(options);
  if (inferSchemasFromBody && isUnassigned(schemas)) return;
  const urns: readonly unknown[] = Array.isArray(schemas) ? schemas : [];
  const known = urns.map((urn) => schemaNamed(type, urn, options));
  if (known.includes(type.schema.$id)) return;
  throw new InvalidSyntaxError(detail`schemas must be an array that contains ${type.schema.$id}`);
}

function schemaNamed(type: ResourceType, urn: unknown, options: NormalizeOptions): string | undefined {
  if (typeof urn !== 'string') throw new InvalidSyntaxError(detail`schemas must be an array of strings`);
  const { legacySchemaUrns, unknownSchemaUris } = clientFlags(options);
  const schema = knownSchema(type, legacySchemaUrns ? currentSchemaUrn(type, urn) : urn);
  if (schema !== undefined || unknownSchemaUris === 'ignore') return schema?.$id;
  throw new InvalidSyntaxError(detail`schemas names "${urn.slice(0, 256)}", which is no schema of ${type.name}`);
}

function refuseUnknown(type: ResourceType, unknown: NamedValue, options: NormalizeOptions): void {
  if (isToBeIgnored(unknown, options)) return;
  const { key } = unknown;
  const hint = didYouMean(type.attributes.map((attribute) => formatAttributePath({ attribute })), key);
  throw new InvalidSyntaxError(detail`${type.name} has no attribute "${key.slice(0, 256)}"${hint}`);
}
