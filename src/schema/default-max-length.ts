import type { Attribute } from './attribute';

/**
 * Characters of a text whose schema sets no `maxLength`; `undefined` for what is as long as a body may be.
 *
 * What databases index is short, since an entry of an index is: 256 characters where values are unique, 512 for
 * `externalId`, ids of other resources and attributes with `indexed`. Other texts have 4,096. Binary values and
 * references, such as a `data:` URI with a photo, have no limit of their own.
 */
export function defaultMaxLength(attribute: Attribute): number | undefined {
  if (attribute.type !== 'string') return undefined;
  if (attribute.uniqueness !== 'none') return 256;
  return attribute.indexed || attribute.name === 'externalId' || isIdOfReference(attribute) ? 512 : 4096;
}

/** `manager.value`: what stands beside a `$ref` is the id of another resource. */
function isIdOfReference({ name, parent }: Attribute): boolean {
  return name === 'value' && parent?.subAttributesByName.has('$ref') === true;
}
