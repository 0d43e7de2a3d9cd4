import { attributeValue } from '../resource/attribute-value';
import { type EvaluationContext, valuesAt } from '../resource/evaluate-filter';
import type { StoredResource } from '../resource/stored-resource';
import type { Attribute, AttributePath } from '../schema/attribute';
import { comparable, compareText } from '../schema/comparable';
import type { Attributes } from '../schema/resource-type';
import type { SortOrder } from './resource-store';

/** What a resource is sorted by; `undefined` when it has no value at the path of the order. */
export type SortKey = string | number | boolean | undefined;

/**
 * Sorts resources by one attribute (RFC 7644 §3.4.2.3). Resources without a value come last when ascending and first
 * when descending; resources with equal values keep the order they were given in, either way.
 */
export function sortResources<Resource extends StoredResource>(
  resources: Iterable<Resource>,
  { path, order }: SortOrder,
  evaluation: EvaluationContext,
): readonly Resource[] {
  const direction = order === 'descending' ? -1 : 1;
  return Array.from(resources, (resource) => ({ resource, key: sortKey(resource, path, evaluation) }))
    .sort((left, right) => direction * compareSortKeys(left.key, right.key))
    .map(({ resource }) => resource);
}

/** The value a resource is sorted by: of a multi-valued attribute the primary, else the first (RFC 7644 §3.4.2.3). */
export function sortKey(resource: StoredResource, path: AttributePath, evaluation: EvaluationContext): SortKey {
  const { attribute } = path;
  const subAttribute = path.subAttribute ?? attribute.subAttributes.find(({ name }) => name === 'value');
  const chosen = attribute.multiValued
    ? representative(attributeValue(resource.attributes, attribute), subAttribute)
    : valuesAt(resource, path, evaluation)[0];
  return comparable(subAttribute ?? attribute, chosen);
}

/** Ascending order of sort keys; without a value last, text by code point (RFC 7644 §3.4.2.3). */
export function compareSortKeys(left: SortKey, right: SortKey): number {
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  return Number(left) - Number(right);
}

function representative(values: unknown, subAttribute: Attribute | undefined): unknown {
  if (!Array.isArray(values)) return undefined;
  if (subAttribute === undefined) return values[0];
  const elements = values as readonly Attributes[];
  const element = elements.find((candidate) => candidate['primary'] === true) ?? elements[0];
  const value = element?.[subAttribute.name];
  return Array.isArray(value) ? value[0] : value;
}
