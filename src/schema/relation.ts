/**
 * How resources of one type belong to resources of another, whatever they know of each other: a filter may go on at
 * the other side, as `account.system` does where `account` is a relation. Nothing of it is published or stored.
 */
export interface Relation {
  /** Name of the resource type on the other side. */
  readonly type: string;
  /**
   * What has to be equal; every pair, and of several values any. At least one; the first is the one that searches
   * start from, so let it be the most telling. One pair at most may have several values.
   */
  readonly on: readonly RelationPair[];
  /** Which resources of the other side count: a filter of RFC 7644 §3.4.2.2. Default all. */
  readonly where?: string;
  /**
   * Other names for attributes of the other side, where a path goes on there by this relation: with `{ name: 'ownerName' }`,
   * `owners.name` is what `owners.ownerName` is. Default none.
   */
  readonly names?: Readonly<Record<string, string>>;
}

/**
 * Two paths to texts or numbers, or to the `id`. They are compared as filters compare them: letter case counts where
 * the attribute says so, and numbers are equal to the same number as text.
 */
export interface RelationPair {
  /** On the type that has the relation. */
  readonly here: string;
  /** On the other side; any of several. */
  readonly there: string | readonly string[];
}

/** A readOnly attribute whose value is an attribute of a related resource, of the first where there are several. */
export interface Lookup {
  /** Name of a relation of the type. */
  readonly relation: string;
  /** Name of a stored top-level attribute of the other side. */
  readonly attribute: string;
}
