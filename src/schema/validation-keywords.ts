import type { Ajv, FuncKeywordDefinition } from 'ajv';

import type { Detail } from '../errors/detail';
import { detail } from '../errors/detail';
import { fold } from './comparable';
import { usernameFault } from './precis/username';
import { isStorableText } from './validation-formats';

type DataValidateFunction = ReturnType<NonNullable<FuncKeywordDefinition['compile']>>;

interface Canonical {
  readonly values: readonly string[];
  readonly caseExact: boolean;
}

/** `precis`: a text that its PRECIS profile allows (RFC 8265). There is one profile so far. */
const precis: FuncKeywordDefinition = {
  keyword: 'precis',
  type: 'string',
  compile: () => withFault('precis', usernameFault),
};

/** `canonical`: one of the canonical values (RFC 7643 §2.3.1). */
const canonical: FuncKeywordDefinition = {
  keyword: 'canonical',
  type: 'string',
  compile: ({ values, caseExact }: Canonical) => {
    const key = caseExact ? (text: string): string => text : fold;
    const known = new Set(values.map(key));
    const fault = detail`must be one of ${values.map((value) => JSON.stringify(value)).join(', ')}`;
    return withFault('canonical', (text) => (known.has(key(text)) ? undefined : fault));
  },
};

/** `storable`: any JSON, if all text in it can be stored (RFC 7643 §2.3.1). */
const storable: FuncKeywordDefinition = {
  keyword: 'storable',
  schemaType: 'boolean',
  compile: () => {
    const validate: DataValidateFunction = (value: unknown) => {
      const isValid = isStorable(value);
      validate.errors = isValid ? [] : [{ keyword: 'storable', params: {} }];
      return isValid;
    };
    return validate;
  },
};

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, member]) => isStorableText(name) && isStorable(member));
}

/** Teaches an Ajv instance what validation schemas need beside JSON Schema. */
export function addValidationKeywords(ajv: Pick<Ajv, 'addKeyword'>): void {
  for (const keyword of [precis, canonical, storable]) ajv.addKeyword({ ...keyword, errors: true });
}

/** A keyword function that gives its reason as the parameter `fault` of the error. */
function withFault(keyword: string, fault: (text: string) => Detail | undefined): DataValidateFunction {
  const validate: DataValidateFunction = (text: string) => {
    const reason = fault(text);
    validate.errors = reason === undefined ? [] : [{ keyword, params: { fault: reason } }];
    return reason === undefined;
  };
  return validate;
}
