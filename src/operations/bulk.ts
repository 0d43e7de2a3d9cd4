import { NotImplementedError, PayloadTooLargeError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { parseBulkRequest } from '../messages/bulk-request';
import { bulkResponse } from '../messages/bulk-response';
import type { Principal, ScimContext } from '../store/context';
import { BulkJob } from './bulk-job';
import type { Reply } from './reply';
import type { Service } from './service';

/**
 * POST /Bulk — RFC 7644 §3.7: one operation after the other, each authorized, validated and committed by itself.
 *
 * Throws `NotImplementedError` where it is switched off, and `PayloadTooLargeError` for too many operations: then none
 * is carried out.
 */
export async function bulk<P extends Principal>(
  service: Service<P>,
  body: unknown,
  context: ScimContext<P>,
): Promise<Reply> {
  if (service.bulk === undefined) throw new NotImplementedError(detail`This service provider does not offer bulk operations`);
  const { maxOperations } = service.bulk;
  const request = parseBulkRequest(body);
  const count = request.entries.length;
  if (count > maxOperations) {
    throw new PayloadTooLargeError(detail`The job has ${count} operations, more than maxOperations (${maxOperations})`);
  }
  const results = await new BulkJob(service, request, context).run();
  const { language } = results.some(({ response }) => response !== undefined) ? context : {};
  return { status: 200, body: bulkResponse(results), ...(language !== undefined && { language: language.tag }) };
}
