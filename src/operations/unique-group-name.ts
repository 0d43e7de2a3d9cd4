import { flagsOf } from '../clients/client-profiles';
import { UniquenessError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { noAttributes } from '../resource/create-projection';
import { groupSchema } from '../schema/core/group';
import { findAttribute } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';
import type { Change } from '../hooks/hooks';
import type { Principal, ScimContext } from '../store/context';
import type { Service } from './service';

/** Whether the client counts on group names being unique. */
export function demandsUniqueName(type: ResourceType, context: ScimContext): boolean {
  return type.schema.$id === groupSchema.$id && flagsOf(context).uniqueGroupDisplayName;
}

/**
 * Refuses a group whose `displayName` another group has, for clients that count on it: RFC 7643 §4.2 does not. The
 * look-up comes before the write, so that two requests at the same time may both pass. Throws `UniquenessError`.
 */
export async function assertUniqueGroupName<P extends Principal>(
  { store }: Service<P>,
  change: Exclude<Change, { readonly operation: 'delete' }>,
  context: ScimContext<P>,
): Promise<void> {
  const { type, attributes } = change;
  const attribute = findAttribute(type, 'displayName');
  const value = attributes['displayName'];
  if (attribute === undefined || typeof value !== 'string' || !demandsUniqueName(type, context)) return;
  if (change.operation !== 'create' && change.before.attributes['displayName'] === value) return;
  const filter = { kind: 'comparison', path: { attribute }, operator: 'eq', value, caseExact: attribute.caseExact } as const;
  const { resources } = await store.query({ type, filter, page: { startIndex: 1, count: 2 }, projection: noAttributes }, context);
  const other = resources.find(({ id }) => change.operation === 'create' || id !== change.id);
  if (other !== undefined) throw new UniquenessError(detail`Another ${type.name} has this displayName`);
}
