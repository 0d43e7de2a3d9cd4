import type { Ajv } from 'ajv';

import type { AttributeType } from './attribute';
import { deepFreeze } from './deep-freeze';
import { strictFormats } from './strict-formats';
import type { Mutability, PrecisProfile, Returned, Uniqueness } from './keywords';

type MetaSchema =
  | { readonly enum: readonly string[] }
  | { readonly type: 'boolean' }
  | { readonly type: 'string'; readonly minLength: 1 }
  | {
      readonly type: 'array';
      readonly items: { readonly type: 'string'; readonly minLength: 1 };
      readonly minItems: 1;
      readonly uniqueItems: true;
    };

/** One keyword of the SCIM vocabulary. */
export interface ScimKeyword<Value> {
  /** What the absence of the keyword means (RFC 7643 §2.2). */
  readonly default: Value;
  /** What the keyword may say, as JSON Schema. */
  readonly metaSchema: MetaSchema;
  /** The data types that have this characteristic (RFC 7643 §2.3). */
  readonly appliesTo: readonly AttributeType[];
}

interface Vocabulary {
  readonly mutability: ScimKeyword<Mutability>;
  readonly returned: ScimKeyword<Returned>;
  readonly uniqueness: ScimKeyword<Uniqueness>;
  readonly caseExact: ScimKeyword<boolean>;
  readonly canonicalValues: ScimKeyword<readonly string[]>;
  readonly referenceTypes: ScimKeyword<readonly string[]>;
  readonly indexed: ScimKeyword<boolean>;
  readonly precis: ScimKeyword<PrecisProfile | undefined>;
  readonly password: ScimKeyword<boolean>;
  readonly mask: ScimKeyword<string | undefined>;
  readonly aliases: ScimKeyword<readonly string[]>;
  readonly shownWhenEmpty: ScimKeyword<boolean>;
}

const everyType = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference', 'complex'] as const;
const texts = { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1, uniqueItems: true } as const;

/**
 * The keywords that SCIM adds to JSON Schema 2020-12: their defaults, their allowed values, and where they apply
 * (RFC 7643 §2.2, §2.3, §7).
 */
export const vocabulary: Vocabulary = deepFreeze({
  mutability: {
    default: 'readWrite',
    metaSchema: { enum: ['readOnly', 'readWrite', 'immutable', 'writeOnly'] },
    appliesTo: everyType,
  },
  returned: {
    default: 'default',
    metaSchema: { enum: ['always', 'never', 'default', 'request'] },
    appliesTo: everyType,
  },
  uniqueness: {
    default: 'none',
    metaSchema: { enum: ['none', 'server', 'global'] },
    appliesTo: ['string', 'reference', 'integer', 'decimal'],
  },
  caseExact: { default: false, metaSchema: { type: 'boolean' }, appliesTo: ['string', 'reference', 'binary'] },
  canonicalValues: { default: [], metaSchema: texts, appliesTo: ['string', 'reference'] },
  referenceTypes: { default: [], metaSchema: texts, appliesTo: ['reference'] },
  indexed: { default: false, metaSchema: { type: 'boolean' }, appliesTo: everyType },
  precis: { default: undefined, metaSchema: { enum: ['UsernameCaseMapped'] }, appliesTo: ['string'] },
  password: { default: false, metaSchema: { type: 'boolean' }, appliesTo: ['string'] },
  mask: { default: undefined, metaSchema: { type: 'string', minLength: 1 }, appliesTo: ['string'] },
  aliases: { default: [], metaSchema: texts, appliesTo: everyType },
  shownWhenEmpty: { default: false, metaSchema: { type: 'boolean' }, appliesTo: everyType },
});

/** Whether attributes of a data type have a characteristic (RFC 7643 §2.3). */
export function isApplicable(keyword: keyof Vocabulary, type: AttributeType): boolean {
  return vocabulary[keyword].appliesTo.includes(type);
}

/**
 * Teaches an Ajv instance the SCIM vocabulary, so that in strict mode it accepts a schema document and refuses a wrong
 * keyword value when it compiles one. Keywords and formats of SCIM are annotations: they validate nothing.
 *
 * @example
 * ```ts
 * const validate = addScimVocabulary(new Ajv2020()).compile(userSchema);
 * ```
 */
export function addScimVocabulary<Instance extends Pick<Ajv, 'addKeyword' | 'addFormat'>>(ajv: Instance): Instance {
  const keywords = Object.entries<ScimKeyword<unknown>>({ ...vocabulary });
  for (const [keyword, { metaSchema }] of keywords) ajv.addKeyword({ keyword, metaSchema });
  for (const format of ['local-date-time', ...Object.keys(strictFormats)]) ajv.addFormat(format, true);
  return ajv;
}
