/** Who may set an attribute, and when (RFC 7643 §7). Default `readWrite`. */
export type Mutability = 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';

/** When an attribute appears in a response (RFC 7643 §7). Default `default`. */
export type Returned = 'always' | 'never' | 'default' | 'request';

/** Whether two resources may share a value (RFC 7643 §7). Default `none`. */
export type Uniqueness = 'none' | 'server' | 'global';

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
}

export interface StringSchema extends ScimKeywords {
  readonly type: 'string';
  /** `date-time` makes the attribute a SCIM dateTime; others are checked as JSON Schema formats. */
  readonly format?: 'date-time' | 'uri' | 'uri-reference' | 'email' | (string & {});
  /** Makes the attribute a SCIM binary. */
  readonly contentEncoding?: 'base64';
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
}

export interface BooleanSchema extends ScimKeywords {
  readonly type: 'boolean';
}

export type SimpleSchema = StringSchema | NumberSchema | BooleanSchema;

export interface ComplexSchema extends ScimKeywords {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, SimpleSchema | MultiValuedSchema<SimpleSchema>>>;
  readonly required?: readonly string[];
}

export interface MultiValuedSchema<Item = SimpleSchema | ComplexSchema> extends ScimKeywords {
  readonly type: 'array';
  readonly items: Item;
  readonly minItems?: number;
  readonly maxItems?: number;
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
