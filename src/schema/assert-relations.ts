import { resolveAttributePath } from './attribute-path';
import type { Attribute } from './attribute';
import { foldName, isAttributeName } from './attribute-name';
import type { Relation } from './relation';
import type { ResourceType } from './resource-type';

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z_][A-Za-z0-9_-]*)*$/;

/** The types of values by which resources can belong together. */
export const keyTypes: readonly string[] = Object.freeze(['string', 'reference', 'integer', 'decimal']);

/** What is wrong with `relations`, as far as the type that has them can tell; the other side is known later. */
export function relationsFault(type: ResourceType): string | undefined {
  const names = Object.keys(type.relations);
  const twice = names.find((name, index) => names.findIndex((other) => foldName(other) === foldName(name)) !== index);
  if (twice !== undefined) return `"${twice}" is there twice`;
  for (const [name, relation] of Object.entries(type.relations)) {
    const fault = NAME.test(name) ? relationFault(type, relation) : 'the name must be attribute names with dots between them';
    if (fault !== undefined) return `"${name}": ${fault}`;
  }
  return undefined;
}

function relationFault(type: ResourceType, { type: target, on, where, names = {} }: Relation): string | undefined {
  if (typeof target !== 'string' || target === '') return '"type" must be the name of a resource type';
  if (where !== undefined && typeof where !== 'string') return '"where" must be a filter';
  const other = Object.entries(names).find((entry) => !entry.every((name) => typeof name === 'string' && isAttributeName(name)));
  if (other !== undefined) return `"names" has ${other.map((name) => JSON.stringify(name)).join(': ')}, which are no attribute names`;
  if (!Array.isArray(on) || on.length === 0) return '"on" must have at least one pair';
  for (const { here, there } of on as Relation['on']) {
    const texts = typeof there === 'string' ? [there] : there;
    if (!Array.isArray(texts) || texts.length === 0) return '"there" must be a path or several';
    const fault = pathFault(type, here);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Why resources of the type cannot be told by what they have at a path. */
export function pathFault(type: ResourceType, text: string, types = keyTypes): string | undefined {
  const path = typeof text === 'string' ? resolveAttributePath(type, text) : undefined;
  if (path === undefined) return `${type.name} has no attribute "${text}"`;
  const leaf = path.subAttribute ?? path.attribute;
  const isKey = types.includes(leaf.type) && !isComputed(type, path.attribute) && !isSecret(path.attribute) && !isSecret(leaf);
  return isKey ? undefined : `"${text}" of ${type.name} must be a text or a number that is stored`;
}

function isComputed(type: ResourceType, { name, schema, extension }: Attribute): boolean {
  if (schema === undefined) return name !== 'id' && name !== 'externalId';
  if (extension !== undefined) return false;
  return type.derived[name]?.on === 'read' || Object.hasOwn(type.lookups, name);
}

function isSecret({ returned, mutability }: Attribute): boolean {
  return returned === 'never' || mutability === 'writeOnly';
}

/** What is wrong with `lookups`, beside what holds of all computed attributes. */
export function lookupsFault({ lookups, relations }: ResourceType): string | undefined {
  for (const [name, { relation, attribute }] of Object.entries(lookups)) {
    if (!Object.hasOwn(relations, relation)) return `"${name}": there is no relation "${relation}"`;
    if (typeof attribute !== 'string' || attribute === '') return `"${name}": "attribute" must be the name of an attribute`;
  }
  return undefined;
}
