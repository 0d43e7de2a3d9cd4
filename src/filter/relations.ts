import type { Attribute } from '../schema/attribute';
import type { ResourceType } from '../schema/resource-type';
import type { ResolvedRelation } from './ast';

/** An attribute whose value is that of another type's attribute. */
export interface ResolvedLookup {
  readonly relation: ResolvedRelation;
  /** A top-level attribute of `relation.target`. */
  readonly attribute: Attribute;
}

/** The relations and lookups of the resource types of one service provider, each with the type on the other side. */
export interface Relations {
  /** By name in lower case. */
  readonly of: (type: ResourceType) => ReadonlyMap<string, ResolvedRelation>;
  /** By the attribute that has the value. */
  readonly lookupsOf: (type: ResourceType) => ReadonlyMap<Attribute, ResolvedLookup>;
}

/** No relations: what a filter is read with where nothing is said of them. */
export const noRelations: Relations = Object.freeze({ of: () => new Map(), lookupsOf: () => new Map() });
