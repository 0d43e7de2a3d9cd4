import type { Projection } from '../resource/projection';
import type { Attribute } from '../schema/attribute';

/** Every stored attribute, also those never returned. */
export const everything: Projection = Object.freeze({ kind: 'all', includes: () => true });

/** Exactly the attributes with `returned` always or default (RFC 7643 §7). */
export const standard: Projection = Object.freeze({
  kind: 'default',
  includes: ({ returned }: Attribute) => returned === 'always' || returned === 'default',
});

/** Nothing beyond id and meta. */
export const nothing: Projection = Object.freeze({ kind: 'none', includes: () => false });

/** The top-level attributes of these names, whole, as `attributes` of RFC 7644 §3.9 asks for. */
export function only(...names: readonly string[]): Projection {
  return { kind: 'selected', includes: (attribute) => names.includes((attribute.parent ?? attribute).name) };
}

/** What is returned by default, without the top-level attributes of these names (RFC 7644 §3.9). */
export function except(...names: readonly string[]): Projection {
  return {
    kind: 'selected',
    includes: (attribute) => standard.includes(attribute) && !names.includes((attribute.parent ?? attribute).name),
  };
}
