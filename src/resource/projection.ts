import type { Attribute } from '../schema/attribute';

/**
 * The attributes that an answer returns (RFC 7644 §3.9), after `returned`, `attributes`, `excludedAttributes` and the
 * grant of the principal have been weighed.
 */
export interface Projection {
  /**
   * `default`: exactly the attributes with `returned` always or default, whole: ready text may be copied unread.
   * `all`: every stored attribute, also those never returned; what a read before a write needs.
   * `none`: nothing beyond id and meta. `selected`: as `includes` says.
   */
  readonly kind: 'default' | 'all' | 'none' | 'selected';
  /**
   * Whether an attribute is needed at all; a complex one when any of its sub-attributes is. A sub-attribute, asked for
   * in the same way, is needed when its parent is and this part of it is returned.
   */
  includes(attribute: Attribute): boolean;
  /** Of what `includes` says yes to: what is needed for other things that are shown, and not shown itself. */
  readonly unshown?: ReadonlySet<Attribute>;
}
