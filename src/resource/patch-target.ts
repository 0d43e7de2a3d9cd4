import type { ClientFlags } from '../clients/client-flags';
import { flagsOf } from '../clients/client-profiles';
import { InvalidPathError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Filter } from '../filter/ast';
import type { SyntaxOptions } from '../filter/parser';
import { parsePathSyntax } from '../filter/parser';
import type { ResolveOptions } from '../filter/resolve';
import { resolveValueFilter } from '../filter/resolve';
import type { FilterSyntax } from '../filter/syntax';
import type { Attribute, AttributePath } from '../schema/attribute';
import { formatAttributePath, memberNamed, resolveAttributePath } from '../schema/attribute-path';
import { didYouMean } from '../schema/refuse-schema';
import type { ResourceType } from '../schema/resource-type';
import { resolveUnprefixedPath } from '../schema/unprefixed-path';
import { knownSchema } from './known-schema';
import { currentName } from './legacy-schemas';

/**
 * What the path of a PATCH operation names: a whole schema by its URN, an attribute, with a filter or without, or
 * nothing of the resource type.
 */
export type PatchTarget =
  | { readonly kind: 'schema'; readonly urn: string }
  | { readonly kind: 'attribute'; readonly path: AttributePath; readonly where?: Filter }
  | { readonly kind: 'unknown'; readonly error: () => InvalidPathError };

export interface PatchTargetOptions {
  readonly flags: ClientFlags;
  readonly filterOptions: PathFilterOptions;
}

/** For the filters in brackets: how they are written, and what they may name. */
export type PathFilterOptions = SyntaxOptions & Pick<ResolveOptions, 'isReadable' | 'readReference'>;

/**
 * Finds what a path names: `PATH = attrPath / valuePath [subAttr]` (RFC 7644 §3.5.2). The URN of a schema alone is
 * outside that grammar, but both Entra ID and Okta write it for all attributes of an extension.
 *
 * Throws `InvalidPathError` for a path that cannot be read, and `InvalidFilterError` for the filter in it (RFC 7644
 * §3.12, Table 9).
 */
export function findPatchTarget(type: ResourceType, text: string, options: PatchTargetOptions): PatchTarget {
  const schema = schemaTarget(type, text, options);
  if (schema !== undefined) return schema;
  const { path: { text: name }, filter, subAttribute } = parsePathSyntax(text, options.filterOptions);
  const path = pathNamed(type, name, options);
  if (path === undefined) return { kind: 'unknown', error: () => unknownPath(type, name) };
  if (filter === undefined) return { kind: 'attribute', path };
  return filteredTarget(path, { filter, subAttribute: subAttribute?.text, options: options.filterOptions });
}

/** The same for the default client; throws `InvalidPathError` for a path that names nothing, too. */
export function resolvePatchTarget(type: ResourceType, text: string): Exclude<PatchTarget, { readonly kind: 'unknown' }> {
  const target = findPatchTarget(type, text, { flags: flagsOf({}), filterOptions: {} });
  if (target.kind === 'unknown') throw target.error();
  return target;
}

/** A member of a value without a path, or of the object of an extension in it. */
export interface MemberName {
  /** URN of the extension and a colon; empty outside of extensions. */
  readonly prefix: string;
  readonly key: string;
}

/**
 * Finds what a member of a path-less value names: an attribute, an extension, and, where the client may (Entra ID), all
 * that a path may name. Throws for brackets that cannot be read.
 */
export function findMemberTarget(type: ResourceType, { prefix, key }: MemberName, options: PatchTargetOptions): PatchTarget {
  const { pathlessDottedKeys, pathlessUrnKeys } = options.flags;
  const name = prefix + key;
  const unknown = { kind: 'unknown', error: () => unknownPath(type, name) } as const;
  if (key.includes('[')) return pathlessDottedKeys ? findPatchTarget(type, name, options) : unknown;
  const schema = schemaTarget(type, name, options);
  if (schema !== undefined) return pathlessUrnKeys || schema.urn !== type.schema.$id ? schema : unknown;
  const path = pathNamed(type, name, options);
  const isPath = (path?.subAttribute !== undefined && !pathlessDottedKeys) || (key.includes(':') && !pathlessUrnKeys);
  return path === undefined || isPath ? unknown : { kind: 'attribute', path };
}

function pathNamed(type: ResourceType, text: string, { flags }: PatchTargetOptions): AttributePath | undefined {
  const name = flags.legacySchemaUrns ? currentName(type, text) : text;
  const path = resolveAttributePath(type, name);
  return path ?? (flags.unprefixedExtensionAttributes ? resolveUnprefixedPath(type, name) : undefined);
}

function schemaTarget(type: ResourceType, text: string, { flags }: PatchTargetOptions): Extract<PatchTarget, { kind: 'schema' }> | undefined {
  const schema = knownSchema(type, flags.legacySchemaUrns ? currentName(type, text) : text);
  return schema === undefined ? undefined : { kind: 'schema', urn: schema.$id };
}

interface Selection {
  readonly filter: FilterSyntax;
  readonly subAttribute: string | undefined;
  readonly options: PathFilterOptions;
}

function filteredTarget(filtered: AttributePath, { filter, subAttribute: name, options }: Selection): PatchTarget {
  const { attribute } = filtered;
  if (!attribute.multiValued || filtered.subAttribute !== undefined) {
    throw new InvalidPathError(detail`${formatAttributePath(filtered)} has no values for a filter in brackets to select`);
  }
  const where = resolveValueFilter(filter, attribute, options);
  if (name === undefined) return { kind: 'attribute', path: { attribute }, where };
  const subAttribute = memberNamed(attribute, name);
  if (subAttribute === undefined) return { kind: 'unknown', error: () => unknownSubAttribute(attribute, name) };
  return { kind: 'attribute', path: { attribute, subAttribute }, where };
}

function unknownSubAttribute(attribute: Attribute, name: string): InvalidPathError {
  const hint = didYouMean(attribute.subAttributes.map((known) => known.name), name);
  const owner = formatAttributePath({ attribute });
  return new InvalidPathError(detail`${owner} has no sub-attribute "${name.slice(0, 256)}"${hint}`);
}

/** The error for a path whose names no schema of the resource type has (RFC 7644 §3.12, `invalidPath`). */
function unknownPath(type: ResourceType, name: string): InvalidPathError {
  const hint = didYouMean(type.attributes.map((attribute) => formatAttributePath({ attribute })), name);
  return new InvalidPathError(detail`${type.name} has no attribute "${name.slice(0, 256)}"${hint}`);
}
