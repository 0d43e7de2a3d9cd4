/** Who may set an attribute, and when (RFC 7643 §7). Default `readWrite`. */
export type Mutability = 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';

/** When an attribute appears in a response (RFC 7643 §7). Default `default`. */
export type Returned = 'always' | 'never' | 'default' | 'request';

/** Whether two resources may share a value (RFC 7643 §7). Default `none`. */
export type Uniqueness = 'none' | 'server' | 'global';

/**
 * How internationalized texts are prepared and compared (RFC 8265). `UsernameCaseMapped`: letters, digits and visible
 * ASCII, whatever their letter case, width and composition; parts are separated by single spaces.
 */
export type PrecisProfile = 'UsernameCaseMapped';

/** The SCIM vocabulary: annotations that JSON Schema 2020-12 does not have (RFC 7643 §2.2, §7). */
export interface ScimKeywords {
  readonly description?: string;
  readonly mutability?: Mutability;
  readonly returned?: Returned;
  readonly uniqueness?: Uniqueness;
  /** Default `false`; references and binaries are always case exact. */
  readonly caseExact?: boolean;
  /** Suggested values; use `enum` to accept no others. */
  readonly canonicalValues?: readonly string[];
  /** Names of resource types, or `external`, or `uri`; makes the attribute a reference. */
  readonly referenceTypes?: readonly string[];
  /**
   * Asks the SQL store for an index. Not published. Default `false`; unique and reference attributes have one anyway.
   */
  readonly indexed?: boolean;
  /** Refuses texts that the PRECIS profile does not allow (RFC 7644 §5). Not published. Default: all are allowed. */
  readonly precis?: PrecisProfile;
  /**
   * Whether the values are passwords, which the option `passwords` of the router drops or hashes before anything else
   * sees them (RFC 7643 §4.1.1, §9.2). Not published. Default `true` for a writeOnly string that is named `password`.
   */
  readonly password?: boolean;
  /**
   * What answers show in place of a password that is set, such as `******`. A client that sends it back changes nothing.
   * Not published. Default: it is not shown whether there is a password.
   */
  readonly mask?: string;
  /**
   * Other names by which bodies, paths, filters, `sortBy` and `attributes` may call the attribute; answers never do.
   * Not published. Default none.
   */
  readonly aliases?: readonly string[];
  /**
   * Whether answers show the attribute also when it is unassigned: as `[]`, `{}` or `""`. To filters and in the store it
   * stays unassigned (RFC 7643 §2.5). For multi-valued and complex attributes and for texts; not for sub-attributes. Not
   * published. Default `false`: what is unassigned is left out.
   */
  readonly shownWhenEmpty?: boolean;
}

/** Formats of RFC 7643 §4.1 that many clients do not keep to, so that only `strict` service providers refuse others. */
export type StrictFormat = 'country-code' | 'language-tag' | 'language-ranges' | 'time-zone' | 'certificate';

export interface StringSchema extends ScimKeywords {
  readonly type: 'string';
  /**
   * `date-time` makes the attribute a SCIM dateTime, and so does `local-date-time`, which is kept and shown as
   * `2011-05-13 04:42:34` or `2011-05-13 04:42:34.567`, without a zone and read as UTC; ISO 8601 and milliseconds since
   * 1970 are accepted, too. Others are checked as JSON Schema formats. `country-code`, `language-tag`,
   * `language-ranges`, `time-zone` and `certificate` are checked only where the option `strict` of the router asks for
   * it.
   */
  readonly format?: 'date-time' | 'local-date-time' | 'uri' | 'uri-reference' | 'email' | StrictFormat | (string & {});
  /** Makes the attribute a SCIM binary. */
  readonly contentEncoding?: 'base64';
  /** The value that a POST or PUT without the attribute gives it; an explicit null or [] leaves it unassigned. */
  readonly default?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface NumberSchema extends ScimKeywords {
  readonly type: 'number' | 'integer';
  readonly enum?: readonly number[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: number;
}

export interface BooleanSchema extends ScimKeywords {
  readonly type: 'boolean';
  readonly default?: boolean;
}

export type SimpleSchema = StringSchema | NumberSchema | BooleanSchema;

export interface ComplexSchema extends ScimKeywords {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, SimpleSchema | MultiValuedSchema<SimpleSchema>>>;
  readonly required?: readonly string[];
  /**
   * `true` makes it an open attribute: members that are not among `properties` are kept as they are, whatever JSON they
   * are, and can be named as sub-attributes, with the letter case of their names. Default: there are no others.
   */
  readonly additionalProperties?: true;
  readonly default?: Readonly<Record<string, unknown>>;
}

export interface MultiValuedSchema<Item = SimpleSchema | ComplexSchema> extends ScimKeywords {
  readonly type: 'array';
  readonly items: Item;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: readonly unknown[];
}

export type AttributeSchema = SimpleSchema | ComplexSchema | MultiValuedSchema;

/** One SCIM schema, written as JSON Schema 2020-12 (RFC 7643 §7). */
export interface SchemaDocument {
  /** The schema URN. */
  readonly $id: string;
  /** The schema name. */
  readonly title: string;
  readonly description?: string;
  readonly type: 'object';
  readonly properties: Readonly<Record<string, AttributeSchema>>;
  readonly required?: readonly string[];
}
