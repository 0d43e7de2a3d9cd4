import type { BulkEntry } from '../messages/bulk-request';
import type { BulkResult } from '../messages/bulk-response';
import { errorResponse, toScimError } from '../messages/error-response';
import type { Principal, ScimContext } from '../store/context';
import type { BulkOperation, BulkTarget } from './bulk-operation';
import { bulkTarget } from './bulk-operation';
import { bulkIdIn } from './bulk-references';
import type { Reply } from './reply';
import type { Service } from './service';

/** The result of an operation that was carried out (RFC 7644 §3.7.3); without a body, which a GET can fetch. */
export function bulkSuccess(
  { method, bulkId, served }: BulkOperation,
  { reply, id }: { readonly reply: Reply; readonly id: string },
  { locate }: ScimContext,
): BulkResult {
  const location = reply.location ?? locate(served.type.name, id);
  return {
    ...(location !== undefined && { location }),
    method,
    ...(bulkId !== undefined && { bulkId }),
    ...(reply.entityTag !== undefined && { version: reply.entityTag }),
    status: String(reply.status),
  };
}

export interface BulkFailure {
  readonly entry: BulkEntry;
  readonly thrown: unknown;
  readonly idOf: (bulkId: string) => string | undefined;
}

/** The result of an operation that failed (RFC 7644 §3.7.3); what is no fault of the client also reaches `onError`. */
export function bulkFailure<P extends Principal>(
  service: Service<P>,
  { entry, thrown, idOf }: BulkFailure,
  context: ScimContext<P>,
): BulkResult {
  const { status } = toScimError(thrown);
  const isFault = status >= 500 && status !== 501;
  if (isFault) service.onError(thrown, context);
  const error = isFault ? toScimError(thrown, context.requestId) : toScimError(thrown);
  const location = locationOf(entry, targetOf(service, entry), { idOf, locate: context.locate });
  return {
    ...(location !== undefined && { location }),
    ...(typeof entry.method === 'string' && { method: entry.method.slice(0, 16) }),
    ...(typeof entry.bulkId === 'string' && { bulkId: entry.bulkId }),
    status: String(status),
    response: errorResponse(error, context.language),
  };
}

function targetOf<P extends Principal>(service: Service<P>, { path }: BulkEntry): BulkTarget | undefined {
  try {
    return bulkTarget(service, path);
  } catch {
    // Said already, by the error of the operation.
    return undefined;
  }
}

/** Where the resource is, or would be; a POST that failed has none. */
function locationOf(
  { method }: BulkEntry,
  target: BulkTarget | undefined,
  { idOf, locate }: Pick<BulkFailure, 'idOf'> & Pick<ScimContext, 'locate'>,
): string | undefined {
  const isPost = typeof method === 'string' && method.toUpperCase() === 'POST';
  if (target === undefined || target.id === '' || isPost) return undefined;
  const bulkId = bulkIdIn(target.id);
  const id = bulkId === undefined ? target.id : idOf(bulkId);
  return id === undefined ? undefined : locate(target.served.type.name, id);
}
