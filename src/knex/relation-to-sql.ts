import type { Filter, Related, ResolvedRelation } from '../filter/ast';
import type { AttributePath } from '../schema/attribute';
import type { Rows } from './linked-rows';
import { type PathScope, type Place, placeOf } from './path-to-sql';
import { quoteLiteral } from './tables';

/** What turning a filter into SQL needs. */
export interface FilterScope extends PathScope {
  /** The same for the resources of another type, with the same bindings. */
  readonly related: (type: PathScope['plan']['type']) => Pick<FilterScope, 'plan' | 'settings' | 'related'>;
}

/**
 * What a condition is for, because it decides how the planner goes about it: resources are `found` by it, alone or
 * beside other conditions that an index serves, or it is `tested` of resources that have to be looked at anyway.
 */
export type Position = 'found' | 'tested';

export interface RelatedOptions {
  readonly position: Position;
  /** Compiles a filter on the other side. */
  readonly compile: (filter: Filter, scope: FilterScope) => string;
}

/**
 * The condition that a resource with alias `r` belongs to one that satisfies the filter. The other side is a statement
 * of its own, in which `r` is the resource there: it refers to nothing outside, so that it is run once, not for each
 * resource, unless the planner finds it better to join.
 */
export function relatedToSql(node: Related, scope: FilterScope, { position, compile }: RelatedOptions): string {
  const { relation, filter } = node;
  const there = { ...scope.related(relation.target), bindings: scope.bindings };
  const wanted: Filter = relation.where === undefined ? filter : { kind: 'and', operands: [filter, relation.where] };
  const condition = compile(wanted, there);
  const belonging = belongs(relation, scope, (ends) => keysThere(ends, { scope: there, condition }));
  if (position === 'tested') return belonging;
  // As a statement of its own it is a join that the planner can weigh; as a condition of the page it would be a guess.
  const { plan, settings } = scope;
  return `r.id = any(array(select r.id from ${settings.tables.resource} r
    where r.tenant = $1 and r.type = ${plan.typeLiteral} and ${belonging}))`;
}

type Ends = readonly (readonly AttributePath[])[];

/** A key of a resource here is among those there. */
function belongs({ on }: ResolvedRelation, scope: FilterScope, keys: (ends: Ends) => string): string {
  const places = on.map(({ here }) => placeOf(here, scope));
  const own = places.map((place, index) => keyOf(on[index]?.here, place));
  const tuple = own.length === 1 ? own.join() : `(${own.join(', ')})`;
  const condition = `${tuple} in (${keys(on.map(({ there }) => there))})`;
  const several = places.find(({ rows }) => rows !== undefined);
  if (several?.rows === undefined) return condition;
  const some = exists(several.rows, condition);
  const pair = on[places.indexOf(several)];
  const element = pair && containedElement(pair.here, several);
  if (pair === undefined || element === undefined) return some;
  // An index on the whole attribute finds those that have one of the keys; for a single pair that is all there is to ask.
  const found = `${several.container} @> any(array(select ${element} from (${keys([pair.there])}) k(key)))`;
  return on.length === 1 ? found : `(${found} and ${some})`;
}

/** The key as the element of an array that contains it, when elements are searched by containment. */
function containedElement({ attribute, subAttribute }: AttributePath, { operand, container }: Place): string | undefined {
  if (container === undefined || operand.kind !== 'text' || subAttribute?.multiValued === true) return undefined;
  if (subAttribute === undefined) return attribute.multiValued ? 'jsonb_build_array(k.key)' : undefined;
  return `jsonb_build_array(jsonb_build_object(${quoteLiteral(subAttribute.name)}, k.key))`;
}

interface OtherSide {
  readonly scope: FilterScope;
  readonly condition: string;
}

function keysThere(ends: Ends, { scope, condition }: OtherSide): string {
  const columns = ends.map((paths, index) => endOf(paths, scope, index));
  const sources = columns.flatMap(({ from }) => (from === undefined ? [] : [` cross join lateral ${from}`]));
  const { plan, settings } = scope;
  return `select ${columns.map(({ key }) => key).join(', ')} from ${settings.tables.resource} r${sources.join('')}
    where r.tenant = $1 and r.type = ${plan.typeLiteral} and ${condition}`;
}

function exists({ from, where = 'true' }: Rows, condition: string): string {
  return `exists (select 1 from ${from} where ${where} and ${condition})`;
}

interface End {
  readonly key: string;
  /** What gives the keys, when there may be several. */
  readonly from?: string;
}

/** The keys of the resources there, at one end of a pair. */
function endOf(paths: readonly AttributePath[], scope: FilterScope, index: number): End {
  const places = paths.map((path) => [path, placeOf(path, scope)] as const);
  const [first] = places;
  if (first !== undefined && places.length === 1 && first[1].rows === undefined) return { key: keyOf(...first) };
  const parts = places.map(([path, { rows, ...place }]) => {
    const key = keyOf(path, place);
    return rows === undefined ? `select ${key}` : `select ${key} from ${rows.from} where ${rows.where ?? 'true'}`;
  });
  return { key: `k${index}.key`, from: `(${parts.join(' union all ')}) k${index}(key)` };
}

/** Text in byte order, whatever the attribute is. */
function keyOf(path: AttributePath | undefined, { operand }: Place): string {
  const isId = path?.attribute.name === 'id' && path.attribute.schema === undefined;
  return isId ? 'r.id' : `((${operand.key})::text collate "C")`;
}
