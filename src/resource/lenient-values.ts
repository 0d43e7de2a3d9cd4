import type { Attribute } from '../schema/attribute';
import { findSubAttribute } from '../schema/attribute-path';

/**
 * The boolean that a string spells, such as `"True"`; anything else as it is.
 *
 * RFC 7643 §2.3.2 knows JSON booleans only, but Entra ID writes `"False"` to deactivate a user, which must never be
 * taken for a value that is true.
 */
export function booleanFromString(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const folded = value.toLowerCase();
  return folded === 'true' || folded === 'false' ? folded === 'true' : value;
}

/**
 * The complex value that a client means by a bare string or by an array of one, for a single-valued attribute that
 * has a `value`; anything else as it is.
 *
 * Entra ID writes the enterprise `manager` in both forms, and "" when there is no manager.
 */
export function complexFromValue(attribute: Attribute, value: unknown): unknown {
  if (attribute.multiValued || findSubAttribute(attribute, 'value') === undefined) return value;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const single = values.length === 1 ? values[0] : value;
  if (typeof single !== 'string') return single;
  return single === '' ? null : { value: single };
}
