import type { Attribute, AttributePath } from '../schema/attribute';
import type { ResourceType } from '../schema/resource-type';

/** The comparison operators of RFC 7644 §3.4.2.2, Table 3. */
export type ComparisonOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';

export type FilterValue = string | number | boolean | null;

/**
 * An attribute compared with a value.
 *
 * `value` has the type of the attribute: a dateTime is normalised to UTC with three to nine decimals, such as
 * `2011-05-13T04:42:34.000Z`; `null` means unassigned and goes with `eq` and `ne` only. A path that ends at a
 * multi-valued complex attribute was completed with its `value` sub-attribute. On a multi-valued path the node is
 * true when any value satisfies it. `ne` is true for a resource that has no
 * value at all.
 */
export interface Comparison {
  readonly kind: 'comparison';
  readonly path: AttributePath;
  readonly operator: ComparisonOperator;
  readonly value: FilterValue;
  /** Whether letter case counts; from the attribute unless the operator says otherwise. Only for strings. */
  readonly caseExact: boolean;
}

/** An attribute that has a value: not null, not empty (RFC 7644 §3.4.2.2, `pr`). */
export interface Present {
  readonly kind: 'present';
  readonly path: AttributePath;
}

/** Every operand holds; without operands it is always true. */
export interface And {
  readonly kind: 'and';
  readonly operands: readonly Filter[];
}

/** One operand at least holds; without operands it is never true. */
export interface Or {
  readonly kind: 'or';
  readonly operands: readonly Filter[];
}

export interface Not {
  readonly kind: 'not';
  readonly operand: Filter;
}

/**
 * `emails[type eq "work"]`: one value of a complex attribute satisfies the whole inner filter (RFC 7644 §3.4.2.2).
 *
 * Paths inside the inner filter have `attribute` = a sub-attribute of `attribute` (never a `subAttribute`). For a
 * simple multi-valued attribute the inner paths have `attribute` = `attribute` itself, standing for one element.
 */
export interface ValuePath {
  readonly kind: 'valuePath';
  readonly attribute: Attribute;
  readonly filter: Filter;
}

/** One resource at least that belongs to this one by the relation satisfies the filter. */
export interface Related {
  readonly kind: 'related';
  readonly relation: ResolvedRelation;
  /** About resources of `relation.target`. */
  readonly filter: Filter;
}

/** A relation of a resource type whose every path is resolved. */
export interface ResolvedRelation {
  readonly name: string;
  readonly target: ResourceType;
  /** Every pair has a value in common; see `Relation.on`. */
  readonly on: readonly ResolvedPair[];
  /** Which resources of the target count: what the relation says, AND-ed with what the principal may see. */
  readonly where?: Filter;
  /** What other names in lower case mean there; see `Relation.names`. */
  readonly names: ReadonlyMap<string, string>;
}

export interface ResolvedPair {
  readonly here: AttributePath;
  readonly there: readonly AttributePath[];
}

/** A filter whose every path is resolved against a resource type and whose every value fits its attribute. */
export type Filter = Comparison | Present | And | Or | Not | ValuePath | Related;
