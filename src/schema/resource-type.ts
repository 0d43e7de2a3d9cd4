import type { Attribute, AttributePath } from './attribute';
import type { SchemaDocument } from './keywords';
import type { Lookup, Relation } from './relation';

/** The attributes of one resource: core attributes by name, extension attributes in one object under their URN. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A schema that adds attributes to a resource type (RFC 7643 §3.3). */
export interface SchemaExtension {
  readonly schema: SchemaDocument;
  /** Whether every resource must carry it. Default `false`. */
  readonly required?: boolean;
}

/**
 * A readOnly attribute that mirrors a reference on another resource type, as `User.groups` mirrors `Group.members`
 * (RFC 7643 §4.1.2).
 */
export interface Inverse {
  /** Name of the resource type that holds the references. */
  readonly type: string;
  /** Name of its multi-valued reference attribute. */
  readonly attribute: string;
}

/**
 * A readOnly attribute that the service provider computes.
 *
 * `write`: computed before each write and stored, so it can be filtered and sorted.
 * `read`: computed for each page, once for all its resources, only when it is to be returned; not filterable.
 */
export interface DerivedAttribute<A = any, Input = any> {
  readonly on: 'write' | 'read';
  /**
   * With `read`: clients may write it although it is not stored with the resource, and it is not readOnly in the schema.
   * Hooks see what a write makes of it among `attributes`, and have to keep it where `compute` finds it. Default `false`.
   */
  readonly writable?: boolean;
  /**
   * Gets the attributes of several resources and, as `DerivedInput`, the resources themselves, the store and the
   * context; returns one value for each resource, `undefined` for none.
   */
  readonly compute: (resources: readonly A[], input: Input) => Promise<readonly unknown[]> | readonly unknown[];
}

/** What the `id` of resources is: a text, such as a UUID, or a whole number that the store counts up. */
export type Identifiers = 'uuid' | 'integer';

/** Other names of a resource type, for what was written before it had its present ones. Answers never use them. */
export interface ResourceTypeAliases {
  /** `/ResourceTypes/{name}` answers what it answers for the name of the type. Default none. */
  readonly names?: readonly string[];
  /** Serve all that the endpoint serves. Default none. */
  readonly endpoints?: readonly `/${string}`[];
  /**
   * URNs, or patterns that whole URNs match, under which the core schema is known: in the `schemas` of a body, at
   * `/Schemas/{urn}` and before the names of attributes. Letter case does not count. Default none.
   */
  readonly schemas?: readonly (string | RegExp)[];
}

/** A member of the attribute `meta` (RFC 7643 §3.1). */
export type MetaMember = 'resourceType' | 'created' | 'lastModified' | 'location' | 'version';

/** What the attribute `meta` shows of the resources of one type. */
export interface MetaDefinition {
  /** Default all. */
  readonly members?: readonly MetaMember[];
  /**
   * URLs of what belongs to a resource, by name, shown as `meta.links`: templates relative to the service root, in
   * which `{attribute}`, a path to one value or `{id}`, stands for the percent-encoded value. Between single quotes the
   * value is written as a text of a filter is: `\\`, `"` and `'` have a backslash before them. A link of which a value
   * is missing is left out. Default none.
   */
  readonly links?: Readonly<Record<string, string>>;
}

/** Turns a form of a value that clients used to send into the one that the schema has; any other value stays. */
export type AcceptValue = (value: unknown) => unknown;

/** A kind of resource, its endpoint and its schemas (RFC 7643 §6). Made by `defineResourceType`; frozen. */
export interface ResourceType<
  Core extends SchemaDocument = SchemaDocument,
  Extensions extends readonly SchemaExtension[] = readonly SchemaExtension[],
> {
  readonly name: string;
  /** The name under which stores keep the resources. */
  readonly storageName: string;
  readonly identifiers: Identifiers;
  /** Relative to the service root, one segment, such as `/Users`. */
  readonly endpoint: `/${string}`;
  readonly aliases: Required<ResourceTypeAliases>;
  readonly description: string | undefined;
  readonly schema: Core;
  readonly extensions: Extensions;
  /** Common, core and extension attributes, top level only, in this order. */
  readonly attributes: readonly Attribute[];
  /**
   * The same, by name or alias in lower case: common and core attributes by name alone and by URN and name, extension
   * attributes by URN and name. `resolveAttributePath` reads it.
   */
  readonly attributesByName: ReadonlyMap<string, Attribute>;
  /** Multi-valued attributes that refer to resources by `value` and `$ref`; stores keep them as rows, not as JSON. */
  readonly links: readonly Attribute[];
  readonly derived: Readonly<Record<string, DerivedAttribute>>;
  /** readOnly attributes that mirror references held elsewhere, by attribute name. */
  readonly inverse: Readonly<Record<string, Inverse>>;
  /** How its resources belong to others, by a name that may have dots. */
  readonly relations: Readonly<Record<string, Relation>>;
  /** readOnly attributes that are attributes of related resources, by attribute name. */
  readonly lookups: Readonly<Record<string, Lookup>>;
  /** Name of the attribute that stands for a resource in references to it (`members.display`). */
  readonly displayAttribute: string | undefined;
  /**
   * What a successful PATCH answers when the client asked for no attributes: the resource, or 204 (RFC 7644 §3.5.2).
   */
  readonly patchResponse: 'resource' | 'none';
  readonly meta: Required<MetaDefinition>;
  /** By attribute name. */
  readonly accept: Readonly<Record<string, AcceptValue>>;
  /** Of each list, no two resources have the same values; a missing value counts as one, all missing do not. */
  readonly uniqueTogether: readonly (readonly AttributePath[])[];
}
