import type { Attribute } from '../schema/attribute';
import { findAttribute, findSubAttribute } from '../schema/attribute-path';
import type { Attributes, MetaMember, ResourceType } from '../schema/resource-type';
import { attributeValue, isObject, ownMember } from './attribute-value';
import { collectAttributes } from './collect-attributes';
import { shownWhenEmpty, withEmptyValues } from './empty-values';
import { quoted } from './json-string';
import { createMeta } from './present-meta';
import { isReturned, project } from './project';
import type { Projection } from './projection';
import type { StoredResource } from './stored-resource';
import type { Urls } from './urls';

/**
 * Prepares, for the URLs of one request, what gives the JSON text of a resource as it is sent (RFC 7643 §3, §3.1):
 * `schemas`, `id`, its attributes, `meta`.
 */
export type Presenter = (urls: Urls) => Present;

/** The text comes in pieces that follow one another: joining them would copy the attributes once more. */
type Present = (resource: StoredResource) => readonly string[];

/**
 * Prepares all that does not depend on the single resource, for a list of a hundred as for one. `members` are those
 * of `meta`.
 *
 * Text that the store has ready is copied unread when the projection is the default one.
 */
export function createPresenter(
  type: ResourceType,
  projection: Projection,
  members: readonly MetaMember[] = type.meta.members,
): Presenter {
  const opening = createOpening(type);
  const idText = type.identifiers === 'integer' ? numberText : quoted;
  const presentMeta = createMeta({ type, projection, members });
  const references = referencesOf(type).filter((attribute) => isReturned(attribute, projection));
  const empty = shownWhenEmpty(type, projection);
  const isDefault = projection.kind === 'default' && empty.length === 0;
  return (urls) => {
    const metaOf = presentMeta(urls);
    return (resource) => {
      const text = isDefault ? resource.text : undefined;
      const attributes = text ?? attributesText({ type, references, projection, empty }, resource, urls.locate);
      const comma = attributes.length > 2 ? ',' : '';
      return [`${opening(attributes)}${idText(resource.id)}${comma}`, attributes.slice(1, -1), `${metaOf(resource)}}`];
    };
  };
}

const wholeNumber = /^[1-9][0-9]*$/;

/** The id of a resource that is counted; whatever else a store has made of it is text. */
function numberText(id: string): string {
  return wholeNumber.test(id) ? id : quoted(id);
}

/** `schemas` names the core schema and those extensions that the resource has attributes of. */
function createOpening({ schema, extensions }: ResourceType): (text: string) => string {
  const core = `{"schemas":[${JSON.stringify(schema.$id)}`;
  // Inside a JSON string every quote is escaped, so that a quoted name before a colon can only be a member.
  const named = extensions.map((extension) => JSON.stringify(extension.schema.$id)).map((urn) => ({ urn, member: `${urn}:{` }));
  return (text) => {
    let opening = core;
    for (const { urn, member } of named) {
      if (text.includes(member)) opening += `,${urn}`;
    }
    return `${opening}],"id":`;
  };
}

interface Shown {
  readonly type: ResourceType;
  readonly references: readonly Attribute[];
  readonly projection: Projection;
  readonly empty: readonly Attribute[];
}

function attributesText(shown: Shown, { attributes }: StoredResource, locate: Urls['locate']): string {
  // Before parts are left out: a $ref comes from the value and the type beside it.
  const projected = project(shown.type, withReferences(attributes, shown, locate), shown.projection);
  return JSON.stringify(shown.empty.length === 0 ? projected : withEmptyValues(projected, shown.empty));
}

/** The attributes whose values are resources of this service provider: what is a link, and what mirrors one. */
function referencesOf(type: ResourceType): readonly Attribute[] {
  const inverse = Object.keys(type.inverse).map((name) => findAttribute(type, name));
  return [...type.links, ...inverse.filter((attribute) => attribute !== undefined)];
}

/** Every reference that can be followed says where (RFC 7643 §2.4, `$ref`). */
function withReferences(attributes: Attributes, { references, projection }: Shown, locate: Urls['locate']): Attributes {
  const located = references.flatMap((attribute) => {
    const refAttribute = findSubAttribute(attribute, '$ref');
    const values = attributeValue(attributes, attribute);
    if (refAttribute === undefined || !projection.includes(refAttribute) || !Array.isArray(values)) return [];
    return [[attribute, values.map((value) => withReference(value, refAttribute, locate))] as const];
  });
  return located.length === 0 ? attributes : { ...attributes, ...collectAttributes(located) };
}

function withReference(element: unknown, { referenceTypes }: Attribute, locate: Urls['locate']): unknown {
  if (!isObject(element) || ownMember(element, '$ref') !== undefined) return element;
  const [value, type] = [ownMember(element, 'value'), ownMember(element, 'type')];
  const target = referenceTypes.find((name) => (referenceTypes.length === 1 ? true : name === type));
  const location = typeof value === 'string' && target !== undefined ? locate(target, value) : undefined;
  return location === undefined ? element : { ...element, $ref: location };
}
