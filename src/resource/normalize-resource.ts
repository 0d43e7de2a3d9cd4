import { InvalidSyntaxError } from '../errors/catalog';
import type { Attribute } from '../schema/attribute';
import { foldName } from '../schema/attribute-name';
import { findAttribute, findExtension, formatAttributePath, resolveAttributePath, suggestName } from '../schema/attribute-path';
import type { Attributes, ResourceType } from '../schema/resource-type';
import { isObject } from './attribute-value';
import { collectAttributes } from './collect-attributes';
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
  const [, schemas] = [...values].find(([attribute]) => isSchemas(attribute)) ?? [];
  assertSchemas(type, schemas);
  return collectAttributes(writableValues(values, options));
}

/** Every attribute that the body names, with its value as sent. */
function attributeValues(type: ResourceType, body: Attributes, options: NormalizeOptions): ReadonlyMap<Attribute, unknown> {
  const values = new Map<Attribute, unknown>();
  const collect = (attribute: Attribute, value: unknown): void => {
    if (values.has(attribute)) throw namedTwice(formatAttributePath({ attribute }));
    values.set(attribute, value);
  };
  for (const key of Object.keys(body)) {
    const attribute = findAttribute(type, key);
    const extension = findExtension(type, key);
    if (attribute !== undefined) collect(attribute, body[key]);
    else if (extension !== undefined) extensionValues(type, { urn: extension.schema.$id, value: body[key], options }, collect);
    else refuseUnknown(type, key, options);
  }
  return values;
}

interface ExtensionObject {
  readonly urn: string;
  readonly value: unknown;
  readonly options: NormalizeOptions;
}

function extensionValues(
  type: ResourceType,
  { urn, value, options }: ExtensionObject,
  collect: (attribute: Attribute, value: unknown) => void,
): void {
  if (value === null) return;
  if (!isObject(value)) throw new InvalidSyntaxError(`${urn} must be a JSON object`);
  for (const key of Object.keys(value)) {
    const path = resolveAttributePath(type, `${urn}:${key}`);
    if (path === undefined || path.subAttribute !== undefined) refuseUnknown(type, `${urn}:${key}`, options);
    else collect(path.attribute, value[key]);
  }
}

function* writableValues(
  values: ReadonlyMap<Attribute, unknown>,
  options: NormalizeOptions,
): Iterable<readonly [Attribute, unknown]> {
  for (const [attribute, value] of values) {
    if (isSchemas(attribute) || !isClientWritable(attribute, options)) continue;
    yield [attribute, normalizeValue(attribute, value, options)];
  }
}

/** Whether it is the common attribute of RFC 7643 §3, and not one of an extension that has the same name. */
function isSchemas({ name, schema }: Attribute): boolean {
  return name === 'schemas' && schema === undefined;
}

/** `schemas` names the schema of the type, and beside it only extensions of the type (RFC 7643 §3, §3.3). */
function assertSchemas(type: ResourceType, schemas: unknown): void {
  if (!Array.isArray(schemas) || schemas.length === 0) {
    throw new InvalidSyntaxError(`schemas must be an array that contains ${type.schema.$id}`);
  }
  const core = foldName(type.schema.$id);
  for (const uri of schemas) {
    if (typeof uri !== 'string') throw new InvalidSyntaxError('schemas must be an array of strings');
    if (foldName(uri) !== core && findExtension(type, uri) === undefined) {
      throw new InvalidSyntaxError(`schemas names "${uri.slice(0, 256)}", which is no schema of ${type.name}`);
    }
  }
  if (!schemas.some((uri) => foldName(uri) === core)) {
    throw new InvalidSyntaxError(`schemas must contain ${type.schema.$id}`);
  }
}

function refuseUnknown(type: ResourceType, key: string, { unknownAttributes }: NormalizeOptions): void {
  if (unknownAttributes !== 'reject') return;
  const shown = key.slice(0, 256);
  const suggestion = suggestName(type.attributes.map((attribute) => formatAttributePath({ attribute })), shown);
  const hint = suggestion === undefined ? '' : `; did you mean "${suggestion}"?`;
  throw new InvalidSyntaxError(`${type.name} has no attribute "${shown}"${hint}`);
}
