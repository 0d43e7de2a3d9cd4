import { UniquenessError } from '../../errors/catalog';
import { both, detail } from '../../errors/detail';
import { uniqueKeys } from '../../resource/unique-keys';
import type { AttributePath } from '../../schema/attribute';
import { formatAttributePath } from '../../schema/attribute-path';
import type { ComparisonKey } from '../../schema/comparable';
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

function uniqueValues({ context }: MemoryScope, row: Row): readonly UniqueValue[] {
  return uniqueKeys(row.type, row.attributes).map(({ names, values, key }) => ({
    group: groupKey(context.tenant, row.type.storageName, ...names),
    value: values.length === 1 ? (values[0] ?? key) : key,
    refusal: () =>
      names.length === 1
        ? new UniquenessError(detail`${names[0] ?? ''} is already in use by another ${row.type.name}`)
        : new UniquenessError(detail`Another ${row.type.name} has the same ${both(names)}`),
  }));
}
