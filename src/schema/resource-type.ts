import type { Attribute } from './attribute';
import type { SchemaDocument } from './keywords';

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
export interface DerivedAttribute<A = any> {
  readonly on: 'write' | 'read';
  /** Gets the attributes of several resources; returns one value for each, `undefined` for none. */
  readonly compute: (resources: readonly A[]) => Promise<readonly unknown[]> | readonly unknown[];
}

/** A kind of resource, its endpoint and its schemas (RFC 7643 §6). Made by `defineResourceType`; frozen. */
export interface ResourceType<
  Core extends SchemaDocument = SchemaDocument,
  Extensions extends readonly SchemaExtension[] = readonly SchemaExtension[],
> {
  readonly name: string;
  /** Relative to the service root, one segment, such as `/Users`. */
  readonly endpoint: `/${string}`;
  readonly description: string | undefined;
  readonly schema: Core;
  readonly extensions: Extensions;
  /** Common, core and extension attributes, top level only, in this order. */
  readonly attributes: readonly Attribute[];
  /**
   * The same, by name in lower case: common and core attributes by name alone and by URN and name, extension
   * attributes by URN and name. `resolveAttributePath` reads it.
   */
  readonly attributesByName: ReadonlyMap<string, Attribute>;
  /** Multi-valued attributes that refer to resources by `value` and `$ref`; stores keep them as rows, not as JSON. */
  readonly links: readonly Attribute[];
  readonly derived: Readonly<Record<string, DerivedAttribute>>;
  /** readOnly attributes that mirror references held elsewhere, by attribute name. */
  readonly inverse: Readonly<Record<string, Inverse>>;
  /** Name of the attribute that stands for a resource in references to it (`members.display`). */
  readonly displayAttribute: string | undefined;
  /**
   * What a successful PATCH answers when the client asked for no attributes: the resource, or 204 (RFC 7644 §3.5.2).
   */
  readonly patchResponse: 'resource' | 'none';
}
