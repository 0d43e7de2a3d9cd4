import type { Attribute } from '../schema/attribute';

const schemeOrAuthority = /^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/\/)/;

/**
 * Whether a `$ref` to a resource of this service provider is an absolute URI (RFC 7643 §2.4).
 *
 * Where its resources are is for the service provider to say: stored as sent, such a URI would lead whoever follows it
 * wherever the client wanted. Multi-valued references, such as `members`, are links, whose `$ref` is never the client's.
 */
export function isForeignReference({ name, type, parent, referenceTypes }: Attribute, value: unknown): boolean {
  if (name !== '$ref' || type !== 'reference' || typeof value !== 'string') return false;
  if (parent === undefined || parent.multiValued) return false;
  const isInside = referenceTypes.some((target) => target !== 'external' && target !== 'uri');
  return isInside && schemeOrAuthority.test(value);
}
