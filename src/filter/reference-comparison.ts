import type { Attribute } from '../schema/attribute';
import { findSubAttribute } from '../schema/attribute-path';
import type { Comparison, Filter } from './ast';

/** A resource of this service provider. */
export interface NamedResource {
  /** Name of its resource type. */
  readonly type: string;
  readonly id: string;
  /** Its absolute URL. */
  readonly location: string;
}

/** The resource that a URI names; `undefined` when it names none of this service provider. */
export type ReadReference = (uri: string) => NamedResource | undefined;

/**
 * What a comparison of a `$ref` with a URI asks for: that both name one resource, however the URI is written (RFC 7643
 * §2.4). All but `eq` and `ne` compare text, and so does a URI that names no resource the attribute may refer to.
 */
export function referenceComparison(comparison: Comparison, readReference: ReadReference): Filter {
  const { path, operator, value } = comparison;
  const reference = path.subAttribute ?? path.attribute;
  const { name, parent, referenceTypes } = reference;
  const isAsked = name === '$ref' && parent !== undefined && typeof value === 'string' && (operator === 'eq' || operator === 'ne');
  const target = isAsked ? readReference(value) : undefined;
  if (target === undefined || parent === undefined || !referenceTypes.includes(target.type)) return comparison;

  const idAttribute = findSubAttribute(parent, 'value');
  if (isShownByStores(parent)) return storedAsLocation(comparison, { parent, idAttribute, target });
  if (idAttribute === undefined) return comparison;
  const operands = [compared(comparison, idAttribute, target.id), comparison];
  return operator === 'eq' ? { kind: 'or', operands } : { kind: 'and', operands };
}

/** What refers to resources from the core of a type has its `$ref` from the store: the absolute URL. */
function isShownByStores({ multiValued, extension }: Attribute): boolean {
  return multiValued && extension === undefined;
}

interface Reference {
  readonly parent: Attribute;
  readonly idAttribute: Attribute | undefined;
  readonly target: NamedResource;
}

/** Stores find what refers to a resource by its id, and the URL tells its type. */
function storedAsLocation(comparison: Comparison, { parent, idAttribute, target: { id, location } }: Reference): Filter {
  const located: Comparison = { ...comparison, value: location };
  if (comparison.operator === 'ne' || idAttribute === undefined) return located;
  const { path } = comparison;
  const inBrackets: Comparison = { ...located, path: { attribute: path.subAttribute ?? path.attribute } };
  const both: Filter = { kind: 'and', operands: [compared(inBrackets, idAttribute, id), inBrackets] };
  return path.subAttribute === undefined ? both : { kind: 'valuePath', attribute: parent, filter: both };
}

/** The same comparison of the attribute beside `$ref`. */
function compared(comparison: Comparison, beside: Attribute, value: string): Comparison {
  const { attribute, subAttribute } = comparison.path;
  const path = subAttribute === undefined ? { attribute: beside } : { attribute, subAttribute: beside };
  return { ...comparison, path, value, caseExact: beside.caseExact };
}
