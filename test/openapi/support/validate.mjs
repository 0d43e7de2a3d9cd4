/**
 * Reads an OpenAPI document from stdin and prints what is wrong with it, as JSON. The validator is an ES module, which
 * Jest cannot load. It takes each member `$ref` for a reference, also a property of that name (RFC 7643 §2.4) and what
 * an example has there: these have another name here.
 */
import { Validator } from '@seriousme/openapi-schema-validator';

let text = '';
for await (const chunk of process.stdin) text += chunk;
const document = JSON.parse(text, (key, value) => (isObject(value) && '$ref' in value && !isReference(value) ? renamed(value) : value));
const { valid, errors } = await new Validator().validate(document);
process.stdout.write(JSON.stringify(valid ? [] : errors));

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

function isReference({ $ref }) {
  return typeof $ref === 'string' && $ref.startsWith('#');
}

function renamed({ $ref, ...rest }) {
  return { ...rest, reference: $ref };
}
