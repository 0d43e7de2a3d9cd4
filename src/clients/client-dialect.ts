import type { FilterDialect } from '../filter/dialect';
import type { LiteralSyntax } from '../filter/syntax';
import type { ClientFlags } from './client-flags';

/** A filter dialect with the liberties that a client takes; the dialect itself when it takes none. */
export function clientDialect(base: FilterDialect, flags: ClientFlags): FilterDialect {
  const { unquotedFilterValues, legacyValuePathEq, conditionBehindBrackets, unprefixedExtensionAttributes, managerForms } = flags;
  return {
    ...base,
    ...(unquotedFilterValues && { bareValues: true }),
    ...(legacyValuePathEq && { valuePathIsValue: true }),
    ...(conditionBehindBrackets && { conditionBehindBrackets: true }),
    ...(unprefixedExtensionAttributes && { unprefixedExtensions: true }),
    ...(managerForms && { complexIsValue: true }),
    fit: tolerantFit(base.fit, flags),
  };
}

function tolerantFit(fit: FilterDialect['fit'], flags: ClientFlags): FilterDialect['fit'] {
  const { booleanStrings, unquotedFilterValues, decodeFilterValues } = flags;
  if (!booleanStrings && !unquotedFilterValues && !decodeFilterValues) return fit;
  return (attribute, given) => {
    const literal = decodeFilterValues ? decoded(given) : given;
    const value = fit(attribute, literal);
    if (value !== undefined) return value;
    if (booleanStrings && attribute.type === 'boolean') return booleanIn(literal);
    // A bare word may look like a number or a boolean and stand where text is due.
    return unquotedFilterValues && !literal.quoted ? fit(attribute, { ...literal, value: literal.text, quoted: true }) : undefined;
  };
}

function booleanIn({ value }: LiteralSyntax): boolean | undefined {
  const folded = typeof value === 'string' ? value.toLowerCase() : '';
  return folded === 'true' || folded === 'false' ? folded === 'true' : undefined;
}

function decoded(literal: LiteralSyntax): LiteralSyntax {
  const { value } = literal;
  if (typeof value !== 'string' || !value.includes('%')) return literal;
  try {
    const text = decodeURIComponent(value);
    return { ...literal, value: text, text };
  } catch {
    return literal;
  }
}
