import { deepFreeze } from './deep-freeze';
import { strictFormats } from './strict-formats';
import { vocabulary } from './vocabulary';

/** What one keyword of a schema document may say: the fault of a value in words, `undefined` for none. */
export type KeywordRule = (value: unknown) => string | undefined;

const stringFormats = [
  ...['date-time', 'local-date-time', 'date', 'time', 'duration', 'uri', 'uri-reference', 'uri-template', 'email', 'hostname'],
  ...['ipv4', 'ipv6', 'uuid', 'regex', 'json-pointer', 'relative-json-pointer', 'byte'],
  ...Object.keys(strictFormats),
];

/** Whether a default fits its attribute takes the whole definition to tell. */
const present: KeywordRule = (value) => (value === undefined || value === null ? 'must be a value' : undefined);
const text: KeywordRule = (value) => (isText(value) ? undefined : 'must be a text that is not empty');
const flag: KeywordRule = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');
const finite: KeywordRule = (value) => (Number.isFinite(value) ? undefined : 'must be a number');
const size: KeywordRule = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : 'must be a whole number, 0 or more';

function oneOf(allowed: readonly string[]): KeywordRule {
  const choices = allowed.map((choice) => `"${choice}"`).join(', ');
  const fault = `must be ${choices}`.replace(/, ([^,]*)$/, ' or $1');
  return (value) => (allowed.includes(value as string) ? undefined : fault);
}

function list(isItem: (item: unknown) => boolean, what: string): KeywordRule {
  return (value) => {
    if (!Array.isArray(value) || value.length === 0 || !value.every(isItem)) return `must be an array of ${what}`;
    return new Set(value).size === value.length ? undefined : 'must not say a value twice';
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

const pattern: KeywordRule = (value) => {
  if (typeof value !== 'string') return 'must be a regular expression';
  try {
    new RegExp(value, 'u');
    return undefined;
  } catch (error) {
    return `must be a regular expression of the Unicode kind: ${(error as Error).message}`;
  }
};

function scimRule(keyword: keyof typeof vocabulary): KeywordRule {
  const { metaSchema } = vocabulary[keyword];
  if ('enum' in metaSchema) return oneOf(metaSchema.enum);
  if (metaSchema.type === 'string') return text;
  return metaSchema.type === 'boolean' ? flag : list(isText, 'texts');
}

const scim = {
  description: text,
  mutability: scimRule('mutability'),
  returned: scimRule('returned'),
  uniqueness: scimRule('uniqueness'),
  caseExact: scimRule('caseExact'),
  canonicalValues: scimRule('canonicalValues'),
  referenceTypes: scimRule('referenceTypes'),
  indexed: scimRule('indexed'),
  precis: scimRule('precis'),
  password: scimRule('password'),
  mask: scimRule('mask'),
  aliases: scimRule('aliases'),
  shownWhenEmpty: scimRule('shownWhenEmpty'),
  default: present,
};

const number = { ...scim, enum: list(Number.isFinite, 'numbers'), minimum: finite, maximum: finite };

type KeywordRules = Readonly<Record<string, KeywordRule>>;

/** The keywords that go with each JSON Schema `type`; structure (`properties`, `items`, …) is checked apart. */
export const keywordRules: Readonly<Record<string, KeywordRules>> = deepFreeze({
  string: {
    ...scim,
    format: oneOf(stringFormats),
    contentEncoding: oneOf(['base64']),
    enum: list((item) => typeof item === 'string', 'texts'),
    pattern,
    minLength: size,
    maxLength: size,
  },
  number,
  integer: number,
  boolean: scim,
  object: { ...scim, additionalProperties: (value) => (value === true ? undefined : 'must be true or be left out') },
  array: { ...scim, minItems: size, maxItems: size },
});
