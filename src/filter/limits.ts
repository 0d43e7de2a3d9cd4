/** How large a filter may be (RFC 7644 §7.7); beyond a limit it is refused as `invalidFilter`. */
export interface FilterLimits {
  /** Characters. */
  readonly length: number;
  /** Levels of parentheses, brackets and `not`. */
  readonly depth: number;
  /** Comparisons and presence tests. */
  readonly terms: number;
}

/** Enough for any filter written by hand or by a known client, and small enough to be harmless. */
export const defaultFilterLimits: FilterLimits = Object.freeze({ length: 8192, depth: 32, terms: 100 });
