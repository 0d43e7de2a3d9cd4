import type { ComplexSchema, SchemaDocument, SimpleSchema } from '../../schema/keywords';
import { customAttributes } from '../schemas/custom-attributes';
import type { CustomAttribute, CustomMetadata } from './custom-attribute';

/** What answers show in place of a custom password. */
const mask = '******';

/**
 * The schema of a resource type with what the sub-attributes of `attributes` are.
 *
 * @throws TypeError for a type that has no `attributes`, and for a custom attribute that cannot be.
 */
export function customSchema(schema: SchemaDocument, custom: CustomMetadata[string]): SchemaDocument {
  if (!Object.hasOwn(schema.properties, 'attributes')) throw new TypeError(`options.metadata: ${schema.title} has no custom attributes`);
  const properties: ComplexSchema['properties'] = Object.fromEntries(
    Object.entries(custom).map(([name, attribute]) => [name, definitionOf(attribute, `${schema.title}.${name}`)]),
  );
  const attributes: ComplexSchema = { ...customAttributes, properties, required: requiredNames(custom) };
  return { ...schema, properties: { ...schema.properties, attributes } };
}

/** The custom attributes that must have a value. */
export function requiredNames(custom: CustomMetadata[string]): readonly string[] {
  return Object.entries(custom).filter(([, { required }]) => required === true).map(([name]) => name);
}

function definitionOf(attribute: CustomAttribute, place: string): ComplexSchema['properties'][string] {
  const { type, description, multiValued = false, values } = attribute;
  const about = description === undefined ? {} : { description };
  if (values !== undefined && type !== 'string') throw new TypeError(`options.metadata: ${place} has values, which go with the type string`);
  const single = simpleSchema(attribute, place);
  if (!multiValued) return { ...single, ...about };
  if (type === 'password') throw new TypeError(`options.metadata: ${place} is a password, and must have one value`);
  return { type: 'array', items: single, ...about };
}

function simpleSchema({ type, values }: CustomAttribute, place: string): SimpleSchema {
  switch (type) {
    case 'boolean':
    case 'integer':
      return { type };
    case 'decimal':
      return { type: 'number' };
    case 'date':
      return { type: 'string', format: 'local-date-time' };
    case 'binary':
      return { type: 'string', contentEncoding: 'base64' };
    case 'password':
      return { type: 'string', mutability: 'writeOnly', password: true, mask };
    case 'string':
      return { type, ...(values && { enum: values }) };
    case 'user':
    case 'group':
    case 'role':
    case 'application':
    case 'system':
    case 'host':
    case 'userType':
      return { type: 'string' };
    default:
      throw new TypeError(`options.metadata: ${place} has the unknown type "${String(type)}"`);
  }
}
