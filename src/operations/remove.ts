import type { Change } from '../hooks/hooks';
import { allAttributes } from '../resource/create-projection';
import { sameAttributes } from '../resource/same-attributes';
import type { StoredResource } from '../resource/stored-resource';
import { assertIfMatch, ifVersionOf, isPlainIfMatch } from '../resource/version';
import type { Attributes } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { ResolvedGrant } from './grant';
import type { Reply } from './reply';
import { noContent } from './reply';
import type { Service, ServedType } from './service';
import { authorize, notFound } from './service';
import { deleteInTurn, replaceInTurn, takeTurns } from './take-turns';
import type { Written } from './write';
import { hasWriteHooks, prepareKept } from './write';

export interface RemoveInput {
  readonly served: ServedType;
  readonly id: string;
  readonly ifMatch: string | undefined;
}

/** DELETE /{endpoint}/{id} — RFC 7644 §3.6. */
export async function remove<P extends Principal>(service: Service<P>, input: RemoveInput, context: ScimContext<P>): Promise<Reply> {
  const { served: { type }, id, ifMatch } = input;
  const grant = await authorize(service, { operation: 'delete', type, id, context });
  if (needsBefore(service, grant, ifMatch)) {
    await takeTurns(service, (within, locked) => removeSeen(within, { input, grant, locked }, context), context);
    return noContent;
  }
  const ifVersion = ifMatch === undefined ? undefined : ifVersionOf(ifMatch);
  const isDeleted = await service.store.delete({ type, id, ...(ifVersion !== undefined && { ifVersion }) }, context);
  if (!isDeleted) throw notFound(type, id);
  return noContent;
}

function needsBefore<P extends Principal>(service: Service<P>, grant: ResolvedGrant, ifMatch: string | undefined): boolean {
  const hooked = hasWriteHooks(service) || service.hooks.onCommitted !== undefined;
  return hooked || grant.where !== undefined || (ifMatch !== undefined && !isPlainIfMatch(ifMatch));
}

interface Removal {
  readonly input: RemoveInput;
  readonly grant: ResolvedGrant;
  readonly locked: boolean;
}

async function removeSeen<P extends Principal>(
  service: Service<P>,
  { input, grant, locked }: Removal,
  context: ScimContext<P>,
): Promise<Written<StoredResource | undefined>> {
  const { served, id, ifMatch } = input;
  const { type } = served;
  const { store, hooks } = service;
  const before = await store.get({ type, id, projection: allAttributes, forUpdate: locked || hasWriteHooks(service) }, context);
  if (before === undefined || !grant.admits(before)) throw notFound(type, id);
  if (ifMatch !== undefined) assertIfMatch(ifMatch, before.version);
  const change: Deletion = { operation: 'delete', type, id, before };
  await hooks.beforeWrite?.(change, context, store);
  const result = change.instead === undefined ? undefined : await keep(service, { served, change, instead: change.instead }, context);
  // What another writer has made of it since may be out of the reach of this principal.
  const isGone = result === undefined && !(await deleteInTurn(store, { type, id, ifVersion: before.version }, context));
  if (isGone) throw notFound(type, id);
  await hooks.afterWrite?.(change, result, context, store);
  return { change, result };
}

type Deletion = Extract<Change, { readonly operation: 'delete' }>;

interface Keeping {
  readonly served: ServedType;
  readonly change: Deletion;
  readonly instead: Attributes;
}

/** Leaves the resource with the attributes that a hook has set; when they are those it has, its version stays, too. */
async function keep<P extends Principal>(
  service: Service<P>,
  { served, change: { type, id, before }, instead }: Keeping,
  context: ScimContext<P>,
): Promise<StoredResource> {
  const attributes = await prepareKept(service, { served, before, instead }, context);
  if (sameAttributes(type, before.attributes, attributes)) return before;
  return replaceInTurn(service.store, { type, id, attributes, ifVersion: before.version, projection: allAttributes }, context);
}
