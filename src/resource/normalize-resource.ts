import { InvalidSyntaxError } from '../errors/catalog';
import type { Attribute } from '../schema/attribute';
import { findExtension, formatAttributePath, resolveAttributePath } from '../schema/attribute-path';
import type { SchemaDocument } from '../schema/keywords';
import { didYouMean } from '../schema/refuse-schema';
import type { Attributes, ResourceType } from '../schema/resource-type';
import { isObject } from './attribute-value';
import { collectAttributes } from './collect-attributes';
import { isSchemasAttribute, knownSchema } from './known-schema';
import type { NormalizeOptions } from './normalize-value';
import { isClientWritable, namedTwice, normalizeValue } from './normalize-value';

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
  if (!isObject(body)) throw new InvalidSyntaxError('The body must be a JSON object');
  const values = attributeValues(type, body, options);
  const [, schemas] = [...values].find(([attribute]) => isSchemasAttribute(attribute)) ?? [];
  assertSchemas(type, schemas);
  return collectAttributes(writableValues(values, options));
}

/** Every attribute that the body names, with its value as sent. */
function attributeValues(
  type: ResourceType,
  body: Attributes,
  options: NormalizeOptions,
): ReadonlyMap<Attribute, unknown> {
  const values = new Map<Attribute, unknown>();
  for (const [name, value] of namedValues(type, body)) {
    const path = resolveAttributePath(type, name);
    if (path === undefined || path.subAttribute !== undefined) refuseUnknown(type, name, options);
    else if (values.has(path.attribute)) throw namedTwice(formatAttributePath(path));
    else values.set(path.attribute, value);
  }
  return values;
}

/** The members of the body and of the extension objects in it, each under its full name. */
function* namedValues(type: ResourceType, body: Attributes): Iterable<readonly [string, unknown]> {
  for (const key of Object.keys(body)) {
    const value = body[key];
    const urn = findExtension(type, key)?.schema.$id;
    if (urn === undefined) yield [key, value];
    else if (isObject(value)) for (const name of Object.keys(value)) yield [`${urn}:${name}`, value[name]];
    else if (value !== null) throw new InvalidSyntaxError(`${urn} must be a JSON object`);
  }
}

function* writableValues(
  values: ReadonlyMap<Attribute, unknown>,
  options: NormalizeOptions,
): Iterable<readonly [Attribute, unknown]> {
  for (const [attribute, value] of values) {
    if (isSchemasAttribute(attribute) || !isClientWritable(attribute, options)) continue;
    yield [attribute, normalizeValue(attribute, value, options)];
  }
}

/** `schemas` names the schema of the type, and beside it only extensions of the type (RFC 7643 §3, §3.3). */
function assertSchemas(type: ResourceType, schemas: unknown): void {
  const urns: readonly unknown[] = Array.isArray(schemas) ? schemas : [];
  const known = urns.map((urn) => schemaNamed(type, urn));
  if (known.includes(type.schema)) return;
  throw new InvalidSyntaxError(`schemas must be an array that contains ${type.schema.$id}`);
}

function schemaNamed(type: ResourceType, urn: unknown): SchemaDocument {
  if (typeof urn !== 'string') throw new InvalidSyntaxError('schemas must be an array of strings');
  const schema = knownSchema(type, urn);
  if (schema !== undefined) return schema;
  throw new InvalidSyntaxError(`schemas names "${urn.slice(0, 256)}", which is no schema of ${type.name}`);
}

function refuseUnknown(type: ResourceType, key: string, { unknownAttributes }: NormalizeOptions): void {
  if (unknownAttributes !== 'reject') return;
  const hint = didYouMean(type.attributes.map((attribute) => formatAttributePath({ attribute })), key);
  throw new InvalidSyntaxError(`${type.name} has no attribute "${key.slice(0, 256)}"${hint}`);
}
