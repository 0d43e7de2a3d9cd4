import type { AttributePath } from '../schema/attribute';
import type { ResourceType } from '../schema/resource-type';
import type { Filter, ResolvedPair, ResolvedRelation } from './ast';
import type { Relations } from './relations';

/** What a principal may see of the resources of one type. */
export interface TypeLimits {
  readonly isReadable: (path: AttributePath) => boolean;
  /** The only resources that there are. Default all. */
  readonly where?: Filter;
}

/** Which relations a filter may follow. */
export interface FollowOptions {
  readonly relations: Relations;
  /** `false` where the store cannot follow relations: then a filter that has to is refused. Default `true`. */
  readonly isFollowed?: boolean;
  /** Asked of every type that a filter leads to. Default: no limits. */
  readonly limitsOf?: (type: ResourceType) => TypeLimits;
}

export const noLimits: TypeLimits = Object.freeze({ isReadable: () => true });

/**
 * The relation as far as the principal may see both of its ends; `undefined` when it does not exist for it: what
 * belongs together would otherwise tell the values by which it does.
 */
export function visibleRelation(
  relation: ResolvedRelation,
  isReadable: (path: AttributePath) => boolean,
  limits: TypeLimits,
): ResolvedRelation | undefined {
  const visible = relation.on.map(({ here, there }): ResolvedPair => ({ here, there: there.filter(limits.isReadable) }));
  if (!visible.every(({ here, there }) => isReadable(here) && there.length > 0)) return undefined;
  const conditions = [relation.where, limits.where].filter((filter) => filter !== undefined);
  const [where] = conditions;
  return {
    ...relation,
    on: visible,
    ...(where && { where: conditions.length > 1 ? { kind: 'and', operands: conditions } : where }),
  };
}
