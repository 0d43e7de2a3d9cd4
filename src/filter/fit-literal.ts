import type { Attribute } from '../schema/attribute';
import { parseDateTime } from '../schema/date-time';
import { parseLocalDateTime } from '../schema/local-date-time';
import { printedValue } from '../schema/undeclared-members';
import type { FilterValue } from './ast';
import type { LiteralSyntax } from './syntax';

/**
 * A JSON literal as a value of the attribute, without any conversion but that of a dateTime to UTC; `undefined` when
 * the types differ (RFC 7644 §3.12, `invalidFilter`).
 */
export function fitLiteral(attribute: Attribute, { value }: LiteralSyntax): FilterValue | undefined {
  if (!attribute.isDeclared) return printedValue(value);
  switch (attribute.type) {
    case 'string':
    case 'reference':
    case 'binary':
      return typeof value === 'string' ? value : undefined;
    case 'dateTime':
      if (attribute.isLocalTime) return normalizeLocalTime(value);
      return typeof value === 'string' ? normalizeDateTime(value) : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'integer':
      return Number.isSafeInteger(value) ? value : undefined;
    case 'decimal':
      return typeof value === 'number' ? value : undefined;
    case 'complex':
      return undefined;
  }
}

/**
 * An xsd:dateTime in UTC: `2011-05-13T04:42:34.000Z`; `undefined` when it is none.
 *
 * The fraction is copied as text, because time zones do not change it and a number would round it.
 */
export function normalizeDateTime(text: string): string | undefined {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  const seconds = parseDateTime(fraction === '' ? text : text.replace(`.${fraction}`, ''));
  if (seconds === undefined || parseDateTime(text) === undefined) return undefined;

  const digits = fraction.slice(0, 9).replace(/0+$/, '').padEnd(3, '0');
  const normalized = new Date(seconds).toISOString().replace('.000Z', `.${digits}Z`);
  return hasFourDigitYear(normalized) ? normalized : undefined;
}

/** A date and time without a zone is of UTC, as the attribute itself is. */
function normalizeLocalTime(value: FilterValue): string | undefined {
  const instant = parseLocalDateTime(value);
  return instant === undefined ? undefined : new Date(instant).toISOString();
}

/** Other years are written differently in every place that would have to read them. */
function hasFourDigitYear(text: string): boolean {
  return /^[0-9]{4}-/.test(text);
}
