import { UniquenessError } from '../../errors/catalog';
import { both, detail } from '../../errors/detail';
import { valuesAt } from '../../resource/evaluate-filter';
import type { AttributePath } from '../../schema/attribute';
import { formatAttributePath } from '../../schema/attribute-path';
import { comparable, type ComparisonKey } from '../../schema/comparable';
import type { ResourceType } from '../../schema/resource-type';
import type { ScimContext } from '../context';
import { groupKey, type MemoryScope, type Row } from './memory-state';

interface UniqueValue {
  readonly group: string;
  readonly value: ComparisonKey;
  /** What to say when another resource has it. */
  readonly refusal: () => UniquenessError;
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
  for (const { group, value, refusal } of uniqueValues(scope, after)) {
    const holder = state.uniqueValues.get(group, value);
    if (holder !== undefined && holder !== after.id) throw refusal();
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

function uniqueValues(scope: MemoryScope, row: Row): readonly UniqueValue[] {
  return [...singleValues(scope, row), ...valuesTogether(scope, row)];
}

function singleValues(scope: MemoryScope, row: Row): readonly UniqueValue[] {
  return uniquePaths(row.type).flatMap((path) => {
    const group = uniqueGroup(row.type, path, scope.context);
    const refusal = () => new UniquenessError(detail`${formatAttributePath(path)} is already in use by another ${row.type.name}`);
    return keysAt(scope, row, path).map((value) => ({ group, value, refusal }));
  });
}

/** One value for each list of `uniqueTogether` of which the resource has anything. */
function valuesTogether(scope: MemoryScope, row: Row): readonly UniqueValue[] {
  return row.type.uniqueTogether.flatMap((paths) => {
    const keys = paths.map((path) => keysAt(scope, row, path)[0] ?? null);
    if (keys.every((key) => key === null)) return [];
    const names = paths.map(formatAttributePath);
    const refusal = () => new UniquenessError(detail`Another ${row.type.name} has the same ${both(names)}`);
    return [{ group: groupKey(scope.context.tenant, row.type.storageName, ...names), value: JSON.stringify(keys), refusal }];
  });
}

function keysAt({ context }: MemoryScope, row: Row, path: AttributePath): readonly ComparisonKey[] {
  const values = valuesAt(row, path, { type: row.type, locate: context.locate });
  return values.flatMap((value) => comparable(path.subAttribute ?? path.attribute, value) ?? []);
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
