import type { ClientFlags } from '../clients/client-flags';
import type { Attribute } from '../schema/attribute';
import { foldName } from '../schema/attribute-name';
import { findSubAttribute } from '../schema/attribute-path';
import { isObject, ownMember } from './attribute-value';

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
 * The complex value that a client means by another form of it, as far as its flags let it; anything else as it is.
 *
 * - a bare string, or an array of one, for a single-valued attribute that has a `value`, and "" for none
 *   (`managerForms`: Entra ID writes the enterprise `manager` so)
 * - a bare string for a reference (`bareReferences`)
 * - `managerId` for `value` (`legacySchemaUrns`), JSON in the value of a role (`expandJsonRoleValue`)
 */
export function complexFromValue(attribute: Attribute, value: unknown, flags: ClientFlags): unknown {
  if (findSubAttribute(attribute, 'value') === undefined) return value;
  if (attribute.multiValued) return elementFromValue(attribute, value, flags);
  const single = flags.managerForms ? singleFromValue(value) : value;
  return flags.legacySchemaUrns ? currentManager(single) : single;
}

function elementFromValue(attribute: Attribute, value: unknown, flags: ClientFlags): unknown {
  const isReference = typeof value === 'string' && findSubAttribute(attribute, '$ref') !== undefined;
  if (isReference && flags.bareReferences) return { value };
  return flags.expandJsonRoleValue && foldName(attribute.name) === 'roles' ? expandedRole(value) : value;
}

function singleFromValue(value: unknown): unknown {
  const single: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof single !== 'string') return single;
  return single === '' ? null : { value: single };
}

/** SCIM 1.1 calls the id of a manager `managerId`. */
function currentManager(value: unknown): unknown {
  const id = ownMember(value, 'managerId');
  if (!isObject(value) || id === undefined || Object.hasOwn(value, 'value')) return value;
  const { managerId: _id, ...others } = value;
  return { ...others, value: id };
}

/** Entra ID's AppRoleAssignmentsComplex: an object as JSON text, with `displayName` for `display`. */
function expandedRole(role: unknown): unknown {
  const text = isObject(role) ? ownMember(role, 'value') : role;
  const expanded = typeof text === 'string' && text.startsWith('{') ? parsed(text) : undefined;
  if (!isObject(expanded)) return role;
  const display = ownMember(expanded, 'display') ?? ownMember(expanded, 'displayName');
  const { id: _id, displayName: _displayName, ...known } = expanded;
  return { ...(isObject(role) && role), ...known, ...(display !== undefined && { display }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An array in the place of one value, or one value in the place of an array of one, as far as the flags let it. */
export function inOwnShape({ multiValued }: Attribute, value: unknown, flags: ClientFlags): unknown {
  if (multiValued) return flags.wrapSingleObject && !Array.isArray(value) ? [value] : value;
  return singleValue(value, flags);
}

/** The one value in an array of one, where the client may send it so: also for what a filter selects of several. */
export function singleValue(value: unknown, { unwrapSingleton }: Pick<ClientFlags, 'unwrapSingleton'>): unknown {
  return unwrapSingleton && Array.isArray(value) && value.length === 1 ? value[0] : value;
}

/** The elements with at most one primary among them: the first (RFC 7643 §2.4). What was nothing else goes. */
export function withOnePrimary(elements: readonly unknown[]): readonly unknown[] {
  const first = elements.findIndex(isPrimary);
  return elements.flatMap((element, index) => {
    if (index === first || !isPrimary(element)) return [element];
    const { primary: _primary, ...others } = element;
    return Object.keys(others).length === 0 ? [] : [others];
  });
}

function isPrimary(element: unknown): element is Readonly<Record<string, unknown>> {
  return ownMember(element, 'primary') === true;
}
