import type { FilterDialect } from '../filter/dialect';
import type { LiteralSyntax } from '../filter/syntax';
import type { ClientFlags } from './client-flags';
import { numberFromString } from './number-strings';

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
  const { booleanStrings, numberStrings, unquotedFilterValues, decodeFilterValues } = flags;
  if (!booleanStrings && !numberStrings && !unquotedFilterValues && !decodeFilterValues) return fit;
  return (attribute, given, operator) => {
    const literal = decodeFilterValues ? decoded(given) : given;
    const value = fit(attribute, literal, operator);
    if (value !== undefined) return value;
    const { type } = attribute;
    if (numberStrings && (literal.value === 0 || literal.value === 1) && type === 'boolean') return literal.value === 1;
    if (booleanStrings && type === 'boolean') return booleanIn(literal);
    if (numberStrings && (type === 'integer' || type === 'decimal')) return numberIn(type, literal);
    // A bare word may look like a number or a boolean and stand where text is due.
    return unquotedFilterValues && !literal.quoted ? fit(attribute, { ...literal, value: literal.text, quoted: true }, operator) : undefined;
  };
}

function booleanIn({ value }: LiteralSyntax): boolean | undefined {
  const folded = typeof value === 'string' ? value.toLowerCase() : '';
  return folded === 'true' || folded === 'false' ? folded === 'true' : undefined;
}

function numberIn(type: 'integer' | 'decimal', { value }: LiteralSyntax): number | undefined {
  return typeof value === 'string' ? numberFromString(type, value) : undefined;
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
