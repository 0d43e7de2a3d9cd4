import type { StoredResource } from '../resource/stored-resource';
import type { Attributes } from '../schema/resource-type';

/** A stored resource whose attributes are known as JSON text only. */
export interface StoredTextSource {
  readonly id: string;
  readonly version: string;
  readonly created: Date;
  readonly lastModified: Date;
  /** One JSON object, without insignificant white space, with exactly what the projection of the request returns. */
  readonly text: string;
}

/**
 * Makes a stored resource from the JSON text a database already holds; `attributes` is parsed at its first use and
 * never when the engine can copy the text into its answer as it is. Take the members one by one to make a changed
 * copy: `{ ...resource }` leaves `attributes` behind.
 *
 * @throws SyntaxError at the first use of `attributes` when the text is not JSON.
 * @example
 * ```ts
 * return storedText({ id: row.id, version: String(row.version), created, lastModified, text: row.attributes });
 * ```
 */
export function storedText(source: StoredTextSource): StoredResource {
  return new StoredText(source);
}

// A class: an object literal with a getter costs a closure for each resource of a list.
class StoredText implements StoredResource {
  readonly id: string;
  readonly version: string;
  readonly created: Date;
  readonly lastModified: Date;
  readonly text: string;
  #attributes: Attributes | undefined;

  constructor({ id, version, created, lastModified, text }: StoredTextSource) {
    this.id = id;
    this.version = version;
    this.created = created;
    this.lastModified = lastModified;
    this.text = text;
  }

  get attributes(): Attributes {
    return (this.#attributes ??= JSON.parse(this.text) as Attributes);
  }
}
