import { assertSchema } from './assert-schema';
import { deepFreeze } from './deep-freeze';
import type { SchemaDocument } from './keywords';

/**
 * Defines a SCIM schema by a JSON Schema 2020-12 document with the SCIM keywords (RFC 7643 §7).
 *
 * Returns the same document, frozen. A common attribute (`id`, `externalId`, `meta`, `schemas`) may be listed, but
 * keeps the characteristics of RFC 7643 §3.1.
 *
 * @throws TypeError that names the schema, the attribute and the keyword, for everything that SCIM cannot express.
 *
 * @example
 * ```ts
 * const deviceSchema = defineSchema({
 *   $id: 'urn:example:params:scim:schemas:Device',
 *   title: 'Device',
 *   type: 'object',
 *   required: ['serialNumber'],
 *   properties: {
 *     serialNumber: { type: 'string', caseExact: true, uniqueness: 'server', mutability: 'immutable' },
 *     kind: { type: 'string', enum: ['laptop', 'phone'] },
 *   },
 * });
 * ```
 */
export function defineSchema<const S extends SchemaDocument>(schema: S): S {
  assertSchema(schema);
  return deepFreeze<S>(schema);
}
