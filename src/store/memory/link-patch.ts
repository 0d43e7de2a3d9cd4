import type { Filter } from '../../filter/ast';
import { createElementPredicate } from '../../resource/evaluate-filter';
import { keptParts } from '../../resource/kept-parts';
import type { PatchOperation } from '../../resource/patch-operation';
import type { Attribute } from '../../schema/attribute';
import type { Attributes, ResourceType } from '../../schema/resource-type';
import { LinkSet } from './links';
import type { MemoryScope, Row } from './memory-state';
import { linkElements } from './read-resource';

export function isLinkOperation(type: ResourceType, { path }: PatchOperation): boolean {
  return type.links.includes(path.attribute);
}

/**
 * Whether these operations can be applied without bringing links and other attributes together (RFC 7644 §3.5.2):
 * those on links add, remove or replace whole references, no rule counts them, and nothing of one outlives another.
 */
export function canPatchLinks(type: ResourceType, operations: readonly PatchOperation[]): boolean {
  if (type.links.some((link) => isCounted(link) || keptParts(link).length > 0)) return false;
  return operations
    .filter((operation) => isLinkOperation(type, operation))
    .every(({ op, path, where }) => path.subAttribute === undefined && (where === undefined || op === 'remove'));
}

/** Applies one operation to the links of a resource, and tells whether it had an effect (RFC 7644 §3.5.2). */
export function applyLinkOperation(scope: MemoryScope, row: Row, operation: PatchOperation): boolean {
  const { attribute } = operation.path;
  const links = new LinkSet(scope, { id: row.id, type: row.type, attribute });
  switch (operation.op) {
    case 'add':
      return links.add(operation.value as readonly Attributes[]);
    case 'replace':
      return links.replace(operation.value as readonly Attributes[]);
    case 'remove':
      return links.remove(operation.where === undefined ? targets(links) : selected(scope, row, operation));
  }
}

function targets(links: LinkSet): readonly string[] {
  return Array.from(links.entries(), ([target]) => target);
}

/** The targets that the value filter of a remove selects; without a scan when it names their ids. */
function selected(scope: MemoryScope, row: Row, { path, where }: PatchOperation): Iterable<string> {
  if (where === undefined) return [];
  const named = namedTargets(where);
  if (named !== undefined) return named;

  const matches = createElementPredicate(path.attribute, where);
  return linkElements(scope, row, path.attribute)
    .filter(matches)
    .map((element) => element['value'] as string);
}

/** The ids in `value eq "a" or value eq "b"`; `undefined` for any other filter. */
function namedTargets(filter: Filter): ReadonlySet<string> | undefined {
  if (filter.kind === 'comparison') {
    const { operator, value, caseExact, path } = filter;
    const isNamed = path.attribute.name === 'value' && operator === 'eq' && caseExact && typeof value === 'string';
    return isNamed ? new Set([value]) : undefined;
  }
  if (filter.kind !== 'or') return undefined;
  const operands = filter.operands.map(namedTargets);
  return operands.every((operand) => operand !== undefined) ? new Set(operands.flatMap((ids) => [...ids])) : undefined;
}

function isCounted({ required, definition }: Attribute): boolean {
  return required || 'minItems' in definition || 'maxItems' in definition;
}
