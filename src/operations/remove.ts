import { allAttributes } from '../resource/create-projection';
import { assertIfMatch, ifVersionOf, isPlainIfMatch } from '../resource/version';
import type { Principal, ScimContext } from '../store/context';
import type { DeleteRequest, ResourceStore } from '../store/resource-store';
import type { ResolvedGrant } from './grant';
import type { Reply } from './reply';
import { noContent } from './reply';
import type { Service, ServedType } from './service';
import { authorize, notFound } from './service';
import type { Written } from './write';
import { commit, hasWriteHooks } from './write';

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
    const transactional = hasWriteHooks(service);
    await commit(service, { context, transactional }, (store) => removeSeen({ ...service, store }, { input, grant }, context));
    return noContent;
  }
  const ifVersion = ifMatch === undefined ? undefined : ifVersionOf(ifMatch);
  await removeOrFail(service.store, { type, id, ...(ifVersion !== undefined && { ifVersion }) }, context);
  return noContent;
}

function needsBefore<P extends Principal>(service: Service<P>, grant: ResolvedGrant, ifMatch: string | undefined): boolean {
  const hooked = hasWriteHooks(service) || service.hooks.onCommitted !== undefined;
  return hooked || grant.where !== undefined || (ifMatch !== undefined && !isPlainIfMatch(ifMatch));
}

async function removeSeen<P extends Principal>(
  service: Service<P>,
  { input, grant }: { readonly input: RemoveInput; readonly grant: ResolvedGrant },
  context: ScimContext<P>,
): Promise<Written<undefined>> {
  const { served: { type }, id, ifMatch } = input;
  const before = await service.store.get({ type, id, projection: allAttributes, forUpdate: hasWriteHooks(service) }, context);
  if (before === undefined || !grant.admits(before)) throw notFound(type, id);
  if (ifMatch !== undefined) assertIfMatch(ifMatch, before.version);
  const change = { operation: 'delete' as const, type, id, before };
  await service.hooks.beforeWrite?.(change, context);
  const ifVersion = ifMatch === undefined ? undefined : before.version;
  await removeOrFail(service.store, { type, id, ...(ifVersion !== undefined && { ifVersion }) }, context);
  await service.hooks.afterWrite?.(change, undefined, context);
  return { change, result: undefined };
}

async function removeOrFail<P extends Principal>(
  store: ResourceStore<ScimContext<P>>,
  request: DeleteRequest,
  context: ScimContext<P>,
): Promise<void> {
  if (!(await store.delete(request, context))) throw notFound(request.type, request.id);
}
