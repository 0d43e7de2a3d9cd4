import { InvalidFilterError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Filter, Related } from '../filter/ast';
import type { AttributePath } from '../schema/attribute';
import { comparable } from '../schema/comparable';
import { createReader, type EvaluationContext } from './read-values';
import type { StoredResource } from './stored-resource';

type Predicate = (resource: StoredResource) => boolean;

/** Compiles a filter about resources of the type of the context. */
type Compile = (filter: Filter, context: EvaluationContext) => Predicate;

/**
 * Whether a resource belongs to one that satisfies a filter. The other side is gone through once, when the first
 * resource is asked about: what it has at its end of the relation is a set of keys, in which each resource then looks.
 */
export function compileRelated({ relation, filter }: Related, context: EvaluationContext, compile: Compile): Predicate {
  const { related } = context;
  if (related === undefined) throw new InvalidFilterError(detail`The store cannot search the relation ${relation.name}`);
  const keysOf = keyReader(relation.on.map(({ here }) => [here]), context);
  const collect = (): ReadonlySet<string> => {
    const { target, where } = relation;
    const there = { ...context, type: target };
    const wanted: Filter = where === undefined ? filter : { kind: 'and', operands: [filter, where] };
    const keysThere = keyReader(relation.on.map((pair) => pair.there), there);
    const matches = compile(wanted, there);
    const keys = new Set<string>();
    for (const resource of related(relation, wanted)) {
      if (matches(resource)) for (const key of keysThere(resource)) keys.add(key);
    }
    return keys;
  };
  let keys: ReadonlySet<string> | undefined;
  return (resource) => {
    const own = keysOf(resource);
    if (own.length === 0) return false;
    keys ??= collect();
    return own.some((key) => keys?.has(key));
  };
}

/** The keys by which a resource belongs to others: every combination of what it has at the ends of the pairs. */
export function keyReader(
  ends: readonly (readonly AttributePath[])[],
  context: EvaluationContext,
): (resource: StoredResource) => readonly string[] {
  const readers = ends.map((paths) => paths.map((path) => endReader(path, context)));
  return (resource) => {
    const [first = [], ...others] = readers.map((reads) => reads.flatMap((read) => read(resource)));
    return others.reduce<readonly string[]>(
      (keys, values) => keys.flatMap((key) => values.map((value) => JSON.stringify([key, value]))),
      first,
    );
  };
}

/** The values at one end, in the form in which both sides are compared: that of filters, numbers as text. */
function endReader(path: AttributePath, context: EvaluationContext): (resource: StoredResource) => readonly string[] {
  const read = createReader(path, context);
  const leaf = path.subAttribute ?? path.attribute;
  return (resource) =>
    read(resource).flatMap((value) => {
      const key = comparable(leaf, value);
      return key === undefined ? [] : [String(key)];
    });
}
