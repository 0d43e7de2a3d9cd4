import type { Filter } from '../filter/ast';
import type { Attribute } from '../schema/attribute';
import { findSubAttribute } from '../schema/attribute-path';
import { isObject, isUnassigned, ownMember } from './attribute-value';
import { exactKey, matchKey } from './value-key';

/**
 * What tells the elements of a multi-valued attribute apart: `value` alone for references to resources, `value` and
 * `type` for other complex ones (RFC 7643 §2.4), the element itself for simple ones. Empty when there is no `value`:
 * then elements are the same only when they are equal in what clients can read. A password tells nothing apart.
 */
export function identityAttributes(attribute: Attribute): readonly Attribute[] {
  if (attribute.type !== 'complex') return [attribute];
  const value = findSubAttribute(attribute, 'value');
  if (value === undefined || value.password) return [];
  const type = findSubAttribute(attribute, '$ref') === undefined ? findSubAttribute(attribute, 'type') : undefined;
  return type === undefined ? [value] : [value, type];
}

/** A text that is the same for two elements exactly when they have the same identity. */
export function identityKey(attribute: Attribute, element: unknown): string {
  const [first, ...others] = identityAttributes(attribute);
  if (first === undefined) return exactKey(attribute, readablePart(attribute, element));
  if (attribute.type !== 'complex') return matchKey(attribute, [element]);
  if (isUnassigned(ownMember(element, first.name))) return exactKey(attribute, element);
  return [first, ...others].map((part) => matchKey(part, ownMember(element, part.name))).join();
}

/** The parts of an element that are not writeOnly; all of it where there are no others. */
function readablePart({ subAttributes }: Attribute, element: unknown): unknown {
  const hidden = subAttributes.filter(({ mutability }) => mutability === 'writeOnly');
  if (hidden.length === 0 || !isObject(element)) return element;
  const names = new Set(hidden.map(({ name }) => name));
  const parts = Object.entries(element).filter(([name]) => !names.has(name));
  return parts.length === 0 ? element : Object.fromEntries(parts);
}

/**
 * The identities that a filter asks for, when it does nothing else: `value eq "a" or value eq "b"`. They are looked
 * up rather than searched for, so that changing a group member by member takes no time that grows with the group.
 */
export function identitiesIn(attribute: Attribute, where: Filter): readonly string[] | undefined {
  if (where.kind !== 'or') {
    const key = identityIn(attribute, where);
    return key === undefined ? undefined : [key];
  }
  const keys = where.operands.map((operand) => identityIn(attribute, operand));
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

function identityIn(attribute: Attribute, where: Filter): string | undefined {
  const values = valuesIn(where);
  const parts = identityAttributes(attribute);
  const isIdentity = values !== undefined && values.size === parts.length && parts.every((part) => values.has(part));
  if (!isIdentity || parts.length === 0) return undefined;
  if (attribute.type !== 'complex') return identityKey(attribute, values.get(attribute));
  return identityKey(attribute, Object.fromEntries(parts.map((part) => [part.name, values.get(part)])));
}

/**
 * The values that a filter of equations joined by `and` demands, by attribute; `undefined` for any other filter, and
 * for one that demands two values of one attribute or compares by another rule than the attribute's own.
 */
export function valuesIn(where: Filter): ReadonlyMap<Attribute, unknown> | undefined {
  const values = new Map<Attribute, unknown>();
  for (const operand of where.kind === 'and' ? where.operands : [where]) {
    if (operand.kind !== 'comparison' || operand.operator !== 'eq' || operand.value === null) return undefined;
    const { path: { attribute }, value, caseExact } = operand;
    const isOwnRule = typeof value !== 'string' || attribute.type === 'dateTime' || caseExact === attribute.caseExact;
    if (!isOwnRule || values.has(attribute)) return undefined;
    values.set(attribute, value);
  }
  return values;
}
