import { pathFault } from '../schema/assert-relations';
import type { Attribute, AttributePath } from '../schema/attribute';
import { foldName } from '../schema/attribute-name';
import { findAttribute, resolveAttributePath } from '../schema/attribute-path';
import type { Lookup, Relation } from '../schema/relation';
import type { ResourceType } from '../schema/resource-type';
import type { Filter, ResolvedPair, ResolvedRelation } from './ast';
import { parseFilter } from './parse-filter';
import type { Relations, ResolvedLookup } from './relations';

/**
 * Resolves what the definitions of resource types leave open, because it needs the types on both sides.
 *
 * @throws TypeError that names the resource type and the relation or lookup, for one that cannot be followed.
 */
export function resolveRelations(types: readonly ResourceType[]): Relations {
  const relations = new Map(types.map((type) => [type, relationsOf(type, types)] as const));
  const of: Relations['of'] = (type) => relations.get(type) ?? new Map<string, ResolvedRelation>();
  const lookups = new Map(types.map((type) => [type, lookupsOf(type, of(type))] as const));
  return Object.freeze({ of, lookupsOf: (type: ResourceType) => lookups.get(type) ?? new Map<Attribute, ResolvedLookup>() });
}

function relationsOf(type: ResourceType, types: readonly ResourceType[]): ReadonlyMap<string, ResolvedRelation> {
  const resolve = ([name, relation]: readonly [string, Relation]): readonly [string, ResolvedRelation] => {
    const target = types.find((candidate) => candidate.name === relation.type);
    if (target === undefined) return refuse(type, `relations: "${name}" leads to ${relation.type}, which is not served`);
    return [foldName(name), resolveRelation(type, { name, relation, target })];
  };
  return new Map(Object.entries(type.relations).map(resolve));
}

interface Definition {
  readonly name: string;
  readonly relation: Relation;
  readonly target: ResourceType;
}

function resolveRelation(type: ResourceType, { name, relation, target }: Definition): ResolvedRelation {
  const on = relation.on.map(({ here, there }): ResolvedPair => {
    const texts = typeof there === 'string' ? [there] : there;
    const fault = texts.map((text) => pathFault(target, text)).find((found) => found !== undefined);
    if (fault !== undefined) refuse(type, `relations: "${name}": ${fault}`);
    return { here: pathOf(type, here), there: texts.map((text) => pathOf(target, text)) };
  });
  if (on.filter(hasSeveralValues).length > 1) refuse(type, `relations: "${name}" has more than one pair with several values`);
  const unequal = on.find((pair) => !haveOneLetterCase(pair));
  if (unequal !== undefined) refuse(type, `relations: "${name}": both ends of a pair need the same "caseExact"`);
  const names = Object.entries(relation.names ?? {}).map(([other, own]) => [foldName(other), own] as const);
  const unknown = names.find(([, own]) => findAttribute(target, own) === undefined);
  if (unknown !== undefined) refuse(type, `relations: "${name}": ${target.name} has no attribute "${unknown[1]}"`);
  const where = relation.where === undefined ? undefined : parseWhere(relation.where, { type, name, target });
  return Object.freeze({ name, target, on: Object.freeze(on), names: new Map(names), ...(where && { where }) });
}

function pathOf(type: ResourceType, text: string): AttributePath {
  return resolveAttributePath(type, text) ?? refuse(type, `there is no attribute "${text}"`);
}

function hasSeveralValues({ here, there }: ResolvedPair): boolean {
  return [here, ...there].some(({ attribute, subAttribute }) => attribute.multiValued || subAttribute?.multiValued === true);
}

/** Texts are compared in the form in which they are searched. An id has the one that the store has given it. */
function haveOneLetterCase({ here, there }: ResolvedPair): boolean {
  const texts = [here, ...there].map(leafOf).filter(({ type, name, schema }) => type === 'string' && (schema !== undefined || name !== 'id'));
  return texts.every(({ caseExact }) => caseExact === texts[0]?.caseExact);
}

function leafOf({ attribute, subAttribute }: AttributePath): Attribute {
  return subAttribute ?? attribute;
}

function parseWhere(source: string, { type, name, target }: Pick<Definition, 'name' | 'target'> & { readonly type: ResourceType }): Filter {
  try {
    return parseFilter(source, target);
  } catch (error) {
    return refuse(type, `relations: "where" of "${name}": ${error instanceof Error ? error.message : String(error)}`);
  }
}

function lookupsOf(type: ResourceType, relations: ReadonlyMap<string, ResolvedRelation>): ReadonlyMap<Attribute, ResolvedLookup> {
  const resolve = ([name, lookup]: readonly [string, Lookup]): readonly [Attribute, ResolvedLookup] => {
    const relation = relations.get(foldName(lookup.relation)) ?? refuse(type, `lookups: there is no relation "${lookup.relation}"`);
    const own = findAttribute(type, name) ?? refuse(type, `lookups: there is no attribute "${name}"`);
    const attribute = findAttribute(relation.target, lookup.attribute);
    if (attribute === undefined) return refuse(type, `lookups: ${relation.target.name} has no attribute "${lookup.attribute}"`);
    const isShown = attribute.returned !== 'never' && attribute.mutability !== 'writeOnly';
    const isAlike = own.type === attribute.type && own.type !== 'complex' && !own.multiValued && !attribute.multiValued;
    if (isShown && isAlike && !isComputed(relation.target, attribute)) return [own, { relation, attribute }];
    return refuse(type, `lookups: "${name}" and "${lookup.attribute}" must have one stored value of the same simple type`);
  };
  return new Map(Object.entries(type.lookups).map(resolve));
}

function isComputed(type: ResourceType, { name, schema }: Attribute): boolean {
  if (schema === undefined) return name !== 'id' && name !== 'externalId';
  return type.derived[name]?.on === 'read' || Object.hasOwn(type.lookups, name);
}

function refuse(type: ResourceType, problem: string): never {
  throw new TypeError(`Resource type "${type.name}", ${problem}`);
}
