import { flagsOf } from '../clients/client-profiles';
import { ForbiddenError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { derivedInput } from '../hooks/derived-input';
import type { Change } from '../hooks/hooks';
import { withOnePrimaryEach } from '../resource/primary-values';
import type { StoredResource } from '../resource/stored-resource';
import type { Attributes, ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { ResourceStore } from '../store/resource-store';
import type { ResolvedGrant } from './grant';
import type { Service, ServedType } from './service';
import { assertUniqueGroupName } from './unique-group-name';

/** What a write did: the change that reached the store, if any, and the resource as it is now. */
export interface Written<R = StoredResource> {
  readonly change: Change | undefined;
  readonly result: R;
}

type Work<P extends Principal, R> = (store: ResourceStore<ScimContext<P>>) => Promise<Written<R>>;

/** A change that stores attributes: everything but a delete. */
export type AttributeChange = Exclude<Change, { readonly operation: 'delete' }>;

/** Whether hooks see writes before they are committed: then a write is more than one call of the store. */
export function hasWriteHooks<P extends Principal>({ hooks }: Service<P>): boolean {
  return hooks.beforeWrite !== undefined || hooks.afterWrite !== undefined;
}

/** Runs `work`, in a transaction where one is asked for and the store has them, and tells `onCommitted` what it wrote. */
export async function commit<P extends Principal, R extends StoredResource | undefined>(
  service: Service<P>,
  { context, transactional }: { readonly context: ScimContext<P>; readonly transactional: boolean },
  work: Work<P, R>,
): Promise<R> {
  const { store } = service;
  const written = transactional && store.transaction ? await store.transaction(work, context) : await work(store);
  if (written.change !== undefined) announce(service, { change: written.change, result: written.result }, context);
  return written.result;
}

function announce<P extends Principal>(
  service: Service<P>,
  { change, result }: { readonly change: Change; readonly result: StoredResource | undefined },
  context: ScimContext<P>,
): void {
  const tell = async (): Promise<void> => service.hooks.onCommitted?.(change, result, context);
  tell().catch((error: unknown) => service.onError(error, context));
}

/** Hooks, derived attributes, validation: what attributes go through before the store of the service gets them. */
export async function prepare<P extends Principal>(
  service: Service<P>,
  { served, change, grant }: { readonly served: ServedType; readonly change: AttributeChange; readonly grant: ResolvedGrant },
  context: ScimContext<P>,
): Promise<Attributes> {
  await service.hooks.beforeWrite?.(change, context, service.store);
  change.attributes = await withDerived(service, { served, resource: { ...identityOf(change), attributes: change.attributes } }, context);
  validate(served, change, context);
  assertWithin(grant, change);
  await assertUniqueGroupName(service, change, context);
  return change.attributes;
}

/**
 * The attributes that a hook keeps of a deleted resource, as the store of the service gets them. No grant is asked: who
 * may delete the resource has no say in what becomes of it.
 */
export async function prepareKept<P extends Principal>(
  service: Service<P>,
  { served, before, instead }: { readonly served: ServedType; readonly before: StoredResource; readonly instead: Attributes },
  context: ScimContext<P>,
): Promise<Attributes> {
  const { id, version, created, lastModified } = before;
  const attributes = await withDerived(service, { served, resource: { id, version, created, lastModified, attributes: instead } }, context);
  validate(served, { operation: 'replace', attributes }, context);
  return attributes;
}

/** What has to hold of a whole resource; several primary values only where the client must not have them. */
export function validate(
  { type, validator }: ServedType,
  { operation, attributes }: Pick<AttributeChange, 'operation' | 'attributes'>,
  context: ScimContext,
): void {
  const { primary, primaryInPatch } = flagsOf(context);
  const isLenient = primary === 'passthrough' || (operation === 'patch' && primaryInPatch === 'passthrough');
  validator.validate(isLenient ? withOnePrimaryEach(type, attributes) : attributes);
}

/** Whether the service provider computes attributes before a write: such a type cannot be changed in part. */
export function derivesOnWrite(type: ResourceType): boolean {
  return Object.values(type.derived).some(({ on }) => on === 'write');
}

/** The attributes of a resource with what is computed from them; the store of the service is that of the transaction. */
async function withDerived<P extends Principal>(
  { store }: Service<P>,
  { served: { type }, resource }: { readonly served: ServedType; readonly resource: StoredResource },
  context: ScimContext<P>,
): Promise<Attributes> {
  if (!derivesOnWrite(type)) return resource.attributes;
  const attributes: Record<string, unknown> = { ...resource.attributes };
  const input = derivedInput({ resources: [{ ...resource, attributes }], store }, context);
  for (const [name, { on, compute }] of Object.entries(type.derived)) {
    if (on !== 'write') continue;
    const [value] = await compute([attributes], input);
    if (value === undefined) delete attributes[name];
    else attributes[name] = value;
  }
  return attributes;
}

// A principal that may write what it may not see could move resources out of the reach of others, or into its own.
function assertWithin(grant: ResolvedGrant, change: AttributeChange): void {
  if (grant.where === undefined) return;
  if (!grant.admits({ ...identityOf(change), attributes: change.attributes })) {
    throw new ForbiddenError(detail`This principal may not ${change.operation} such a ${change.type.name}`);
  }
}

/** What a store knows of a resource beside its attributes; nothing yet before a create. */
function identityOf(change: AttributeChange): Omit<StoredResource, 'attributes'> {
  if (change.operation === 'create') {
    const now = new Date();
    return { id: '', version: '', created: now, lastModified: now };
  }
  const { id, version, created, lastModified } = change.before;
  return { id, version, created, lastModified };
}
