import { createHash } from 'node:crypto';

import type { Filter } from '../filter/ast';
import type { Attribute, AttributePath } from '../schema/attribute';
import { formatAttributePath, resolveAttributePath } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';
import { numberOfId, searchText, searchValue } from './search-expression';
import { quoteLiteral, type Tables } from './tables';

const MAX_IDENTIFIER = 63;

/** An index that the schema of a resource type asks for. */
export interface IndexDefinition {
  readonly name: string;
  /** The attributes it serves, as an error would name them. */
  readonly paths: readonly string[];
  readonly unique: boolean;
  /** What comes behind `on table`. */
  readonly definition: string;
}

/** Every index of a resource type; the caller runs them in this order. */
export function resourceIndexes(type: ResourceType): readonly IndexDefinition[] {
  const indexes = type.attributes
    .filter((attribute) => isIndexable(type, attribute))
    .flatMap((attribute) => indexesOf(type, attribute));
  const together = type.uniqueTogether.map((paths) => indexTogether(type, paths));
  return [...(type.identifiers === 'integer' ? [idIndex(type)] : []), ...indexes, ...together];
}

/** The indexes of several resource types, and those of the ends of their relations; each once. */
export function allIndexes(types: readonly ResourceType[]): readonly IndexDefinition[] {
  const definitions = [...types.flatMap(resourceIndexes), ...types.flatMap((type) => relationIndexes(type, types))];
  return [...new Map(definitions.map((definition) => [definition.name, definition])).values()];
}

function relationIndexes(type: ResourceType, types: readonly ResourceType[]): readonly IndexDefinition[] {
  return Object.values(type.relations).flatMap((relation) => {
    const target = types.find(({ name }) => name === relation.type);
    const there = relation.on.flatMap((pair) => pair.there);
    return [
      ...relation.on.flatMap(({ here }) => endIndex(type, here)),
      ...(target === undefined ? [] : there.flatMap((text) => endIndex(target, text))),
    ];
  });
}

/** The index by which resources are found that have a key at this end of a relation; none where there is one anyway. */
function endIndex(type: ResourceType, text: string): readonly IndexDefinition[] {
  const path = resolveAttributePath(type, text);
  if (path === undefined || !isIndexable(type, path.attribute)) return [];
  const leaf = path.subAttribute ?? path.attribute;
  if (path.attribute.multiValued) return [containmentIndex(type, path.attribute)];
  return leaf.multiValued || isUnique(leaf) ? [] : [valueIndex(type, leaf)];
}

/** Whether an index finds the resources that satisfy a filter, or few enough among which they are. */
export function isServedByIndex(filter: Filter, type: ResourceType): boolean {
  switch (filter.kind) {
    case 'related':
      return true;
    case 'comparison':
      return filter.operator === 'eq' && filter.value !== null && isLookedUp(type, filter.path);
    case 'and':
      return filter.operands.some((operand) => isServedByIndex(operand, type));
    case 'or':
      return filter.operands.every((operand) => isServedByIndex(operand, type));
    default:
      return false;
  }
}

/** Whether equality of texts at a path is looked up. */
function isLookedUp(type: ResourceType, path: AttributePath): boolean {
  const { attribute, subAttribute: leaf = attribute } = path;
  if (attribute.schema === undefined && attribute.name === 'id') return true;
  if (!isIndexable(type, attribute) || leaf.type !== 'string') return false;
  const isEnd = Object.values(type.relations).some(({ on }) => on.some(({ here }) => leafAt(type, here) === leaf));
  if (attribute.multiValued) return isEnd || isIndexedWithin(attribute);
  return !leaf.multiValued && (isEnd || isUnique(leaf) || wantsIndex(leaf));
}

function leafAt(type: ResourceType, text: string): Attribute | undefined {
  const path = resolveAttributePath(type, text);
  return path?.subAttribute ?? path?.attribute;
}

export function uniqueIndexes(type: ResourceType): readonly IndexDefinition[] {
  return resourceIndexes(type).filter(({ unique }) => unique);
}

export function createIndexStatement({ resource }: Tables, { name, unique, definition }: IndexDefinition): string {
  return `create ${unique ? 'unique ' : ''}index if not exists ${name} on ${resource} ${definition}`;
}

/** Whether an index has the resources in the order of this attribute or sub-attribute. */
export function isInIndexOrder(type: ResourceType, attribute: Attribute): boolean {
  const top = attribute.parent ?? attribute;
  if (attribute === top && attribute.name === 'id' && attribute.extension === undefined) return true;
  if (!attribute.isDeclared || top.multiValued || attribute.multiValued || attribute.type === 'complex') return false;
  return isIndexable(type, top) && (isUnique(attribute) || wantsIndex(attribute));
}

