import type { Change } from 'scim-router';

import { backends } from '../support/backends';
import { groupBody, openService } from '../support/service';

const requestUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const post = (bulkId: string, member: string): object => ({ method: 'POST', path: '/Groups', bulkId, data: groupBody(bulkId, [`bulkId:${member}`]) });

test.each(backends)('RFC 7644 §3.7.1: what a circle has begun is undone also when nobody waits for the answer any more (%s)', async (_name, open) => {
  const faults: unknown[] = [];
  const seen: string[] = [];
  let told = (): void => undefined;
  const undone = new Promise<void>((resolve) => (told = resolve));
  const afterWrite = async ({ operation }: Change, _result: unknown, { signal }: { readonly signal: AbortSignal }): Promise<void> => {
    seen.push(operation);
    if (operation === 'delete') told();
    else if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  };
  const service = await openService(open, { requestTimeout: 300, onError: (error) => faults.push(error), hooks: { afterWrite } });
  const answer = await service.send('post', '/Bulk', { schemas: [requestUrn], Operations: [post('a', 'b'), post('b', 'a')] });
  expect(answer.status).toBe(503);

  await undone;
  const left = async (): Promise<number> => (await service.send('get', '/Groups')).body.totalResults;
  for (let tries = 0; tries < 100 && (await left()) > 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await left()).toBe(0);
  expect(seen).toEqual(['create', 'delete']);
  expect(faults).toEqual([expect.objectContaining({ status: 503 })]);
  await service.close();
});
