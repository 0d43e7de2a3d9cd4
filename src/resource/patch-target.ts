import { InvalidPathError } from '../errors/catalog';
import type { Filter } from '../filter/ast';
import type { SyntaxOptions } from '../filter/parser';
import { parsePathSyntax } from '../filter/parser';
import { resolveValueFilter } from '../filter/resolve';
import type { FilterSyntax } from '../filter/syntax';
import type { Attribute, AttributePath } from '../schema/attribute';
import { foldName } from '../schema/attribute-name';
import { findExtension, findSubAttribute, formatAttributePath, resolveAttributePath, suggestName } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';

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
  return filter === undefined ? { kind: 'attribute', path } : filteredTarget(path, { filter, subAttribute: subAttribute?.text, options });
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
  const isCore = foldName(text) === foldName(type.schema.$id);
  const schema = isCore ? type.schema : findExtension(type, text)?.schema;
  return schema === undefined ? undefined : { kind: 'schema', urn: schema.$id };
}

interface Selection {
  readonly filter: FilterSyntax;
  readonly subAttribute: string | undefined;
  readonly options: SyntaxOptions;
}

function filteredTarget({ attribute, subAttribute: outer }: AttributePath, { filter, subAttribute, options }: Selection): PatchTarget {
  const name = formatAttributePath({ attribute });
  if (!attribute.multiValued || outer !== undefined) {
    throw new InvalidPathError(`Only a multi-valued attribute takes a filter in brackets, and ${name} is not given as one`);
  }
  const where = resolveValueFilter(filter, attribute, options);
  const path = subAttribute === undefined ? { attribute } : { attribute, subAttribute: requireSubAttribute(attribute, subAttribute) };
  return { kind: 'attribute', path, where };
}

function requireSubAttribute(attribute: Attribute, name: string): Attribute {
  const subAttribute = findSubAttribute(attribute, name);
  if (subAttribute !== undefined) return subAttribute;
  const hint = didYouMean(attribute.subAttributes.map((known) => known.name), name);
  throw new InvalidPathError(`${formatAttributePath({ attribute })} has no sub-attribute "${name.slice(0, 256)}"${hint}`);
}

/** The error for a path whose names no schema of the resource type has (RFC 7644 §3.12, `invalidPath`). */
export function unknownPath(type: ResourceType, name: string): InvalidPathError {
  const hint = didYouMean(type.attributes.map((attribute) => formatAttributePath({ attribute })), name);
  return new InvalidPathError(`${type.name} has no attribute "${name.slice(0, 256)}"${hint}`);
}

function didYouMean(candidates: readonly string[], name: string): string {
  const suggestion = suggestName(candidates, name);
  return suggestion === undefined ? '' : `; did you mean "${suggestion}"?`;
}
