import type { Comparison, Filter, ResolvedRelation } from '../filter/ast';
import type { ResolvedLookup } from '../filter/relations';
import type { Projection } from '../resource/projection';
import { keyReader } from '../resource/evaluate-relation';
import { valuesAt } from '../resource/evaluate-filter';
import type { StoredResource } from '../resource/stored-resource';
import type { Attribute, AttributePath } from '../schema/attribute';
import { comparable } from '../schema/comparable';
import type { ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { Service } from './service';

/** What of a resource type is looked up for an answer. */
function lookupsIn({ relations }: Pick<Service, 'relations'>, type: ResourceType, projection: Projection): readonly (readonly [Attribute, ResolvedLookup])[] {
  if (projection.kind === 'none') return [];
  return [...relations.lookupsOf(type)].filter(([attribute]) => projection.includes(attribute));
}

/** A projection that also has the keys by which the attributes of an answer are looked up. */
export function withLookupKeys(service: Pick<Service, 'relations'>, type: ResourceType, projection: Projection): Projection {
  const needed = lookupsIn(service, type, projection).flatMap(([, { relation }]) => relation.on.map(({ here }) => here));
  return withPaths(projection, needed);
}

/** A projection that also has what is at these paths. */
export function withPaths(projection: Projection, paths: readonly AttributePath[]): Projection {
  const parts = new Set(paths.flatMap(({ attribute }) => [attribute, ...attribute.subAttributes]));
  if ([...parts].every((part) => projection.includes(part))) return projection;
  return { kind: 'selected', includes: (attribute) => parts.has(attribute) || projection.includes(attribute) };
}

export interface LookupInput {
  readonly type: ResourceType;
  readonly resources: readonly StoredResource[];
  readonly projection: Projection;
}

/** One value for each resource, by attribute name. */
type LookedUp = readonly [name: string, values: readonly unknown[]];

/** The values of looked up attributes: one query for each relation, whatever the number of resources. */
export async function lookUp<P extends Principal>(
  service: Service<P>,
  { type, resources, projection }: LookupInput,
  context: ScimContext<P>,
): Promise<readonly LookedUp[]> {
  const byRelation = new Map<ResolvedRelation, [Attribute, ResolvedLookup][]>();
  for (const [attribute, lookup] of lookupsIn(service, type, projection)) {
    byRelation.set(lookup.relation, [...(byRelation.get(lookup.relation) ?? []), [attribute, lookup]]);
  }
  const found: LookedUp[] = [];
  for (const [relation, lookups] of byRelation) {
    const attributes = lookups.map(([, lookup]) => lookup.attribute);
    const related = await firstRelated(service, { type, resources, relation, attributes }, context);
    const there = { type: relation.target, locate: context.locate };
    for (const [{ name }, { attribute }] of lookups) {
      found.push([name, related.map((one) => one && valuesAt(one, { attribute }, there)[0])]);
    }
  }
  return found;
}

interface Wanted {
  readonly type: ResourceType;
  readonly resources: readonly StoredResource[];
  readonly relation: ResolvedRelation;
  /** What is to be read of the other side. */
  readonly attributes: readonly Attribute[];
}

/** The first resource that each one belongs to, in the order of the store. */
async function firstRelated<P extends Principal>(
  { store }: Service<P>,
  { type, resources, relation, attributes }: Wanted,
  context: ScimContext<P>,
): Promise<readonly (StoredResource | undefined)[]> {
  const { target, on } = relation;
  const here = { type, locate: context.locate };
  const filter = filterFor(relation, resources, here);
  if (filter === undefined) return resources.map(() => undefined);
  const there = on.flatMap((pair) => pair.there);
  const projection = withPaths({ kind: 'selected', includes: () => false }, [...there, ...attributes.map((attribute) => ({ attribute }))]);
  const page = { startIndex: 1, count: Number.MAX_SAFE_INTEGER };
  const result = await store.query({ type: target, filter, page, projection }, context);

  const keysThere = keyReader(on.map((pair) => pair.there), { ...here, type: target });
  const byKey = new Map<string, StoredResource>();
  for (const resource of [...result.resources].reverse()) for (const key of keysThere(resource)) byKey.set(key, resource);
  const keysHere = keyReader(on.map((pair) => [pair.here]), here);
  return resources.map((resource) => keysHere(resource).map((key) => byKey.get(key)).find((one) => one !== undefined));
}

/** What may belong to the resources: each pair has one of their values. `undefined` when they have none. */
function filterFor({ on, where }: ResolvedRelation, resources: readonly StoredResource[], context: Parameters<typeof valuesAt>[2]): Filter | undefined {
  const operands: Filter[] = where === undefined ? [] : [where];
  for (const { here, there } of on) {
    const leaf = here.subAttribute ?? here.attribute;
    const keys = resources.flatMap((resource) => valuesAt(resource, here, context).map((value) => comparable(leaf, value)));
    const wanted = [...new Set(keys.filter((key) => key !== undefined).map(String))];
    const terms = there.flatMap((path) => wanted.flatMap((key) => equality(path, key)));
    if (terms.length === 0) return undefined;
    operands.push({ kind: 'or', operands: terms });
  }
  return { kind: 'and', operands };
}

/** The comparison of a path with a key, which is text; none where the attribute cannot have such a value. */
function equality(path: AttributePath, key: string): readonly Comparison[] {
  const { type, caseExact } = path.subAttribute ?? path.attribute;
  const isNumber = type === 'integer' || type === 'decimal';
  const value = isNumber ? Number(key) : key;
  return Number.isNaN(value) ? [] : [{ kind: 'comparison', path, operator: 'eq', value, caseExact: isNumber || caseExact }];
}
