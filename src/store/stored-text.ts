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
 * never when the engine can copy the text into its answer as it is.
 *
 * @throws SyntaxError at the first use of `attributes` when the text is not JSON.
 * @example
 * ```ts
 * return storedText({ id: row.id, version: String(row.version), created, lastModified, text: row.attributes });
 * ```
 */
export function storedText({ id, version, created, lastModified, text }: StoredTextSource): StoredResource {
  let parsed: Attributes | undefined;
  return {
    id,
    version,
    created,
    lastModified,
    text,
    get attributes(): Attributes {
      parsed ??= JSON.parse(text) as Attributes;
      return parsed;
    },
  };
}
