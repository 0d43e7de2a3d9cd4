import type { Attribute } from '../schema/attribute';
import { partsIn } from '../resource/parts';
import { comparable } from '../schema/comparable';
import type { Attributes } from '../schema/resource-type';
import { isSearchable } from './type-plan';

/**
 * The form of a value that comparisons see, in the shape of the value: every store compares the same keys, so that
 * no rule of SQL about letter case, time zones or numbers comes in. `undefined` when there is nothing to compare.
 *
 * Elements of a multi-valued attribute keep their positions; null stands for an empty one.
 */
export function searchForm(attribute: Attribute, value: unknown): unknown {
  if (!attribute.isDeclared) return undeclaredForm(attribute, value);
  if (!attribute.multiValued) return elementForm(attribute, value);
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.map((element) => elementForm(attribute, element) ?? null);
}

/** An array, whether there is one value or several: what it is can differ from resource to resource. */
function undeclaredForm(attribute: Attribute, value: unknown): unknown {
  const elements: readonly unknown[] = Array.isArray(value) ? value : [value];
  return elements.map((element) => comparable(attribute, element) ?? null);
}

function elementForm(attribute: Attribute, element: unknown): unknown {
  if (attribute.type !== 'complex') return comparable(attribute, element);
  if (typeof element !== 'object' || element === null || Object.keys(element).length === 0) return undefined;
  const form: Record<string, unknown> = {};
  for (const subAttribute of partsIn(attribute, element)) {
    const { name } = subAttribute;
    const value = Object.hasOwn(element, name) ? (element as Attributes)[name] : undefined;
    const subForm = value === undefined || !isSearchable(subAttribute) ? undefined : searchForm(subAttribute, value);
    if (subForm !== undefined) form[name] = subForm;
  }
  return form;
}
