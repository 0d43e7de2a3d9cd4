import type { FilterValue } from './ast';

/** One name of a path, as written. Positions count from 1, for messages. */
export interface NameSyntax {
  readonly text: string;
  readonly position: number;
}

/**
 * `attrPath` as written (RFC 7644 §3.4.2.2), not yet looked up in a schema.
 *
 * The names stay apart, each with its position, so that a resolver can walk them one by one.
 */
export interface PathSyntax {
  /** The whole path. */
  readonly text: string;
  /** What stands before the last colon. */
  readonly schema: string | undefined;
  readonly names: readonly NameSyntax[];
  readonly position: number;
}

/** `compValue` as written. */
export interface LiteralSyntax {
  readonly value: FilterValue;
  /** Its characters, without quotes and escapes: `1.50` stays `1.50`. */
  readonly text: string;
  readonly quoted: boolean;
  readonly position: number;
}

export interface ComparisonSyntax {
  readonly kind: 'comparison';
  readonly path: PathSyntax;
  /** In lower case; one of the operators of the dialect. */
  readonly operator: NameSyntax;
  readonly literal: LiteralSyntax;
}

export interface PresentSyntax {
  readonly kind: 'present';
  readonly path: PathSyntax;
}

export interface AndSyntax {
  readonly kind: 'and';
  readonly operands: readonly FilterSyntax[];
}

export interface OrSyntax {
  readonly kind: 'or';
  readonly operands: readonly FilterSyntax[];
}

export interface NotSyntax {
  readonly kind: 'not';
  readonly operand: FilterSyntax;
}

export interface ValuePathSyntax {
  readonly kind: 'valuePath';
  readonly path: PathSyntax;
  readonly filter: FilterSyntax;
}

/** A filter that obeys the grammar and whose names mean nothing yet. Parentheses are gone. */
export type FilterSyntax = ComparisonSyntax | PresentSyntax | AndSyntax | OrSyntax | NotSyntax | ValuePathSyntax;

/** The target of a PATCH operation: `PATH = attrPath / valuePath [subAttr]` (RFC 7644 §3.5.2). */
export interface PatchPathSyntax {
  readonly path: PathSyntax;
  /** The filter in brackets. */
  readonly filter: FilterSyntax | undefined;
  /** The name after the brackets; without brackets it is the second name of `path`. */
  readonly subAttribute: NameSyntax | undefined;
}

/** A part of a filter that is about one path. */
export type TermSyntax = ComparisonSyntax | PresentSyntax | ValuePathSyntax;
