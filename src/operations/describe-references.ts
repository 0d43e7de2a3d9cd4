import type { Filter } from '../filter/ast';
import { attributeValue, isObject, ownMember } from '../resource/attribute-value';
import { noAttributes } from '../resource/create-projection';
import type { Projection } from '../resource/projection';
import type { StoredResource } from '../resource/stored-resource';
import type { Attribute } from '../schema/attribute';
import { findAttribute, findSubAttribute } from '../schema/attribute-path';
import type { Attributes, ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import { withAttribute } from '../store/with-attribute';
import type { Service } from './service';

/** Resources as a store has read them, all of one type. */
export interface ReadResources {
  readonly type: ResourceType;
  readonly resources: readonly StoredResource[];
  readonly projection: Projection;
}

/** A reference with one value, and those of its parts that answers show and its target tells. */
interface Reference {
  readonly attribute: Attribute;
  readonly target: ResourceType;
  readonly location: Attribute | undefined;
  readonly display: Attribute | undefined;
}

/**
 * Says of references with one value, such as the `manager` of an enterprise user, where the resource with that id is
 * and what it is called (RFC 7643 §2.4, §4.3): one query for the whole page, and none where nothing refers to anything.
 * What no resource has as its id is left alone, and so are parts that are stored.
 */
export async function describeReferences<P extends Principal>(
  service: Service<P>,
  { type, resources, projection }: ReadResources,
  context: ScimContext<P>,
): Promise<readonly StoredResource[]> {
  let described = resources;
  for (const attribute of projection.kind === 'none' ? [] : type.attributes) {
    const reference = referenceIn(service, attribute, projection);
    if (reference !== undefined) described = await describeAll(service, { reference, resources: described }, context);
  }
  return described;
}

function referenceIn({ types }: Pick<Service, 'types'>, attribute: Attribute, projection: Projection): Reference | undefined {
  if (attribute.multiValued || attribute.type !== 'complex' || !projection.includes(attribute)) return undefined;
  const shown = attribute.subAttributes.filter((part) => projection.includes(part));
  const location = shown.find(({ name }) => name === '$ref');
  // What clients may set themselves is theirs to say.
  const display = shown.find(({ name, mutability }) => mutability === 'readOnly' && (name === 'display' || name === 'displayName'));
  const [wanted, ...others] = findSubAttribute(attribute, '$ref')?.referenceTypes ?? [];
  const target = others.length === 0 ? types.find(({ type }) => type.name === wanted)?.type : undefined;
  return target === undefined || (location ?? display) === undefined ? undefined : { attribute, target, location, display };
}

async function describeAll<P extends Principal>(
  { store }: Service<P>,
  { reference, resources }: { readonly reference: Reference; readonly resources: readonly StoredResource[] },
  context: ScimContext<P>,
): Promise<readonly StoredResource[]> {
  const { target, display } = reference;
  const ids = resources.map((resource) => targetId(resource, reference));
  const wanted = [...new Set(ids)].filter((id) => id !== undefined);
  const filter = anyOf(target, wanted);
  if (filter === undefined) return resources;
  const projection = display === undefined ? noAttributes : displayOf(target);
  // One more than there can be: a page that is not full tells the total by itself.
  const page = { startIndex: 1, count: wanted.length + 1 };
  const found = await store.query({ type: target, filter, page, projection }, context);
  const targets = new Map(found.resources.map((resource) => [resource.id, resource]));
  return resources.map((resource, index) => {
    const referred = targets.get(ids[index] ?? '');
    return referred === undefined ? resource : withDescription(resource, reference, partsOf(referred, reference, context));
  });
}

/** The id in a reference. Text is searched before it is parsed, as few resources may refer to another one. */
function targetId(resource: StoredResource, { attribute }: Reference): string | undefined {
  // Inside a string every quote is escaped, so that this can only be a member.
  if (resource.text?.includes(`${JSON.stringify(attribute.name)}:{`) === false) return undefined;
  const value = ownMember(attributeValue(resource.attributes, attribute), 'value');
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function anyOf(type: ResourceType, ids: readonly string[]): Filter | undefined {
  const attribute = findAttribute(type, 'id');
  if (attribute === undefined || ids.length === 0) return undefined;
  return { kind: 'or', operands: ids.map((value) => ({ kind: 'comparison', path: { attribute }, operator: 'eq', value, caseExact: true })) };
}

function displayOf({ displayAttribute }: ResourceType): Projection {
  return { kind: 'selected', includes: ({ name, extension, parent }) => name === displayAttribute && extension === undefined && parent === undefined };
}

function partsOf(referred: StoredResource, { target, location, display }: Reference, context: ScimContext): Attributes {
  const name = target.displayAttribute === undefined ? undefined : ownMember(referred.attributes, target.displayAttribute);
  const url = context.locate(target.name, referred.id);
  return {
    ...(location !== undefined && url !== undefined && { [location.name]: url }),
    ...(display !== undefined && name !== undefined && { [display.name]: name }),
  };
}

function withDescription(resource: StoredResource, { attribute }: Reference, parts: Attributes): StoredResource {
  const { id, version, created, lastModified, attributes } = resource;
  const value = attributeValue(attributes, attribute);
  if (!isObject(value)) return resource;
  return { id, version, created, lastModified, attributes: withAttribute(attributes, attribute, { ...parts, ...value }) };
}
