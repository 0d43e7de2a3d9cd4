import type { ErrorObject } from 'ajv';

import { InvalidValueError } from '../errors/catalog';
import type { Detail, DetailValue } from '../errors/detail';
import { detail } from '../errors/detail';

type Params = Readonly<Record<string, unknown>>;

const types: Readonly<Record<string, DetailValue>> = Object.freeze({
  string: detail`a string`,
  boolean: detail`a boolean`,
  number: detail`a number`,
  integer: detail`an integer`,
  object: detail`a complex value`,
  array: detail`an array`,
});

const formats: Readonly<Record<string, DetailValue>> = Object.freeze({
  text: detail`text without NUL and without unpaired surrogates`,
  'date-time': detail`a date and time such as 2011-05-13T04:42:34Z`,
  'local-date-time': detail`a date and time such as 2011-05-13 04:42:34`,
  base64: detail`base64 (RFC 4648 §4)`,
  uri: detail`an absolute URI`,
  'uri-reference': detail`a URI or a relative reference (RFC 3986)`,
  'country-code': detail`a country code of ISO 3166-1 alpha-2, such as US`,
  'language-tag': detail`one language tag (BCP 47), such as en-US`,
  'language-ranges': detail`language ranges as in Accept-Language, such as en-US, fr;q=0.5`,
  'time-zone': detail`a name of the IANA time zone database, such as America/Los_Angeles`,
  certificate: detail`one X.509 certificate in DER, as base64`,
});

function listed(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}

/** What each keyword of a validation schema asks for, in words. The refused value itself is never repeated. */
const requirements: Readonly<Record<string, (params: Params) => DetailValue>> = Object.freeze({
  required: () => detail`is required`,
  type: ({ type }) => detail`must be ${types[String(type)] ?? String(type)}`,
  format: ({ format }) => detail`must be ${formats[String(format)] ?? detail`a valid ${String(format)}`}`,
  enum: ({ allowedValues }) => detail`must be one of ${listed(allowedValues as readonly unknown[])}`,
  pattern: ({ pattern }) => detail`must match the pattern ${String(pattern)}`,
  minLength: ({ limit }) => (limit === 1 ? detail`must not be empty` : detail`must have at least ${String(limit)} characters`),
  maxLength: ({ limit }) => detail`must have at most ${String(limit)} characters`,
  minimum: ({ limit }) => detail`must be at least ${String(limit)}`,
  maximum: ({ limit }) => detail`must be at most ${String(limit)}`,
  minItems: ({ limit }) => (limit === 1 ? detail`must not be empty` : detail`must have at least ${String(limit)} values`),
  maxItems: ({ limit }) => detail`must have at most ${String(limit)} values`,
  minProperties: () => detail`must not be empty`,
  contains: () => detail`must have at most one value with primary true`,
  storable: () => detail`must hold text without NUL and without unpaired surrogates`,
  precis: ({ fault }) => fault as Detail,
  canonical: ({ fault }) => fault as Detail,
});

/**
 * Tells a client what is wrong with a value (RFC 7644 §3.12): the attribute in path notation, with the position in
 * arrays, and what is asked of it, such as `emails[1].value must be a string`.
 */
export function validationError(error: ErrorObject, attribute = ''): InvalidValueError {
  const params = error.params as Params;
  const missing = error.keyword === 'required' ? [String(params['missingProperty'])] : [];
  const place = placeText(attribute, [...pointerTokens(error.instancePath), ...missing]);
  const requirement = requirements[error.keyword]?.(params) ?? detail`is not valid`;
  return new InvalidValueError(detail`${place === '' ? detail`The resource` : place} ${requirement}`);
}

/** Reference tokens of a JSON Pointer (RFC 6901 §4). */
function pointerTokens(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Attribute names never contain a colon and never start with a digit, so each token tells what it is. */
function placeText(attribute: string, tokens: readonly string[]): string {
  let text = attribute;
  let separator = attribute === '' ? '' : '.';
  for (const token of tokens) {
    text += /^\d+$/.test(token) ? `[${token}]` : `${separator}${token}`;
    separator = token.includes(':') ? ':' : '.';
  }
  return text;
}
