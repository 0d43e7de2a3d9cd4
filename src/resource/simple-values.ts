import type { ClientFlags } from '../clients/client-flags';
import { numberFromString } from '../clients/number-strings';
import type { Attribute } from '../schema/attribute';
import { foldName } from '../schema/attribute-name';
import { isObject } from './attribute-value';
import { booleanFromString } from './lenient-values';

/**
 * The simple value that a client means by another form of it, as far as its flags let it; anything else as it is.
 *
 * - an object with a `value` and nothing beside it (`unwrapValueObjects`)
 * - text for a boolean (`booleanStrings`)
 * - text for a number, 0 and 1 for a boolean (`numberStrings`)
 */
export function simpleFromValue({ type }: Attribute, sent: unknown, flags: ClientFlags): unknown {
  const value = flags.unwrapValueObjects ? unwrapped(sent) : sent;
  switch (type) {
    case 'boolean':
      return booleanFrom(value, flags);
    case 'integer':
    case 'decimal':
      return flags.numberStrings && typeof value === 'string' ? (numberFromString(type, value) ?? value) : value;
    default:
      return value;
  }
}

function booleanFrom(value: unknown, { booleanStrings, numberStrings }: ClientFlags): unknown {
  if (numberStrings && (value === 0 || value === 1)) return value === 1;
  return booleanStrings ? booleanFromString(value) : value;
}

function unwrapped(value: unknown): unknown {
  if (!isObject(value)) return value;
  const [key, ...others] = Object.keys(value);
  if (key === undefined || others.length > 0 || foldName(key) !== 'value') return value;
  return value[key] ?? undefined;
}
