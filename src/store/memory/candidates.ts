import { isUnique } from '../../resource/unique-keys';
import type { Comparison, Filter, ValuePath } from '../../filter/ast';
import type { Attribute } from '../../schema/attribute';
import { comparable } from '../../schema/comparable';
import type { ResourceType } from '../../schema/resource-type';
import { LinkSet, ownersOf } from './links';
import { findRow, type MemoryScope, type Row, storageName } from './memory-state';
import { uniqueGroup } from './unique-values';

/**
 * The few rows of a type that can match a filter, when an index tells: by id, by a unique value, by what they refer to
 * or what refers to them. Some may not match. In the order of lists. `undefined` when all rows have to be looked at.
 */
export function candidates(scope: MemoryScope, type: ResourceType, filter: Filter): readonly Row[] | undefined {
  const ids = candidateIds(scope, type, filter);
  return (
    ids &&
    Array.from(new Set(ids), (id) => findRow(scope, id) ?? [])
      .flat()
      .filter((row) => row.type.storageName === type.storageName)
      .sort((left, right) => left.place - right.place)
  );
}

function candidateIds(scope: MemoryScope, type: ResourceType, filter: Filter): readonly string[] | undefined {
  const narrow = (operand: Filter) => candidateIds(scope, type, operand);
  switch (filter.kind) {
    case 'and':
      return filter.operands.map(narrow).find((ids) => ids !== undefined);
    case 'or': {
      const operands = filter.operands.map(narrow);
      return operands.every((ids) => ids !== undefined) ? operands.flat() : undefined;
    }
    case 'comparison':
      return filter.operator === 'eq' ? indexedIds(scope, type, filter) : undefined;
    case 'valuePath':
      return narrow(fromOutside(filter));
    default:
      return undefined;
  }
}

/**
 * `members[value eq "x" and type eq "y"]` selects no more than `members.value eq "x" and members.type eq "y"` does; of
 * what else may stand in brackets no index tells anything.
 */
function fromOutside({ attribute, filter }: ValuePath): Filter {
  const operands = (filter.kind === 'and' ? filter.operands : [filter]).filter((operand) => operand.kind === 'comparison');
  return {
    kind: 'and',
    operands: operands.map((operand) => {
      const inner = operand.path.attribute;
      // Inside the brackets of a simple attribute, the attribute stands for one of its own values.
      return { ...operand, path: inner === attribute ? { attribute } : { attribute, subAttribute: inner } };
    }),
  };
}

function indexedIds(
  scope: MemoryScope,
  type: ResourceType,
  { path, value, caseExact }: Comparison,
): readonly string[] | undefined {
  const { attribute } = path;
  const leaf = path.subAttribute ?? attribute;
  const key = comparable(leaf, value);
  // The index must not be stricter than the filter.
  if (key === undefined || (leaf.caseExact && !caseExact)) return undefined;

  if (isId(attribute)) return [String(key)];
  const isReference = leaf.name === 'value' && leaf.caseExact;
  if (type.links.includes(attribute))
    return isReference ? referrers(scope, { type, attribute }, String(key)) : undefined;
  const inverse = Object.hasOwn(type.inverse, attribute.name) ? type.inverse[attribute.name] : undefined;
  if (inverse !== undefined) return isReference ? referredTo(scope, inverse, String(key)) : undefined;
  if (!isUnique(path)) return undefined;
  const holder = scope.state.uniqueValues.get(uniqueGroup(type, path, scope.context), key);
  return holder === undefined ? [] : [holder];
}

function referrers(
  scope: MemoryScope,
  { type, attribute }: { readonly type: ResourceType; readonly attribute: Attribute },
  target: string,
): readonly string[] {
  return ownersOf(scope, target)
    .filter((owner) => owner.type.storageName === type.storageName && owner.attribute.name === attribute.name)
    .map(({ id }) => id);
}

function referredTo(scope: MemoryScope, inverse: ResourceType['inverse'][string], ownerId: string): readonly string[] {
  const owner = findRow(scope, ownerId);
  const attribute = owner?.type.links.find(({ name }) => name === inverse.attribute);
  if (owner?.type.storageName !== storageName(scope, inverse.type) || attribute === undefined) return [];
  // What is referred to through others counts, too; a set visits what is added on the way, and nothing twice.
  const owners = new Set([ownerId]);
  const targets: string[] = [];
  for (const id of owners) {
    for (const [target] of new LinkSet(scope, { id, type: owner.type, attribute }).entries()) {
      targets.push(target);
      if (findRow(scope, target)?.type.storageName === owner.type.storageName) owners.add(target);
    }
  }
  return targets;
}

function isId({ name, schema, parent }: Attribute): boolean {
  return name === 'id' && schema === undefined && parent === undefined;
}
