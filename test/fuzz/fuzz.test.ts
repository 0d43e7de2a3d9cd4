import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

import type { Backend } from '../support/backends';
import { backends } from '../support/backends';
import type { WireResponse } from '../support/http-client';
import type { FuzzRequest } from './generate-request';
import { generateRequest } from './generate-request';
import type { Known } from './generate-value';
import { Random } from './random';
import found from './regressions.json';
import type { Target } from './target';
import { fuzzTypes, openTarget } from './target';

/** FUZZ_SEED repeats a run; FUZZ_REQUESTS makes it longer, as `npm run test:fuzz` does. */
const seed = Number(process.env['FUZZ_SEED'] ?? randomBytes(4).readUInt32BE());
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 20_000);

/** What fuzzing has found, and what was found like it: sequences of requests, where {{0}} is the id from the first answer. */
const regressions = found as readonly { readonly name: string; readonly requests: readonly FuzzRequest[] }[];

/** Requests that are sent one after another to a tenant of their own, so that a failure can be repeated. */
const batchSize = 250;
const workers = 8;

/** A database takes its time: it gets a tenth of what a store in memory gets. */
const share: Readonly<Record<string, number>> = { MemoryStore: 1, 'KnexStore on PostgreSQL': 0.1 };

describe.each(backends)('fuzzing the service on %s', (name, open) => {
  let backend: Backend;
  let target: Target;
  beforeAll(async () => {
    backend = await open(fuzzTypes);
    target = await openTarget(backend.store);
  }, 60_000);
  afterAll(async () => {
    await target.close();
    await backend.close();
  });

  test.each(regressions.map((each) => [each.name, each.requests] as const))('what was found before: %s', async (_name, sequence) => {
    const tenant = randomBytes(6).toString('hex');
    const ids: string[] = [];
    for (const request of sequence) {
      const { response, faults } = await target.send(JSON.parse(JSON.stringify(request).replace(/\{\{(\d+)\}\}/g, (_match, index: string) => ids[Number(index)] ?? '')) as FuzzRequest, tenant);
      expect(faults).toEqual([]);
      ids.push(idOf(response.text));
    }
  });

  test(`every answer is a SCIM message, none is a fault, and nothing of JavaScript is changed (FUZZ_SEED=${seed})`, async () => {
    const batches = Math.ceil((requests * (share[name] ?? 1)) / batchSize);
    const counts = new Map<number, number>();
    const failures: string[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < batches && failures.length < 20) failures.push(...(await runBatch(target, (next += 1) - 1, counts)));
    };
    await Promise.all(Array.from({ length: workers }, work));
    process.stdout.write(`fuzzed ${name} with seed ${seed}: ${JSON.stringify(Object.fromEntries([...counts].sort()))}\n`);
    expect(failures).toEqual([]);
    // Fuzz that is never accepted reaches nothing.
    const accepted = [...counts].filter(([status]) => status < 300).reduce((sum, [, count]) => sum + count, 0);
    expect(accepted).toBeGreaterThan((batches * batchSize) / 5);
  }, Math.max(120_000, requests * 12));

  test(`bytes that are no HTTP are answered or cut off, and the service goes on (FUZZ_SEED=${seed})`, async () => {
    const random = new Random(seed);
    const port = target.port;
    for (let index = 0; index < 200; index += 1) await sendBytes(port, brokenBytes(random));
    const { response, faults } = await target.send({ method: 'GET', path: '/ServiceProviderConfig', headers: {} }, 'bytes');
    expect([response.status, faults]).toEqual([200, []]);
  }, 60_000);
});

async function runBatch(target: Target, batch: number, counts: Map<number, number>): Promise<readonly string[]> {
  const known: Known = { ids: [], endpoints: new Map(), versions: [], cursors: [], count: 0 };
  const random = new Random(seed + batch * 7919);
  const tenant = `${seed}-${batch}`;
  for (let index = 0; index < batchSize; index += 1) {
    const request = generateRequest({ random, known, types: fuzzTypes });
    try {
      const { response, faults } = await target.send(request, tenant);
      counts.set(response.status, (counts.get(response.status) ?? 0) + 1);
      if (faults.length > 0) return [`batch ${batch}, request ${index}: ${faults.join('; ')}\n${JSON.stringify(request).slice(0, 3000)}\n${response.status} ${response.text.slice(0, 500)}`];
      learn(known, request, response);
    } catch (error) {
      return [`batch ${batch}, request ${index}: ${String(error)}\n${JSON.stringify(request).slice(0, 3000)}`];
    }
  }
  return [];
}

function learn(known: Known, { path }: FuzzRequest, { status, headers, text }: WireResponse): void {
  if (status === 201 && known.ids.length < 60) {
    const id = idOf(text);
    known.ids.push(id);
    known.endpoints.set(id, path.startsWith('/Users') ? '/Users' : '/Groups');
  }
  if (typeof headers['etag'] === 'string' && known.versions.length < 20) known.versions.push(headers['etag']);
  const cursor = /"(?:next|previous)Cursor":"([^"]+)"/.exec(text)?.[1];
  if (cursor !== undefined && known.cursors.length < 20) known.cursors.push(cursor);
}

function idOf(text: string): string {
  try {
    return (JSON.parse(text) as { id?: string }).id ?? '';
  } catch {
    return '';
  }
}

function brokenBytes(random: Random): Buffer {
  const body = '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"x"}';
  const text = `POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer fuzz-bytes\r\nContent-Type: application/scim+json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
  const bytes = Buffer.from(text);
  for (let change = 0; change <= random.below(4); change += 1) bytes[random.below(bytes.length)] = random.below(256);
  return random.chance(0.2) ? bytes.subarray(0, random.below(bytes.length)) : bytes;
}

/** Sends bytes and waits for the end of the answer, or says that there will be no more. */
function sendBytes(port: number, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.once('close', () => resolve());
  });
}
