import type { Filter } from '../filter/ast';
import { typesPassed } from '../filter/follow';
import type { FollowOptions, TypeLimits } from '../filter/related-scope';
import type { FilterSyntax } from '../filter/syntax';
import type { Attribute, AttributePath } from '../schema/attribute';
import type { ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { ResolvedGrant } from './grant';
import type { Service } from './service';
import { authorize } from './service';

export type PathTest = (path: AttributePath) => boolean;

/** What a filter and a sort may name: what the principal may read and the store can compare. */
export function queryable<P extends Principal>(service: Service<P>, type: ResourceType, grant: ResolvedGrant): PathTest {
  const known = (attribute: Attribute): boolean =>
    type.derived[attribute.name]?.on !== 'read' &&
    (service.store.resolvesInverse === true || !Object.hasOwn(type.inverse, attribute.name));
  return ({ attribute, subAttribute }) => {
    const top = attribute.parent ?? attribute;
    if (top.extension === undefined && !known(top)) return false;
    return grant.isReadable === undefined || grant.isReadable(subAttribute ?? attribute);
  };
}

/**
 * The relations that a filter may follow. Whoever searches by resources of another type needs the right to search
 * those, and sees of them what that right lets it see. Throws `ForbiddenError` when it has none.
 */
export async function followable<P extends Principal>(
  service: Service<P>,
  { type, syntax }: { readonly type: ResourceType; readonly syntax: FilterSyntax | undefined },
  context: ScimContext<P>,
): Promise<FollowOptions> {
  const { relations, store } = service;
  const limits = new Map<ResourceType, TypeLimits>();
  for (const target of syntax === undefined ? [] : typesPassed(syntax, type, relations)) {
    const grant = await authorize(service, { operation: 'query', type: target, id: undefined, context });
    limits.set(target, { isReadable: queryable(service, target, grant), ...whereOf(grant) });
  }
  const nothing: TypeLimits = { isReadable: () => false };
  return { relations, isFollowed: store.followsRelations === true, limitsOf: (target) => limits.get(target) ?? nothing };
}

function whereOf({ where }: ResolvedGrant): { readonly where?: Filter } {
  return where === undefined ? {} : { where };
}
