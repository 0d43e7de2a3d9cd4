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
  | { readonly op: 'add' | 'replace'; readonly path: AttributePath; readonly where?: Filter; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: AttributePath; readonly where?: Filter };
