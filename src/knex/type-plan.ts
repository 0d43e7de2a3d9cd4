import type { Attribute } from '../schema/attribute';
import type { Inverse, ResourceType } from '../schema/resource-type';
import { uniqueIndexes } from './indexes';
import { quoteLiteral } from './tables';

/** An attribute that other rows make up, and the key it has in the attributes of a resource. */
export interface LinkPlan {
  readonly attribute: Attribute;
  /** Name as stored in `scim_link.attribute`; with the URN when the attribute belongs to an extension. */
  readonly key: string;
  readonly subAttributes: readonly string[];
}

export interface InversePlan extends LinkPlan {
  /** The resource type that holds the links, and their `scim_link.attribute`. */
  readonly source: Inverse;
  /** Whether what refers to it through others counts, too, as nested groups do (RFC 7643 §4.1.2, `groups.type`). */
  readonly transitive: boolean;
}

/** What the store works out once for a resource type. */
export interface TypePlan {
  readonly type: ResourceType;
  /** The name as SQL literal: partial indexes need it in the text of the statement. */
  readonly typeLiteral: string;
  readonly links: readonly LinkPlan[];
  readonly inverses: readonly InversePlan[];
  /** Attributes kept as JSON, by extension (`''` for the core) and name. */
  readonly stored: ReadonlyMap<string, ReadonlyMap<string, Attribute>>;
  readonly hasHidden: boolean;
  /** Attribute names by the name of the unique index: several are unique together. */
  readonly uniqueAttributes: ReadonlyMap<string, readonly string[]>;
}

export function createTypePlan(type: ResourceType): TypePlan {
  const stored = new Map<string, Map<string, Attribute>>();
  for (const attribute of type.attributes.filter((candidate) => isStored(type, candidate))) {
    const extension = attribute.extension ?? '';
    stored.set(extension, (stored.get(extension) ?? new Map<string, Attribute>()).set(attribute.name, attribute));
  }
  return Object.freeze({
    type,
    typeLiteral: quoteLiteral(type.storageName),
    links: type.links.map(planLink),
    inverses: Object.entries(type.inverse).flatMap(([name, source]) => planInverse(type, name, source)),
    stored,
    hasHidden: [...stored.values()].some((attributes) => [...attributes.values()].some(isPartlyHidden)),
    uniqueAttributes: new Map(uniqueIndexes(type).map(({ name, paths }) => [name, paths])),
  });
}

/** Whether an attribute stays out of answers unless it is asked for, or always. */
export function isHidden(attribute: Attribute): boolean {
  return attribute.returned === 'never' || attribute.returned === 'request' || attribute.mutability === 'writeOnly';
}

export function isPartlyHidden(attribute: Attribute): boolean {
  return isHidden(attribute) || attribute.subAttributes.some(isHidden);
}

/** Whether a comparison may ask for it; secrets have no comparable form, so that they stand nowhere in clear. */
export function isSearchable(attribute: Attribute): boolean {
  return attribute.returned !== 'never' && attribute.mutability !== 'writeOnly';
}

export function isStored(type: ResourceType, attribute: Attribute): boolean {
  const { name, extension } = attribute;
  if (extension !== undefined) return !type.links.includes(attribute) && !isDerivedOnRead(type, name);
  if (name === 'id' || name === 'schemas' || name === 'meta') return false;
  return !type.links.includes(attribute) && !Object.hasOwn(type.inverse, name) && !isDerivedOnRead(type, name);
}

function isDerivedOnRead(type: ResourceType, name: string): boolean {
  return Object.hasOwn(type.derived, name) && type.derived[name]?.on === 'read';
}

function planLink(attribute: Attribute): LinkPlan {
  return {
    attribute,
    key: attribute.extension === undefined ? attribute.name : `${attribute.extension}:${attribute.name}`,
    subAttributes: attribute.subAttributes.map(({ name }) => name),
  };
}

/** The schema has a word for it. */
function isTransitive({ subAttributes }: Attribute): boolean {
  return subAttributes.some(({ name, canonicalValues }) => name === 'type' && canonicalValues.includes('indirect'));
}

function planInverse(type: ResourceType, name: string, source: Inverse): readonly InversePlan[] {
  return type.attributes
    .filter((attribute) => attribute.name === name && attribute.extension === undefined)
    .map((attribute) => ({ ...planLink(attribute), source, transitive: isTransitive(attribute) }));
}
