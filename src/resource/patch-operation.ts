import type { Filter } from '../filter/ast';
import type { AttributePath } from '../schema/attribute';

/**
 * One operation of a PATCH after normalisation (RFC 7644 §3.5.2): always a path, resolved against the schema, and a
 * value that the schema accepts.
 *
 * `where` is the filter in brackets, for one value of `path.attribute`; its paths are as in `ValuePath`.
 * The value of a multi-valued attribute is an array, unless `where` or `path.subAttribute` selects a part of it.
 */
export type PatchOperation =
  | (Targeted & { readonly op: 'add' | 'replace'; readonly value: unknown })
  | (Targeted & { readonly op: 'remove' });

interface Targeted {
  readonly path: AttributePath;
  readonly where?: Filter;
  /**
   * What happens when `where` selects no value, if it is not the usual: `add` makes one, `replace` is refused, and
   * `remove` does nothing. No store is handed such an operation.
   */
  readonly whenUnmatched?: 'create' | 'refuse';
  /** The values that `where` selects are replaced as a whole, not merged. No store is handed such an operation. */
  readonly wholly?: true;
}
