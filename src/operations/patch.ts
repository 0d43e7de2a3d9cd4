import { PayloadTooLargeError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { PatchEntry } from '../messages/patch-op';
import { parsePatchOp } from '../messages/patch-op';
import { noAttributes } from '../resource/create-projection';
import { applyPatch } from '../resource/patch-apply';
import { knownSchema } from '../resource/known-schema';
import { normalizePatch } from '../resource/patch-normalize';
import type { PatchOperation } from '../resource/patch-operation';
import type { Projection } from '../resource/projection';
import { sentInOperations } from '../resource/sent-attributes';
import type { StoredResource } from '../resource/stored-resource';
import { isPlainIfMatch, ifVersionOf } from '../resource/version';
import type { AttributePath } from '../schema/attribute';
import type { Attributes, ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { PatchRequest } from '../store/resource-store';
import type { AttributeSelection } from './attribute-selection';
import { isSelective, projectionFor } from './attribute-selection';
import { hasWritableDerived } from './derived-on-read';
import { present } from './get';
import type { ResolvedGrant } from './grant';
import { referenceReader } from './named-resource';
import type { Reply } from './reply';
import { versionOf } from './reply';
import { withLookupKeys } from './lookups';
import { rewrite } from './rewrite';
import { secureOperations } from './secure-operations';
import type { Service, ServedType } from './service';
import type { ClientReading } from './client-reading';
import { dialectFor, readingFor, withWarning } from './client-reading';
import { authorize, notFound } from './service';
import { demandsUniqueName } from './unique-group-name';
import { derivesOnWrite, hasWriteHooks, validate } from './write';

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
  const reading = readingFor(service, context);
  const given = normalizeOperations(service, { input, grant, reading }, context);
  const isSilent = type.patchResponse === 'none' && !isSelective(selection);
  const projection = isSilent ? noAttributes : projectionFor(served, selection, { ...grant, sent: sentInOperations(given) });
  const target = { served, id, ifMatch, grant };
  const operations = await secureOperations(service, { operations: given, target }, context);

  const resource = await applyTo(service, { served, id, ifMatch, operations, projection, grant }, context);
  if (isSilent) return withWarning({ status: 204, ...versionOf(service, resource) }, reading);
  return withWarning(await present(service, { served, resource, projection, status: 200 }, context), reading);
}

interface SentPatch {
  readonly input: PatchInput;
  readonly grant: ResolvedGrant;
  readonly reading: ClientReading;
}

function normalizeOperations<P extends Principal>(
  service: Service<P>,
  { input: { served: { type, validator }, body }, grant: { isReadable, isWritable }, reading: { options } }: SentPatch,
  context: ScimContext<P>,
): readonly PatchOperation[] {
  const { limits } = service;
  const entries = parsePatchOp(body, options.flags, (urn) => takesOwnUrns(type) && knownSchema(type, urn) !== undefined);
  if (entries.length > limits.patchOperations) {
    throw new PayloadTooLargeError(detail`Operations has ${entries.length} entries; at most ${limits.patchOperations} are accepted`);
  }
  assertFewValues(entries, limits.patchValues);
  const filterOptions = {
    dialect: dialectFor(service, context),
    limits: limits.filter,
    readReference: referenceReader(service, context),
    // Whether a filter selects something tells of the values: a principal must be able to read what it names.
    ...(isReadable && { isReadable: ({ attribute, subAttribute }: AttributePath) => isReadable(subAttribute ?? attribute) }),
  };
  return normalizePatch(type, entries, { ...options, validator, filterOptions, ...(isWritable && { isWritable }) });
}

/** Whoever calls the schema by an old URN may have put the URN of the resource in the place of that of the message. */
function takesOwnUrns({ aliases }: ResourceType): boolean {
  return aliases.schemas.length > 0;
}

/** An array has a limit of its own; here those of all operations count together. */
function assertFewValues(entries: readonly PatchEntry[], most: number): void {
  const values = entries.reduce((sum, { value }) => sum + (Array.isArray(value) ? value.length : 1), 0);
  if (values > most) throw new PayloadTooLargeError(detail`Operations have ${values} values; at most ${most} are accepted`);
}

/** Hands the operations to a store that can make them itself, unless something needs the whole resource. */
async function applyTo<P extends Principal>(service: Service<P>, patch: Patch, context: ScimContext<P>): Promise<StoredResource> {
  const { store } = service;
  if (store.patch === undefined || needsWhole(service, patch, context)) return readModifyWrite(service, patch, context);
  const { served, id, operations, projection, ifMatch } = patch;
  const { type } = served;
  const ifVersion = ifMatch === undefined ? undefined : ifVersionOf(ifMatch);
  const request: PatchRequest = {
    type,
    id,
    operations,
    projection: withLookupKeys(service, type, projection),
    apply: (attributes, some) => applyAndValidate({ served, operations: some }, attributes, context),
    readModifyWrite: () => readModifyWrite(service, patch, context),
    ...(ifVersion !== undefined && { ifVersion }),
  };
  const result = await store.patch(request, context);
  if (result === undefined) throw notFound(type, id);
  return result;
}

function needsWhole<P extends Principal>(service: Service<P>, { served, grant, ifMatch, operations }: Patch, context: ScimContext<P>): boolean {
  return (
    operations.some(({ whenUnmatched, wholly }) => whenUnmatched !== undefined || wholly !== undefined) ||
    (demandsUniqueName(served.type, context) && operations.some(({ path }) => path.attribute.name === 'displayName')) ||
    hasWriteHooks(service) ||
    service.hooks.onCommitted !== undefined ||
    grant.where !== undefined ||
    derivesOnWrite(served.type) ||
    hasWritableDerived(served.type) ||
    (ifMatch !== undefined && !isPlainIfMatch(ifMatch))
  );
}

function applyAndValidate({ served, operations }: Pick<Patch, 'served' | 'operations'>, attributes: Attributes, context: ScimContext): Attributes {
  const changed = applyPatch(served.type, attributes, operations);
  if (changed !== attributes) validate(served, { operation: 'patch', attributes: changed }, context);
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
