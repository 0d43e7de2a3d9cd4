import type { Attribute } from '../schema/attribute';
import { findAttribute } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';
import { linkAttributes } from './present-links';
import type { Projection } from './projection';

/**
 * The projection with what the links in `meta` are made of, where an answer shows them: it is read, and not shown.
 * What the principal may not see is not read either.
 */
export function withLinkAttributes(type: ResourceType, projection: Projection, isReadable?: (attribute: Attribute) => boolean): Projection {
  if (Object.keys(type.meta.links).length === 0) return projection;
  const meta = findAttribute(type, 'meta');
  const showsLinks = meta?.subAttributes.every((part) => projection.includes(part)) === true;
  const wanted = showsLinks ? linkAttributes(type).filter((attribute) => !projection.includes(attribute)) : [];
  const unshown = new Set(wanted.filter((attribute) => attribute.returned !== 'never' && (isReadable?.(attribute) ?? true)));
  if (unshown.size === 0) return projection;
  return Object.freeze({
    kind: 'selected',
    includes: (attribute: Attribute) => projection.includes(attribute) || unshown.has(attribute),
    unshown,
  });
}
