import { flagsOf } from '../clients/client-profiles';
import { NotFoundError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { listResponse } from '../messages/list-response';
import type { ScimContext } from '../store/context';
import type { Reply } from './reply';

/**
 * GET /Groups where groups are not served: an empty list (RFC 7644 §3.4.2) for a client that takes 404 for a fault of
 * the service provider. Throws `NotFoundError` for all others.
 */
export function emptyGroups(context: ScimContext): Reply {
  if (!flagsOf(context).emptyGroups) throw new NotFoundError(detail`There is no such endpoint`);
  return { status: 200, body: listResponse({ totalResults: 0, resources: [] }) };
}
