import { PayloadTooLargeError } from '../errors/catalog';
import { parsePatchOp } from '../messages/patch-op';
import { noAttributes } from '../resource/create-projection';
import { applyPatch } from '../resource/patch-apply';
import { normalizePatch } from '../resource/patch-normalize';
import type { PatchOperation } from '../resource/patch-operation';
import type { Projection } from '../resource/projection';
import type { StoredResource } from '../resource/stored-resource';
import { entityTag, isPlainIfMatch, ifVersionOf } from '../resource/version';
import type { Attributes } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { PatchRequest } from '../store/resource-store';
import type { AttributeSelection } from './attribute-selection';
import { isSelective, projectionFor } from './attribute-selection';
import { present } from './get';
import type { ResolvedGrant } from './grant';
import type { Reply } from './reply';
import { rewrite } from './rewrite';
import type { Service, ServedType } from './service';
import { authorize, notFound } from './service';
import { derivesOnWrite, hasWriteHooks } from './write';

export interface PatchInput {
  readonly served: ServedType;
  readonly id: string;
  readonly body: unknown;
  readonly selection: AttributeSelection;
  readonly ifMatch: string | undefined;
}

/** A PATCH that is understood and permitted, but not yet made. */
interface Patch {
  readonly served: ServedType;
  readonly id: string;
  readonly ifMatch: string | undefined;
  readonly operations: readonly PatchOperation[];
  readonly projection: Projection;
  readonly grant: ResolvedGrant;
}

/** PATCH /{endpoint}/{id} — RFC 7644 §3.5.2. */
export async function patch<P extends Principal>(service: Service<P>, input: PatchInput, context: ScimContext<P>): Promise<Reply> {
  const { served, id, selection, ifMatch } = input;
  const { type } = served;
  const grant = await authorize(service, { operation: 'patch', type, id, context });
  const operations = normalizeOperations(service, input, grant);
  const isSilent = type.patchResponse === 'none' && !isSelective(selection);
  const projection = isSilent ? noAttributes : projectionFor(served, selection, grant);

  const resource = await applyTo(service, { served, id, ifMatch, operations, projection, grant }, context);
  if (isSilent) return { status: 204, entityTag: entityTag(resource.version) };
  return present(service, { served, resource, projection, status: 200 }, context);
}

function normalizeOperations<P extends Principal>(
  service: Service<P>,
  { served: { type, validator }, body }: PatchInput,
  { isWritable }: ResolvedGrant,
): readonly PatchOperation[] {
  const { limits, unknownAttributes, filterDialect } = service;
  const entries = parsePatchOp(body);
  if (entries.length > limits.patchOperations) {
    throw new PayloadTooLargeError(`Operations has ${entries.length} entries; at most ${limits.patchOperations} are accepted`);
  }
  const filterOptions = { dialect: filterDialect, limits: limits.filter };
  return normalizePatch(type, entries, { validator, unknownAttributes, filterOptions, ...(isWritable && { isWritable }) });
}

/** Hands the operations to a store that can make them itself, unless something needs the whole resource. */
async function applyTo<P extends Principal>(service: Service<P>, patch: Patch, context: ScimContext<P>): Promise<StoredResource> {
  const { store } = service;
  if (store.patch === undefined || needsWhole(service, patch)) return readModifyWrite(service, patch, context);
  const { served, id, operations, projection, ifMatch } = patch;
  const { type } = served;
  const ifVersion = ifMatch === undefined ? undefined : ifVersionOf(ifMatch);
  const request: PatchRequest = {
    type,
    id,
    operations,
    projection,
    apply: (attributes, some) => applyAndValidate(served, attributes, some),
    readModifyWrite: () => readModifyWrite(service, patch, context),
    ...(ifVersion !== undefined && { ifVersion }),
  };
  const result = await store.patch(request, context);
  if (result === undefined) throw notFound(type, id);
  return result;
}

function needsWhole<P extends Principal>(service: Service<P>, { served, grant, ifMatch }: Patch): boolean {
  return (
    hasWriteHooks(service) ||
    service.hooks.onCommitted !== undefined ||
    grant.where !== undefined ||
    derivesOnWrite(served.type) ||
    (ifMatch !== undefined && !isPlainIfMatch(ifMatch))
  );
}

function applyAndValidate({ type, validator }: ServedType, attributes: Attributes, operations: readonly PatchOperation[]): Attributes {
  const changed = applyPatch(type, attributes, operations);
  if (changed !== attributes) validator.validate(changed);
  return changed;
}

function readModifyWrite<P extends Principal>(service: Service<P>, patch: Patch, context: ScimContext<P>): Promise<StoredResource> {
  const { served, id, operations, ifMatch, projection, grant } = patch;
  const { type } = served;
  const change = (before: StoredResource) => {
    const attributes = applyPatch(type, before.attributes, operations);
    if (attributes === before.attributes) return undefined;
    return { operation: 'patch' as const, type, id, before, operations, attributes };
  };
  return rewrite(service, { served, id, ifMatch, projection, grant, change }, context);
}
