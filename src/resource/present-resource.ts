import type { Attribute } from '../schema/attribute';
import { findAttribute, findSubAttribute } from '../schema/attribute-path';
import type { Attributes, ResourceType } from '../schema/resource-type';
import { attributeValue, isObject, ownMember } from './attribute-value';
import { collectAttributes } from './collect-attributes';
import { project } from './project';
import type { Projection } from './projection';
import type { StoredResource } from './stored-resource';
import { entityTag } from './version';

export interface Presentation {
  readonly type: ResourceType;
  readonly resource: StoredResource;
  readonly projection: Projection;
  /** Absolute URL of a resource; `undefined` when there is no such resource type. */
  readonly locate: (resourceType: string, id: string) => string | undefined;
}

/**
 * The JSON text of a resource as it is sent (RFC 7643 §3, §3.1): `schemas`, `id`, its attributes, `meta`.
 *
 * Text that the store has ready is copied unread, unless references in it need a `$ref`.
 */
export function presentResource(presentation: Presentation): string {
  const { type, resource: { id }, projection } = presentation;
  const text = attributesText(presentation);
  const members = [`"schemas":${JSON.stringify(schemasIn(type, text))}`, `"id":${JSON.stringify(id)}`];
  if (text !== '{}') members.push(text.slice(1, -1));
  const meta = presentMeta(presentation, projection);
  if (meta !== undefined) members.push(`"meta":${JSON.stringify(meta)}`);
  return `{${members.join()}}`;
}

function attributesText({ type, resource, projection, locate }: Presentation): string {
  const references = referencesOf(type).filter((attribute) => projection.includes(attribute));
  const { text } = resource;
  const isReady = projection.kind === 'default' && text !== undefined && !references.some(({ name }) => hasMember(text, name, '['));
  if (isReady) return text;
  // Before parts are left out: a $ref comes from the value and the type beside it.
  const complete = withReferences(resource.attributes, { references, projection, locate });
  return JSON.stringify(project(type, complete, projection));
}

/** Of the schemas of a type, the core schema and those extensions that the resource has attributes of. */
function schemasIn(type: ResourceType, text: string): readonly string[] {
  const extensions = type.extensions.map(({ schema }) => schema.$id).filter((urn) => hasMember(text, urn, '{'));
  return [type.schema.$id, ...extensions];
}

// Inside a JSON string every quote is escaped, so that a quoted name followed by a colon can only be a member.
function hasMember(text: string, name: string, opening: '{' | '['): boolean {
  return text.includes(`${JSON.stringify(name)}:${opening}`);
}

/** The attributes whose values are resources of this service provider: what is a link, and what mirrors one. */
function referencesOf(type: ResourceType): readonly Attribute[] {
  const inverse = Object.keys(type.inverse).map((name) => findAttribute(type, name));
  return [...type.links, ...inverse.filter((attribute) => attribute !== undefined)];
}

interface References {
  readonly references: readonly Attribute[];
  readonly projection: Projection;
  readonly locate: Presentation['locate'];
}

/** Every reference that can be followed says where (RFC 7643 §2.4, `$ref`). */
function withReferences(attributes: Attributes, { references, projection, locate }: References): Attributes {
  const located = references.flatMap((attribute) => {
    const refAttribute = findSubAttribute(attribute, '$ref');
    const values = attributeValue(attributes, attribute);
    if (refAttribute === undefined || !projection.includes(refAttribute) || !Array.isArray(values)) return [];
    return [[attribute, values.map((value) => withReference(value, refAttribute, locate))] as const];
  });
  return located.length === 0 ? attributes : { ...attributes, ...collectAttributes(located) };
}

function withReference(element: unknown, { referenceTypes }: Attribute, locate: Presentation['locate']): unknown {
  if (!isObject(element) || ownMember(element, '$ref') !== undefined) return element;
  const [value, type] = [ownMember(element, 'value'), ownMember(element, 'type')];
  const target = referenceTypes.find((name) => (referenceTypes.length === 1 ? true : name === type));
  const location = typeof value === 'string' && target !== undefined ? locate(target, value) : undefined;
  return location === undefined ? element : { ...element, $ref: location };
}

/** RFC 7643 §3.1, `meta`. */
function presentMeta({ type, resource, locate }: Presentation, projection: Projection): Attributes | undefined {
  const attribute = findAttribute(type, 'meta');
  if (attribute === undefined || !projection.includes(attribute)) return undefined;
  const meta: Attributes = {
    resourceType: type.name,
    created: resource.created.toISOString(),
    lastModified: resource.lastModified.toISOString(),
    location: locate(type.name, resource.id),
    version: entityTag(resource.version),
  };
  const shown = attribute.subAttributes.filter((subAttribute) => projection.includes(subAttribute));
  return Object.fromEntries(shown.map(({ name }) => [name, meta[name]]));
}
