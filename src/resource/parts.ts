import type { Attribute } from '../schema/attribute';
import { memberNamed } from '../schema/attribute-path';
import { isObject } from './attribute-value';

/** The sub-attributes of a complex attribute, and of an open one what stands for all its other members. */
export function everyPart({ subAttributes, undeclared }: Attribute): readonly Attribute[] {
  return undeclared === undefined ? subAttributes : [...subAttributes, undeclared.any];
}

/** The sub-attributes of a complex attribute, and of an open one the other members that these values have. */
export function partsIn(attribute: Attribute, ...values: readonly unknown[]): readonly Attribute[] {
  if (attribute.undeclared === undefined) return attribute.subAttributes;
  const found = values.filter(isObject).flatMap((value) => Object.keys(value).map((name) => memberNamed(attribute, name)));
  return [...new Set([...attribute.subAttributes, ...found.filter((part) => part !== undefined)])];
}
