import type { Attribute } from '../schema/attribute';
import { isObject } from './attribute-value';
import { identityKey } from './element-identity';

/** What stores find out about the target of a reference at every read. */
const describedByStores: ReadonlySet<string> = new Set(['$ref', 'type', 'display']);

/**
 * The parts of an element that a client cannot send back, because only the service provider says them or nobody can
 * read them (RFC 7643 §7, `mutability`): they outlive the replacement of the elements by others.
 */
export function keptParts(attribute: Attribute): readonly Attribute[] {
  return attribute.subAttributes.filter(({ name, mutability }) => {
    const isKept = mutability === 'readOnly' || mutability === 'writeOnly';
    return isKept && !(isReference(attribute) && describedByStores.has(name));
  });
}

function isReference({ extension, subAttributesByName }: Attribute): boolean {
  return extension === undefined && subAttributesByName.has('$ref');
}

/**
 * The elements that take the place of others, each with what is kept of the one with the same identity (RFC 7644
 * §3.5.1, §3.5.2.3). A value that is not an array comes back as it is.
 */
export function withKeptParts(attribute: Attribute, before: unknown, sent: unknown): unknown {
  const parts = keptParts(attribute);
  if (parts.length === 0 || !Array.isArray(before) || !Array.isArray(sent)) return sent;
  // A reference that is sent again is the same as before, so that nothing changes.
  const described = isReference(attribute) ? attribute.subAttributes.filter(({ name }) => describedByStores.has(name)) : [];
  const kept = [...parts, ...described];
  const known = new Map(before.map((element: unknown) => [identityKey(attribute, element), element]));
  return sent.map((element: unknown) => {
    const same = known.get(identityKey(attribute, element));
    if (!isObject(element) || !isObject(same)) return element;
    const missing = kept.filter(({ name }) => !Object.hasOwn(element, name) && Object.hasOwn(same, name));
    return { ...element, ...Object.fromEntries(missing.map(({ name }) => [name, same[name]])) };
  });
}
