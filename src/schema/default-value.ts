import { itemSchema } from './compile-attributes';
import { isPlainObject } from './is-plain-object';
import type { AttributeSchema, ComplexSchema, SimpleSchema } from './keywords';

/**
 * What keeps a value from being the default of an attribute, in words; `undefined` for nothing. Only its type is
 * looked at: limits and formats are checked with the resource that gets it.
 */
export function defaultFault(definition: AttributeSchema, value: unknown): string | undefined {
  if (definition.type !== 'array') return fits(definition, value) ? undefined : `must be ${nouns[definition.type]}`;
  const item = itemSchema(definition);
  if (Array.isArray(value) && value.length > 0 && value.every((element) => fits(item, element))) return undefined;
  return `must be an array, each element of it ${nouns[item.type]}`;
}

const nouns: Readonly<Record<(SimpleSchema | ComplexSchema)['type'], string>> = Object.freeze({
  string: 'a text that is not empty and among the "enum", if there is one',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object of sub-attributes, each of its own type',
});

function fits(schema: SimpleSchema | ComplexSchema, value: unknown): boolean {
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' && value !== '' && (schema.enum?.includes(value) ?? true);
    case 'number':
      return Number.isFinite(value) && (schema.enum?.includes(Number(value)) ?? true);
    case 'integer':
      return Number.isSafeInteger(value) && (schema.enum?.includes(Number(value)) ?? true);
    case 'boolean':
      return typeof value === 'boolean';
    case 'object':
      return isPlainObject(value) && Object.entries(value).every(([name, member]) => fitsMember(schema, name, member));
  }
}

function fitsMember({ properties, additionalProperties }: ComplexSchema, name: string, member: unknown): boolean {
  const definition = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (definition === undefined) return additionalProperties === true;
  return defaultFault(definition, member) === undefined;
}
