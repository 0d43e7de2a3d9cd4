import { MutabilityError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Attribute } from '../schema/attribute';
import { formatAttributePath } from '../schema/attribute-path';
import { isObject, isUnassigned, ownMember } from './attribute-value';
import { partsIn } from './parts';
import { exactKey, matchKey } from './value-key';

type Complex = Readonly<Record<string, unknown>>;

/** A value to add or to put in the place of another. */
export interface Assignment {
  readonly op: 'add' | 'replace';
  readonly value: unknown;
}

/**
 * The value that an attribute with one value, or an element of one with several, has after an assignment: simple
 * values are replaced, complex ones keep the sub-attributes that are not named (RFC 7644 §3.5.2.1, §3.5.2.3).
 *
 * Throws `MutabilityError` when an immutable value would become another one.
 */
export function assigned(attribute: Attribute, current: unknown, { op, value }: Assignment): unknown {
  if (attribute.type !== 'complex' || !isObject(value)) return value;
  const merged: Record<string, unknown> = { ...(isObject(current) ? current : {}) };
  for (const subAttribute of partsIn(attribute, value)) {
    const { name } = subAttribute;
    if (!Object.hasOwn(value, name)) continue;
    merged[name] = subAttributeAssigned({ attribute, subAttribute }, merged[name], { op, value: value[name] });
  }
  return merged;
}

/** A complex value after one of its sub-attributes was assigned. Throws `MutabilityError` as `assigned` does. */
export function withSubAttribute(path: SubAttributePath, current: unknown, assignment: Assignment): Complex {
  const { name } = path.subAttribute;
  const complex = isObject(current) ? current : {};
  return { ...complex, [name]: subAttributeAssigned(path, ownMember(complex, name), assignment) };
}

/**
 * A complex value without one of its sub-attributes; `undefined` when nothing is left of it (RFC 7644 §3.5.2.2).
 * Throws `MutabilityError` for a required or immutable sub-attribute that has a value.
 */
export function withoutSubAttribute(path: SubAttributePath, current: unknown): Complex | undefined {
  const { name, required, mutability } = path.subAttribute;
  if (!isObject(current) || !Object.hasOwn(current, name)) return isObject(current) ? current : undefined;
  if (required || mutability === 'immutable') throw immovable(path);
  const { [name]: _removed, ...others } = current;
  return isUnassigned(others) ? undefined : others;
}

export interface SubAttributePath {
  readonly attribute: Attribute;
  readonly subAttribute: Attribute;
}

function subAttributeAssigned(path: SubAttributePath, current: unknown, { op, value }: Assignment): unknown {
  const { subAttribute } = path;
  const isUnion = op === 'add' && Array.isArray(current) && (subAttribute.multiValued ? Array.isArray(value) : !subAttribute.isDeclared);
  const next = isUnion ? union(subAttribute, current, Array.isArray(value) ? value : [value]) : value;
  assertMutable(path, current, next);
  return next;
}

function union(attribute: Attribute, current: readonly unknown[], added: readonly unknown[]): readonly unknown[] {
  const byKey = new Map<string, unknown>();
  for (const value of [...current, ...added]) {
    const key = attribute.isDeclared ? matchKey(attribute, [value]) : exactKey(attribute, value);
    if (!byKey.has(key)) byKey.set(key, value);
  }
  return [...byKey.values()];
}

/** An immutable attribute is set once: afterwards only the same value is accepted (RFC 7643 §7, RFC 7644 §3.5.2). */
export function assertMutable(
  path: { readonly attribute: Attribute; readonly subAttribute?: Attribute },
  current: unknown,
  next: unknown,
): void {
  const attribute = path.subAttribute ?? path.attribute;
  if (attribute.mutability !== 'immutable' || isUnassigned(current)) return;
  if (matchKey(attribute, current) !== matchKey(attribute, next)) {
    throw new MutabilityError(detail`${formatAttributePath(path)} is immutable and has another value`);
  }
}

/** The error for taking away what must stay (RFC 7644 §3.5.2.2). */
export function immovable(path: { readonly attribute: Attribute; readonly subAttribute?: Attribute }): MutabilityError {
  const { required } = path.subAttribute ?? path.attribute;
  const name = formatAttributePath(path);
  return new MutabilityError(
    required ? detail`${name} is required and cannot be removed` : detail`${name} is immutable and cannot be removed`,
  );
}
