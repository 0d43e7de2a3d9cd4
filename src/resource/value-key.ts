import type { Attribute } from '../schema/attribute';
import { comparable } from '../schema/comparable';
import { isObject, isUnassigned, ownMember } from './attribute-value';
import { partsIn } from './parts';

/**
 * A text that is the same for two values of an attribute exactly when they are the same JSON value: neither the order
 * of members nor that of the elements of a multi-valued attribute counts, and `primary: false` is as if left out
 * (RFC 7643 §2.4, §2.5).
 */
export function exactKey(attribute: Attribute, value: unknown): string {
  return valueKey(attribute, value, (_simple, element) => JSON.stringify(element));
}

/** As `exactKey`, for values that are the same by the comparison rules of the attribute, such as `caseExact`. */
export function matchKey(attribute: Attribute, value: unknown): string {
  return valueKey(attribute, value, (simple, element) => JSON.stringify(comparable(simple, element) ?? element));
}

type SimpleKey = (attribute: Attribute, value: unknown) => string;

function valueKey(attribute: Attribute, value: unknown, simpleKey: SimpleKey): string {
  if (isUnassigned(value)) return '';
  if (!attribute.multiValued || !Array.isArray(value)) return elementKey(attribute, value, simpleKey);
  return `[${value.map((element) => elementKey(attribute, element, simpleKey)).sort().join()}]`;
}

function elementKey(attribute: Attribute, element: unknown, simpleKey: SimpleKey): string {
  if (!attribute.isDeclared) return sortedJson(element);
  if (attribute.type !== 'complex' || !isObject(element)) return simpleKey(attribute, element);
  const members = attribute.subAttributes.map((subAttribute) => {
    const value = ownMember(element, subAttribute.name);
    return isUnassigned(value) || isFalsePrimary(subAttribute, value) ? '' : valueKey(subAttribute, value, simpleKey);
  });
  return `{${members.join()}${undeclaredKey(attribute, element)}}`;
}

/** Of an open attribute: all that no schema declares, whatever the order of its members. */
function undeclaredKey(attribute: Attribute, element: Readonly<Record<string, unknown>>): string {
  if (attribute.undeclared === undefined) return '';
  const others = partsIn(attribute, element).filter(({ isDeclared }) => !isDeclared);
  return others.map(({ name }) => `${JSON.stringify(name)}:${sortedJson(element[name])}`).sort().join();
}

function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).map((name) => `${JSON.stringify(name)}:${sortedJson(value[name])}`);
  return `{${members.sort().join()}}`;
}

function isFalsePrimary({ name, type }: Attribute, value: unknown): boolean {
  return name === 'primary' && type === 'boolean' && value === false;
}
