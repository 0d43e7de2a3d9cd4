import type { Filter, ResolvedRelation } from '../filter/ast';
import type { Attribute, AttributePath } from '../schema/attribute';
import type { Attributes, ResourceType } from '../schema/resource-type';
import { attributeValue, ownMember } from './attribute-value';
import type { StoredResource } from './stored-resource';

/** What the computed attributes of a resource depend on. */
export interface EvaluationContext {
  readonly type: ResourceType;
  /** Absolute URL of a resource, for `meta.location`. */
  readonly locate: (type: string, id: string) => string | undefined;
  /** What relations lead to. Absent: a filter that follows one is refused. */
  readonly related?: RelatedSource;
}

/** The resources of `relation.target` that belong to the same tenant: those at least that satisfy the filter. */
export type RelatedSource = (relation: ResolvedRelation, filter: Filter) => Iterable<StoredResource>;

/**
 * The values of one path, those of multi-valued attributes one by one. `undefined` stands for a sub-attribute that
 * one of the values lacks.
 */
export type Reader<T> = (subject: T) => readonly unknown[];

/** All values that a resource has at a path, as stored; `id`, `schemas` and `meta` are computed (RFC 7643 §3.1). */
export function valuesAt(
  resource: StoredResource,
  path: AttributePath,
  context: EvaluationContext,
): readonly unknown[] {
  return createReader(path, context)(resource).filter((value) => value !== undefined && value !== null);
}

/** Reads a path of a resource; made once for many resources. */
export function createReader(path: AttributePath, context: EvaluationContext): Reader<StoredResource> {
  const { attribute, subAttribute } = path;
  const compute = attribute.schema === undefined ? computed.get(attribute.name) : undefined;
  const read = (resource: StoredResource): unknown =>
    compute === undefined ? attributeValue(resource.attributes, attribute) : compute(resource, context);
  if (subAttribute === undefined) return (resource) => valuesOf(read(resource));
  return (resource) => valuesOf(read(resource)).flatMap((value) => ownMember(value, subAttribute.name));
}

/** Reads a path inside one value of `attribute`, which may be the value itself. */
export function createElementReader({ attribute: inner }: AttributePath, attribute: Attribute): Reader<unknown> {
  if (inner === attribute) return (element) => [element];
  return (element) => [element].flatMap((value) => ownMember(value, inner.name));
}

/** All values that attributes have at a path of a schema. */
export function readAttributes(attributes: Attributes, { attribute, subAttribute }: AttributePath): readonly unknown[] {
  const values = valuesOf(attributeValue(attributes, attribute));
  return subAttribute === undefined ? values : values.flatMap((value) => ownMember(value, subAttribute.name));
}

function valuesOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

type Compute = (resource: StoredResource, context: EvaluationContext) => unknown;

/** The attributes that a store keeps outside `attributes` (RFC 7643 §3.1). */
const computed: ReadonlyMap<string, Compute> = new Map<string, Compute>([
  ['id', ({ id }, { type }) => (type.identifiers === 'integer' ? Number(id) : id)],
  ['schemas', schemasOf],
  ['meta', metaOf],
]);

/** The core schema, and each extension of which the resource has attributes (RFC 7643 §3). */
function schemasOf({ attributes }: StoredResource, { type }: EvaluationContext): readonly string[] {
  const extensions = type.extensions.map(({ schema }) => schema.$id);
  const present = extensions.filter((urn) => Object.keys(ownMember(attributes, urn) ?? {}).length > 0);
  return [type.schema.$id, ...present];
}

/** Getters, because a filter needs one of them and dates are costly to print. */
function metaOf(resource: StoredResource, { type, locate }: EvaluationContext): object {
  return {
    resourceType: type.name,
    get created() {
      return resource.created.toISOString();
    },
    get lastModified() {
      return resource.lastModified.toISOString();
    },
    get location() {
      return locate(type.name, resource.id);
    },
    version: `W/"${resource.version}"`,
  };
}
