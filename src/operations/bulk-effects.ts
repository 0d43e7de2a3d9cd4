import type { Authorizer } from '../authorization/authorizer';
import { schemaUris } from '../messages/schema-uris';
import type { Principal, ScimContext } from '../store/context';
import { assertOffered } from './assert-offered';
import type { BulkOperation } from './bulk-operation';
import { create } from './create';
import { patch } from './patch';
import { remove } from './remove';
import { replace } from './replace';
import type { Reply } from './reply';
import type { ServedType, Service } from './service';

type Performable = Pick<BulkOperation, 'method' | 'served' | 'id' | 'ifMatch'> & { readonly body: unknown };

/** Carries out one operation of a bulk job, with every reference in it resolved: exactly what its request would do. */
export async function performBulkOperation<P extends Principal>(
  service: Service<P>,
  { method, ...input }: Performable,
  context: ScimContext<P>,
): Promise<Reply> {
  const { served } = input;
  const selection = {};
  switch (method) {
    case 'POST':
      assertOffered(service, served, 'create');
      return create(service, { served, body: input.body, selection }, context);
    case 'PUT':
      assertOffered(service, served, 'replace');
      return replace(service, { ...input, selection }, context);
    case 'PATCH':
      assertOffered(service, served, 'patch');
      return patch(service, { ...input, selection }, context);
    case 'DELETE':
      assertOffered(service, served, 'delete');
      return remove(service, input, context);
  }
}

interface Created {
  readonly served: ServedType;
  readonly id: string;
}

/** The second half of a create: what refers to resources that did not exist at the first (RFC 7644 §3.7.1). */
export async function completeCreated<P extends Principal>(
  service: Service<P>,
  { served, id, later }: Created & { readonly later: unknown },
  context: ScimContext<P>,
): Promise<Reply> {
  const body = { schemas: [schemaUris.patchOp], Operations: [{ op: 'add', value: later }] };
  return patch(withinCreate(service), { served, id, body, selection: {}, ifMatch: undefined }, context);
}

/**
 * Undoes the first half of a create when there can be no second one, also when nobody waits for the answer any more.
 * A failure goes to `onError`.
 */
export async function withdrawCreated<P extends Principal>(
  service: Service<P>,
  { served, id }: Created,
  context: ScimContext<P>,
): Promise<void> {
  try {
    await remove(withinCreate(service), { served, id, ifMatch: undefined }, lasting(context));
  } catch (error) {
    service.onError(error, context);
  }
}

/** The context without its end: what has been begun must be undone. */
function lasting<P extends Principal>({ principal, tenant, client, requestId, baseUrl, locate }: ScimContext<P>): ScimContext<P> {
  const { signal } = new AbortController();
  return { principal, tenant, ...(client && { client }), requestId, baseUrl, locate, signal };
}

/** For the principal it is one create: what permits that permits its two halves, within the same limits. */
function withinCreate<P extends Principal>(service: Service<P>): Service<P> {
  const { authorizer: given } = service;
  const authorizer: Authorizer<P> = {
    schemes: given.schemes,
    authenticate: (request) => given.authenticate(request),
    authorize: (access) => given.authorize({ ...access, operation: 'create', id: undefined }),
  };
  return { ...service, authorizer };
}
