import { UniquenessError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import { valuesAt } from '../../resource/evaluate-filter';
import type { AttributePath } from '../../schema/attribute';
import { formatAttributePath } from '../../schema/attribute-path';
import { comparable, type ComparisonKey } from '../../schema/comparable';
import type { ResourceType } from '../../schema/resource-type';
import type { ScimContext } from '../context';
import { groupKey, type MemoryScope, type Row } from './memory-state';

interface UniqueValue {
  readonly path: AttributePath;
  readonly group: string;
  readonly value: ComparisonKey;
}

/**
 * Enters the unique values of a resource in the place of those it had before (RFC 7643 §7, `uniqueness`).
 *
 * `server` and `global` mean the same here: unique among the resources of the type and tenant.
 *
 * @throws UniquenessError (`ERR_SCIM_UNIQUENESS`) when another resource has one of them.
 */
export function claimUniqueValues(scope: MemoryScope, before: Row | undefined, after: Row): void {
  const { state } = scope;
  if (before !== undefined) releaseUniqueValues(scope, before);
  for (const { path, group, value } of uniqueValues(scope, after)) {
    const holder = state.uniqueValues.get(group, value);
    if (holder !== undefined && holder !== after.id) {
      throw new UniquenessError(detail`${formatAttributePath(path)} is already in use by another ${after.type.name}`);
    }
    state.uniqueValues.set(group, value, after.id);
  }
}

/** Lets others have the unique values of a resource. */
export function releaseUniqueValues(scope: MemoryScope, row: Row): void {
  for (const { group, value } of uniqueValues(scope, row)) scope.state.uniqueValues.delete(group, value);
}

/** The group of `MemoryState.uniqueValues` for one attribute. */
export function uniqueGroup(type: ResourceType, path: AttributePath, context: ScimContext): string {
  return groupKey(context.tenant, type.storageName, formatAttributePath(path));
}

export function isUnique({ attribute, subAttribute }: AttributePath): boolean {
  return (subAttribute ?? attribute).uniqueness !== 'none';
}

function uniqueValues({ context }: MemoryScope, row: Row): readonly UniqueValue[] {
  const evaluation = { type: row.type, locate: context.locate };
  return uniquePaths(row.type).flatMap((path) => {
    const group = uniqueGroup(row.type, path, context);
    const keys = valuesAt(row, path, evaluation).map((value) => comparable(path.subAttribute ?? path.attribute, value));
    return keys.flatMap((value) => (value === undefined ? [] : [{ path, group, value }]));
  });
}

/** Not `id`, which is unique because of how it is chosen. */
function uniquePaths(type: ResourceType): readonly AttributePath[] {
  return type.attributes
    .filter(({ schema }) => schema !== undefined)
    .flatMap((attribute) => [
      { attribute },
      ...attribute.subAttributes.map((subAttribute) => ({ attribute, subAttribute })),
    ])
    .filter(isUnique);
}
