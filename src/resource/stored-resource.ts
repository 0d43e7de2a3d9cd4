import type { Attributes } from '../schema/resource-type';

/**
 * What a store keeps of one resource. The engine alone writes `schemas`, `id` and `meta` around it.
 */
export interface StoredResource {
  readonly id: string;
  /** Opaque; changes with every change of the resource. The engine shows it as `W/"version"`. */
  readonly version: string;
  readonly created: Date;
  readonly lastModified: Date;
  /** Core attributes by name, extensions under their URN; without `id`, `schemas` and `meta`. */
  readonly attributes: Attributes;
  /**
   * The JSON text of `attributes` when the store has it ready: one object, without insignificant white space, with
   * exactly the attributes that the projection of the request returns, `$ref` of references included. The engine copies it into the answer unread
   * whenever nothing has to be changed, so such a store should make `attributes` a getter that parses on demand
   * (`storedText` does).
   */
  readonly text?: string;
}
