import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import type { Attribute, AttributePath } from './attribute';
import { formatAttributePath } from './attribute-path';
import type { Attributes, ResourceType } from './resource-type';
import type { StrictCheck } from './strict-checks';
import { validationError } from './validation-error';
import { validationFormats } from './validation-formats';
import { addValidationKeywords } from './validation-keywords';
import { resourceValidationSchema, undeclaredSchema, valueValidationSchema } from './validation-schema';

/** Says whether values fit the schemas of one resource type. Both methods throw `InvalidValueError`. */
export interface Validator {
  /**
   * A whole resource before it is stored: types, formats, enumerations, required attributes and extensions, at most
   * one primary value (RFC 7643 §2).
   */
  validate(attributes: Attributes): void;
  /**
   * A value of a PATCH (RFC 7644 §3.5.2). `whole`: for the attribute as a whole, an array when it is multi-valued;
   * otherwise for one of its elements.
   */
  validateValue(path: AttributePath, value: unknown, whole: boolean): void;
}

export interface ValidatorOptions {
  /** What is checked beside types and formats. Default nothing. */
  readonly strict?: readonly StrictCheck[];
}

/**
 * Compiles the validator of a resource type. Validators of single values are compiled when first needed: most
 * attributes are never patched alone.
 */
export function createValidator(type: ResourceType, options: ValidatorOptions = {}): Validator {
  const ajv = createAjv();
  const strict = new Set(options.strict);
  const validateResource = ajv.compile(resourceValidationSchema(type, strict));
  const wholes = new Map<Attribute, ValidateFunction>();
  const elements = new Map<Attribute, ValidateFunction>();

  const validateUndeclared = ajv.compile(undeclaredSchema);

  const valueValidator = (attribute: Attribute, whole: boolean): ValidateFunction => {
    // Their names come from clients: nothing is kept for each.
    if (!attribute.isDeclared) return validateUndeclared;
    const compiled = whole ? wholes : elements;
    const known = compiled.get(attribute);
    if (known !== undefined) return known;
    const validate = ajv.compile(valueValidationSchema(attribute, whole, strict));
    compiled.set(attribute, validate);
    return validate;
  };

  return Object.freeze({
    validate(attributes: Attributes): void {
      assertValid(validateResource, attributes, () => '');
    },
    validateValue(path: AttributePath, value: unknown, whole: boolean): void {
      const validate = valueValidator(path.subAttribute ?? path.attribute, whole);
      assertValid(validate, value, () => formatAttributePath(path));
    },
  });
}

function assertValid(validate: ValidateFunction, value: unknown, attribute: () => string): void {
  if (validate(value)) return;
  const [error] = validate.errors ?? [];
  if (error !== undefined) throw validationError(error, attribute());
}

function createAjv(): Ajv2020 {
  // The schemas are generated from checked definitions, so the meta-schema need not be compiled.
  const ajv = new Ajv2020({ strict: true, allErrors: false, meta: false, validateSchema: false });
  addFormats(ajv);
  addValidationKeywords(ajv);
  for (const [name, validate] of Object.entries(validationFormats)) ajv.addFormat(name, { type: 'string', validate });
  return ajv;
}
