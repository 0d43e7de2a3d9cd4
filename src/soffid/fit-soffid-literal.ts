import type { ComparisonOperator, FilterValue } from '../filter/ast';
import { normalizeDateTime } from '../filter/fit-literal';
import type { LiteralSyntax } from '../filter/syntax';
import type { Attribute } from '../schema/attribute';

const numeric = /^-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const wholeNumber = /^-?[0-9]{1,15}$/;
const localTime = /^([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?)$/;
const dayAlone = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/**
 * A literal as a value of the attribute, whatever quotes it has or lacks: `"103"` is a number where a number is meant,
 * and `103` a text where a text is. What is looked for in a text is text in any case.
 */
export function fitSoffidLiteral(attribute: Attribute, { text }: LiteralSyntax, operator: ComparisonOperator): FilterValue | undefined {
  if (operator === 'co' || operator === 'sw' || operator === 'ew') return text;
  switch (attribute.type) {
    case 'string':
    case 'reference':
    case 'binary':
      return text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'integer':
    case 'decimal':
      return toNumber(text);
    case 'dateTime':
      return toTime(text);
    case 'complex':
      return undefined;
  }
}

function toNumber(text: string): number | undefined {
  const value = numeric.test(text) ? Number(text) : Number.NaN;
  // Minus zero equals zero everywhere but in Object.is.
  return Number.isFinite(value) ? value + 0 : undefined;
}

/** ISO 8601 with or without a zone, the form of Soffid's own answers, or milliseconds since 1970; no zone is UTC. */
function toTime(text: string): string | undefined {
  if (wholeNumber.test(text)) {
    const time = new Date(Number(text));
    return Number.isNaN(time.getTime()) ? undefined : normalizeDateTime(time.toISOString());
  }
  if (dayAlone.test(text)) return normalizeDateTime(`${text}T00:00:00`);
  return normalizeDateTime(text.replace(localTime, '$1T$2'));
}
