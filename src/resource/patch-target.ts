import { InvalidPathError } from '../errors/catalog';
import type { Filter } from '../filter/ast';
import type { SyntaxOptions } from '../filter/parser';
import { parsePathSyntax } from '../filter/parser';
import { resolveValueFilter } from '../filter/resolve';
import type { FilterSyntax } from '../filter/syntax';
import type { Attribute, AttributePath } from '../schema/attribute';
import { findSubAttribute, formatAttributePath, resolveAttributePath } from '../schema/attribute-path';
import { didYouMean } from '../schema/refuse-schema';
import type { ResourceType } from '../schema/resource-type';
import { knownSchema } from './known-schema';

/** What the path of a PATCH operation names: a whole schema by its URN, or an attribute, with a filter or without. */
export type PatchTarget =
  | { readonly kind: 'schema'; readonly urn: string }
  | { readonly kind: 'attribute'; readonly path: AttributePath; readonly where?: Filter };

/**
 * Finds what a path names: `PATH = attrPath / valuePath [subAttr]` (RFC 7644 §3.5.2). The URN of a schema alone is
 * outside that grammar, but both Entra ID and Okta write it for all attributes of an extension.
 *
 * Throws `InvalidPathError` for a path that cannot be read or names nothing of the resource type.
 */
export function resolvePatchTarget(type: ResourceType, text: string, options: SyntaxOptions = {}): PatchTarget {
  const schema = schemaTarget(type, text);
  if (schema !== undefined) return schema;
  const { path: { text: name }, filter, subAttribute } = parsePathSyntax(text, options);
  const path = resolveAttributePath(type, name);
  if (path === undefined) throw unknownPath(type, name);
  if (filter === undefined) return { kind: 'attribute', path };
  return filteredTarget(path, { filter, subAttribute: subAttribute?.text, options });
}

/**
 * Finds what a member of a path-less value names, which may be all that a path may be (Entra ID); `undefined` when
 * the resource type has no such attribute. Throws `InvalidPathError` for brackets that cannot be read.
 */
export function findPatchTarget(type: ResourceType, key: string, options: SyntaxOptions = {}): PatchTarget | undefined {
  if (key.includes('[')) return resolvePatchTarget(type, key, options);
  const schema = schemaTarget(type, key);
  if (schema !== undefined) return schema;
  const path = resolveAttributePath(type, key);
  return path === undefined ? undefined : { kind: 'attribute', path };
}

function schemaTarget(type: ResourceType, text: string): PatchTarget | undefined {
  const schema = knownSchema(type, text);
  return schema === undefined ? undefined : { kind: 'schema', urn: schema.$id };
}

interface Selection {
  readonly filter: FilterSyntax;
  readonly subAttribute: string | undefined;
  readonly options: SyntaxOptions;
}

function filteredTarget(filtered: AttributePath, { filter, subAttribute: name, options }: Selection): PatchTarget {
  const { attribute } = filtered;
  if (!attribute.multiValued || filtered.subAttribute !== undefined) {
    throw new InvalidPathError(`${formatAttributePath(filtered)} has no values for a filter in brackets to select`);
  }
  const where = resolveValueFilter(filter, attribute, options);
  const subAttribute = name === undefined ? undefined : requireSubAttribute(attribute, name);
  return { kind: 'attribute', path: { attribute, ...(subAttribute !== undefined && { subAttribute }) }, where };
}

function requireSubAttribute(attribute: Attribute, name: string): Attribute {
  const subAttribute = findSubAttribute(attribute, name);
  if (subAttribute !== undefined) return subAttribute;
  const hint = didYouMean(attribute.subAttributes.map((known) => known.name), name);
  const owner = formatAttributePath({ attribute });
  throw new InvalidPathError(`${owner} has no sub-attribute "${name.slice(0, 256)}"${hint}`);
}

/** The error for a path whose names no schema of the resource type has (RFC 7644 §3.12, `invalidPath`). */
export function unknownPath(type: ResourceType, name: string): InvalidPathError {
  const hint = didYouMean(type.attributes.map((attribute) => formatAttributePath({ attribute })), name);
  return new InvalidPathError(`${type.name} has no attribute "${name.slice(0, 256)}"${hint}`);
}
