import type { AttributePath } from '../schema/attribute';
import { formatAttributePath } from '../schema/attribute-path';
import { comparable, type ComparisonKey } from '../schema/comparable';
import type { Attributes, ResourceType } from '../schema/resource-type';
import { readAttributes } from './read-values';

/** A value, or several together, that no two resources of a type and tenant may have. */
export interface UniqueKey {
  /** The attributes, as an error would name them. */
  readonly names: readonly string[];
  /** One for each, in the form that comparisons see; null for one that is missing beside others. */
  readonly values: readonly (ComparisonKey | null)[];
  /** The same text for the same attributes and equal values, and for no others. */
  readonly key: string;
}

/**
 * Everything by which a resource has to be the only one: attributes with `uniqueness` server or global (RFC 7643 §7),
 * which mean the same here, and the lists of `uniqueTogether`, in which a missing value counts as one unless all are
 * missing. Values are compared as filters compare them. For stores that keep to it themselves.
 *
 * @example
 * ```ts
 * const clash = uniqueKeys(type, attributes).find(({ key }) => taken.has(key));
 * if (clash !== undefined) throw new UniquenessError(`${clash.names.join(' and ')} is already in use`);
 * ```
 */
export function uniqueKeys(type: ResourceType, attributes: Attributes): readonly UniqueKey[] {
  const alone = uniquePaths(type).flatMap((path) => keysAt(attributes, path).map((value) => keyOf([path], [value])));
  const together = type.uniqueTogether.flatMap((paths) => {
    const values = paths.map((path) => keysAt(attributes, path)[0] ?? null);
    return values.every((value) => value === null) ? [] : [keyOf(paths, values)];
  });
  return [...alone, ...together];
}

function keyOf(paths: readonly AttributePath[], values: UniqueKey['values']): UniqueKey {
  const names = paths.map(formatAttributePath);
  return { names, values, key: JSON.stringify([...names, ...values]) };
}

function keysAt(attributes: Attributes, path: AttributePath): readonly ComparisonKey[] {
  return readAttributes(attributes, path).flatMap((value) => comparable(path.subAttribute ?? path.attribute, value) ?? []);
}

/** Not `id`, which is unique because of how it is chosen. */
function uniquePaths(type: ResourceType): readonly AttributePath[] {
  return type.attributes
    .filter(({ schema }) => schema !== undefined)
    .flatMap((attribute) => [{ attribute }, ...attribute.subAttributes.map((subAttribute) => ({ attribute, subAttribute }))])
    .filter(isUnique);
}

/** Whether no two resources may share a value at this path. */
export function isUnique({ attribute, subAttribute }: AttributePath): boolean {
  return (subAttribute ?? attribute).uniqueness !== 'none';
}
