import type { WireResponse } from '../support/http-client';
import type { FuzzRequest } from './generate-request';
import { generateRequest } from './generate-request';
import type { Known } from './generate-value';
import { Random } from './random';
import type { Target } from './target';

/** Requests that are sent one after another to a tenant of their own, so that a failure can be repeated. */
const batchSize = 250;
const workers = 8;

export interface FuzzSize {
  readonly seed: number;
  /** At least; whole batches are sent. */
  readonly requests: number;
}

export interface FuzzOutcome {
  readonly sent: number;
  /** Answers below 300. */
  readonly accepted: number;
  readonly failures: readonly string[];
  /** How often each status was answered. */
  readonly report: string;
}

/** Sends generated requests and says what was wrong with the answers. */
export async function fuzz(target: Target, { seed, requests }: FuzzSize): Promise<FuzzOutcome> {
  const batches = Math.ceil(requests / batchSize);
  const counts = new Map<number, number>();
  const failures: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < batches && failures.length < 20) failures.push(...(await runBatch(target, { seed, batch: (next += 1) - 1, counts })));
  };
  await Promise.all(Array.from({ length: workers }, work));
  const accepted = [...counts].filter(([status]) => status < 300).reduce((sum, [, count]) => sum + count, 0);
  return { sent: batches * batchSize, accepted, failures, report: JSON.stringify(Object.fromEntries([...counts].sort())) };
}

interface Batch {
  readonly seed: number;
  readonly batch: number;
  readonly counts: Map<number, number>;
}

async function runBatch(target: Target, { seed, batch, counts }: Batch): Promise<readonly string[]> {
  const random = new Random(seed + batch * 7919);
  const tenant = `${seed}-${batch}`;
  const known = await target.prepare(tenant);
  for (let index = 0; index < batchSize; index += 1) {
    const request = generateRequest({ random, known, types: target.types });
    try {
      const { response, faults } = await target.send(request, tenant);
      counts.set(response.status, (counts.get(response.status) ?? 0) + 1);
      if (faults.length > 0) return [`batch ${batch}, request ${index}: ${faults.join('; ')}\n${JSON.stringify(request).slice(0, 3000)}\n${response.status} ${response.text.slice(0, 500)}`];
      learn(target, known, { request, response });
    } catch (error) {
      return [`batch ${batch}, request ${index}: ${String(error)}\n${JSON.stringify(request).slice(0, 3000)}`];
    }
  }
  return [];
}

interface Exchange {
  readonly request: FuzzRequest;
  readonly response: WireResponse;
}

function learn({ types }: Target, known: Known, { request: { path }, response: { status, headers, text } }: Exchange): void {
  const type = types.find(({ endpoint }) => path === endpoint || path.startsWith(`${endpoint}?`));
  if (status === 201 && type !== undefined && known.ids.length < 200) {
    const id = idOf(text);
    known.ids.push(id);
    known.endpoints.set(id, type.endpoint);
  }
  if (typeof headers['etag'] === 'string' && known.versions.length < 20) known.versions.push(headers['etag']);
  const cursor = /"(?:next|previous)Cursor":"([^"]+)"/.exec(text)?.[1];
  if (cursor !== undefined && known.cursors.length < 20) known.cursors.push(cursor);
}

/** The id of a resource in an answer; empty where there is none. */
export function idOf(text: string): string {
  try {
    return String((JSON.parse(text) as { id?: string | number }).id ?? '');
  } catch {
    return '';
  }
}