function indexesOf(type: ResourceType, attribute: Attribute): readonly IndexDefinition[] {
  if (attribute.multiValued) return isIndexedWithin(attribute) ? [containmentIndex(type, attribute)] : [];
  return [attribute, ...attribute.subAttributes]
    .filter((candidate) => candidate.type !== 'complex' && !candidate.multiValued)
    .filter((candidate) => isUnique(candidate) || wantsIndex(candidate))
    .map((candidate) => valueIndex(type, candidate));
}

function valueIndex(type: ResourceType, attribute: Attribute): IndexDefinition {
  const unique = isUnique(attribute);
  const path = pathOf(attribute);
  const expression = searchText('search', attribute);
  return {
    name: indexName(type, path, unique ? 'unique' : 'value'),
    paths: [path],
    unique,
    definition: `(tenant, (${expression})) where type = ${quoteLiteral(type.storageName)}`,
  };
}

/** For the order of ids that are numbers; the primary key has them as texts. */
function idIndex(type: ResourceType): IndexDefinition {
  const definition = `(tenant, ((${numberOfId('id')})::float8), seq) where type = ${quoteLiteral(type.storageName)}`;
  return { name: indexName(type, 'id', 'value'), paths: ['id'], unique: false, definition };
}

/**
 * Values that are unique together. What every resource has stands in the index as filters ask for it; of the rest, what
 * is missing is a value, too, which no text is taken for.
 */
function indexTogether(type: ResourceType, paths: readonly AttributePath[]): IndexDefinition {
  const leaves = paths.map(({ attribute, subAttribute }) => subAttribute ?? attribute);
  const texts = leaves.map((leaf) => searchText('search', leaf));
  const columns = leaves.map((leaf, index) => (isAlwaysThere(leaf) ? texts[index] : `coalesce(${texts[index]} || '.', '')`));
  const names = paths.map(formatAttributePath);
  const anyThere = leaves.some(isAlwaysThere) ? '' : ` and coalesce(${texts.join(', ')}) is not null`;
  return {
    name: indexName(type, names.join('\0'), 'together'),
    paths: names,
    unique: true,
    definition: `(tenant, ${columns.map((column) => `(${column})`).join(', ')})
      where type = ${quoteLiteral(type.storageName)}${anyThere}`,
  };
}

function isAlwaysThere({ required, parent }: Attribute): boolean {
  return required && (parent === undefined || parent.required);
}

/** Serves equality of any sub-attribute, alone or together with others of the same value. */
function containmentIndex(type: ResourceType, attribute: Attribute): IndexDefinition {
  const path = pathOf(attribute);
  return {
    name: indexName(type, path, 'contains'),
    paths: [path],
    unique: false,
    definition: `using gin ((${searchValue('search', attribute)}) jsonb_path_ops)
      where type = ${quoteLiteral(type.storageName)}`,
  };
}

function isIndexable(type: ResourceType, attribute: Attribute): boolean {
  const { name, extension } = attribute;
  if (attribute.returned === 'never' || attribute.mutability === 'writeOnly' || type.links.includes(attribute))
    return false;
  return extension !== undefined || !(Object.hasOwn(type.inverse, name) || ['id', 'schemas', 'meta'].includes(name));
}

function isIndexedWithin(attribute: Attribute): boolean {
  return attribute.indexed || attribute.subAttributes.some(({ indexed }) => indexed);
}

function isUnique({ uniqueness, returned, mutability }: Attribute): boolean {
  return uniqueness !== 'none' && returned !== 'never' && mutability !== 'writeOnly';
}

function wantsIndex(attribute: Attribute): boolean {
  return attribute.indexed || attribute.name === 'externalId' || isReferenceValue(attribute);
}

/** `manager.value`: what stands beside a `$ref` to a resource holds its id. */
function isReferenceValue({ name, parent }: Attribute): boolean {
  const reference = parent?.subAttributes.find((sibling) => sibling.name === '$ref');
  return name === 'value' && (reference?.referenceTypes.some((type) => type !== 'external' && type !== 'uri') ?? false);
}

function pathOf({ name, parent }: Attribute): string {
  return parent === undefined ? name : `${parent.name}.${name}`;
}

/** The same in every process and version; told apart by a digest, because names are shortened. */
function indexName(type: ResourceType, path: string, kind: string): string {
  const digest = createHash('sha256').update(`${type.storageName}\0${path}\0${kind}`).digest('hex').slice(0, 8);
  const readable = `scim_${type.storageName}_${path}`.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_');
  return `${readable.slice(0, MAX_IDENTIFIER - kind.length - digest.length - 2)}_${kind}_${digest}`;
}
