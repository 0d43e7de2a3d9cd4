import type { AttributeSchema, Mutability, PrecisProfile, Returned, Uniqueness } from './keywords';

/** The data types of RFC 7643 §2.3. */
export type AttributeType =
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'dateTime'
  | 'binary'
  | 'reference'
  | 'complex';

/** The members of an open attribute that no schema declares. */
export interface UndeclaredAttributes {
  /** The member of that name; `undefined` for one that cannot be a member. */
  readonly get: (name: string) => Attribute | undefined;
  /** Stands for every member, where they are all treated alike. */
  readonly any: Attribute;
}

/**
 * One attribute definition, compiled from JSON Schema (RFC 7643 §2.2, §7).
 *
 * Frozen and compared by identity: the same definition is the same object wherever it is met.
 */
export interface Attribute {
  /** As spelled in the schema; names compare without case (RFC 7643 §2.1). */
  readonly name: string;
  /** Other names by which clients may call it. */
  readonly aliases: readonly string[];
  /** URN of the schema that defines it; `undefined` for the common attributes of RFC 7643 §3.1. */
  readonly schema: string | undefined;
  /** URN of the extension object it lives in; `undefined` when it stands at the top level of the resource. */
  readonly extension: string | undefined;
  /** The complex attribute it belongs to, when it is a sub-attribute. */
  readonly parent: Attribute | undefined;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: Mutability;
  readonly returned: Returned;
  readonly uniqueness: Uniqueness;
  readonly canonicalValues: readonly string[];
  readonly referenceTypes: readonly string[];
  readonly description: string | undefined;
  readonly indexed: boolean;
  readonly precis: PrecisProfile | undefined;
  /** Whether the values are passwords: never stored in clear. */
  readonly password: boolean;
  /** What answers show in place of a password. */
  readonly mask: string | undefined;
  /** Whether a dateTime is kept and shown as local time without a zone. */
  readonly isLocalTime: boolean;
  /** Whether a schema defines it; otherwise it is a member of an open attribute, of any JSON, and of type `string`. */
  readonly isDeclared: boolean;
  /**
   * Of an open attribute: finds the members that it may have beside its sub-attributes, by names whose letter case
   * counts. `undefined` for any other.
   */
  readonly undeclared: UndeclaredAttributes | undefined;
  /** Whether answers show it as `[]`, `{}` or `""` when it is unassigned. */
  readonly shownWhenEmpty: boolean;
  /** Empty unless the type is `complex`. */
  readonly subAttributes: readonly Attribute[];
  /** The same, by name or alias in lower case; `findSubAttribute` reads it. */
  readonly subAttributesByName: ReadonlyMap<string, Attribute>;
  /** The JSON Schema it was compiled from. */
  readonly definition: AttributeSchema;
}

/** An attribute, or a sub-attribute of one, found in the schema of a resource type (RFC 7644 §3.10). */
export interface AttributePath {
  readonly attribute: Attribute;
  readonly subAttribute?: Attribute;
}
