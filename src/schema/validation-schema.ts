import type { Attribute } from './attribute';
import { itemSchema } from './compile-attributes';
import { defaultMaxLength } from './default-max-length';
import type { Attributes, ResourceType } from './resource-type';
import type { StrictCheck } from './strict-checks';
import { isStrictFormat } from './strict-formats';

/** A JSON Schema 2020-12 with the keywords of `validation-keywords.ts`, and no others of its own. */
export type PlainSchema = Readonly<Record<string, unknown>>;

/** `resource`: required attributes are demanded. `part`: a value that will be merged into others, so they are not. */
type Extent = 'resource' | 'part';

/** What is checked only where it is asked for. */
export type StrictChecks = ReadonlySet<StrictCheck>;

/** Attributes that stores do not keep among the others; the engine makes them (RFC 7643 §3.1). */
const madeByEngine: ReadonlySet<string> = new Set(['id', 'schemas', 'meta']);

/** The JSON Schema of a resource before it is stored (RFC 7643 §2.2, §3.3). */
export function resourceValidationSchema(type: ResourceType, strict: StrictChecks): PlainSchema {
  return new ValidationSchema(strict).resource(type);
}

/**
 * The JSON Schema of a value in a PATCH (RFC 7644 §3.5.2).
 *
 * Elements of a whole array are new, so they must be complete; a single complex value or one element is merged into
 * what is there, so it need not be.
 */
export function valueValidationSchema(attribute: Attribute, whole: boolean, strict: StrictChecks): PlainSchema {
  const schema = new ValidationSchema(strict);
  if (!whole || !attribute.multiValued) return schema.element(attribute, 'part');
  return schema.array(attribute, 'part');
}

/** The JSON Schema of a member that no schema declares: whatever a store can keep. */
export const undeclaredSchema: PlainSchema = Object.freeze({ storable: true });

interface ObjectSchema extends PlainSchema {
  readonly properties: Readonly<Record<string, PlainSchema>>;
  readonly required: readonly string[];
}

class ValidationSchema {
  constructor(private readonly strict: StrictChecks) {}

  resource(type: ResourceType): PlainSchema {
    const stored = type.attributes.filter(({ schema, name }) => schema !== undefined || !madeByEngine.has(name));
    const core = this.object(stored.filter(({ extension }) => extension === undefined), 'resource');
    const extensions = type.extensions.map(({ schema }): [string, PlainSchema] => {
      const attributes = stored.filter(({ extension }) => extension === schema.$id);
      return [schema.$id, this.object(attributes, 'resource')];
    });
    const demanded = type.extensions.filter(({ required }) => required === true).map(({ schema }) => schema.$id);
    return {
      type: 'object',
      properties: { ...core.properties, ...Object.fromEntries(extensions) },
      required: [...core.required, ...demanded],
    };
  }

  array(attribute: Attribute, extent: Extent): PlainSchema {
    const { minItems = 0, maxItems } = attribute.definition as { readonly minItems?: number; readonly maxItems?: number };
    const least = extent === 'part' ? 0 : Math.max(minItems, attribute.required ? 1 : 0);
    return {
      type: 'array',
      items: this.element(attribute, 'resource'),
      ...(least > 0 && { minItems: least }),
      ...(maxItems !== undefined && { maxItems }),
      ...onePrimary(attribute),
    };
  }

  /** The schema of one value (RFC 7643 §2.3). */
  element(attribute: Attribute, extent: Extent): PlainSchema {
    switch (attribute.type) {
      case 'complex':
        return {
          ...this.object(attribute.subAttributes, extent),
          ...(attribute.undeclared !== undefined && { propertyNames: { type: 'string', format: 'text' }, additionalProperties: undeclaredSchema }),
          ...(attribute.required && !attribute.multiValued && extent === 'resource' && { minProperties: 1 }),
        };
      case 'boolean':
        return { type: 'boolean' };
      case 'integer':
        return integerSchema(attribute);
      case 'decimal':
        return { type: 'number', ...kept(attribute, ['enum', 'minimum', 'maximum']) };
      default:
        return this.text(attribute);
    }
  }

  private object(attributes: readonly Attribute[], extent: Extent): ObjectSchema {
    const properties = attributes.map((attribute) => [attribute.name, this.member(attribute, extent)] as const);
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      required: extent === 'resource' ? attributes.filter(isDemanded).map(({ name }) => name) : [],
    };
  }

  private member(attribute: Attribute, extent: Extent): PlainSchema {
    // What stands there is no longer what the client sent.
    if (attribute.password && extent === 'resource') return { type: 'string' };
    return attribute.multiValued ? this.array(attribute, extent) : this.element(attribute, extent);
  }

  private text(attribute: Attribute): PlainSchema {
    const own = kept(attribute, ['enum', 'pattern', 'minLength', 'maxLength']);
    const formats = this.formats(attribute);
    const maxLength = defaultMaxLength(attribute);
    const { precis, canonicalValues: values, caseExact, mutability } = attribute;
    const isLimited = this.strict.has('canonical-values') && values.length > 0 && mutability !== 'readOnly';
    return {
      type: 'string',
      format: 'text',
      ...(maxLength !== undefined && { maxLength }),
      ...(formats.length > 0 && { allOf: formats.map((format) => ({ format })) }),
      ...own,
      ...(precis !== undefined && { precis }),
      ...(isLimited && { canonical: { values, caseExact } }),
      ...(attribute.required && !attribute.multiValued && own['minLength'] === undefined && { minLength: 1 }),
    };
  }

  private formats(attribute: Attribute): readonly string[] {
    const { format } = itemSchema(attribute.definition) as { readonly format?: string };
    const own = isStrictFormat(format) && !this.strict.has(format) ? undefined : format;
    if (attribute.type === 'binary') return own === undefined ? ['base64'] : ['base64', own];
    return [own ?? (attribute.type === 'reference' ? this.referenceFormat(attribute) : undefined)].filter(
      (name) => name !== undefined,
    );
  }

  /** Only what is inside the service provider can be told from a relative reference. */
  private referenceFormat({ referenceTypes }: Attribute): string {
    const isOutside = referenceTypes.every((type) => type === 'external' || type === 'uri');
    return isOutside && this.strict.has('absolute-uri') ? 'uri' : 'uri-reference';
  }
}

/** A password that is required has to be there when a resource is made; afterwards clients cannot send it back. */
function isDemanded({ required, mutability, password }: Attribute): boolean {
  return required && mutability !== 'readOnly' && !password;
}

/** At most one value is the primary one (RFC 7643 §2.4). */
function onePrimary({ subAttributesByName }: Attribute): PlainSchema {
  const primary = subAttributesByName.get('primary');
  if (primary === undefined) return {};
  const marked = {
    type: 'object',
    properties: { [primary.name]: { type: 'boolean', const: true } },
    required: [primary.name],
  };
  return { contains: marked, minContains: 0, maxContains: 1 };
}

/** Whole numbers beyond 2^53 would be stored as their neighbours. */
function integerSchema(attribute: Attribute): PlainSchema {
  return {
    type: 'integer',
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
    ...kept(attribute, ['enum', 'minimum', 'maximum']),
  };
}

function kept(attribute: Attribute, keywords: readonly string[]): Attributes {
  const entries = Object.entries(itemSchema(attribute.definition)).filter(([keyword]) => keywords.includes(keyword));
  return Object.fromEntries(entries);
}
