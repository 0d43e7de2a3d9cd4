import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

import type { Backend } from '../support/backends';
import { backends } from '../support/backends';
import type { FuzzRequest } from './generate-request';
import { fuzz, idOf } from './run-fuzz';
import { Random } from './random';
import found from './regressions.json';
import type { Target } from './target';
import { coreService, openTarget } from './target';

/** FUZZ_SEED repeats a run; FUZZ_REQUESTS makes it longer, as `npm run test:fuzz` does. */
const seed = Number(process.env['FUZZ_SEED'] ?? randomBytes(4).readUInt32BE());
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 20_000);

/** What fuzzing has found, and what was found like it: sequences of requests, where {{0}} is the id from the first answer. */
const regressions = found as readonly { readonly name: string; readonly requests: readonly FuzzRequest[] }[];

/** A database takes its time: it gets a tenth of what a store in memory gets. */
const share: Readonly<Record<string, number>> = { MemoryStore: 1, 'KnexStore on PostgreSQL': 0.1 };

describe.each(backends)('fuzzing the service on %s', (name, open) => {
  let backend: Backend;
  let target: Target;
  beforeAll(async () => {
    backend = await open(coreService.types);
    target = await openTarget(backend.store, coreService);
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
    const { sent, accepted, failures, report } = await fuzz(target, { seed, requests: requests * (share[name] ?? 1) });
    process.stdout.write(`fuzzed ${name} with seed ${seed}: ${report}\n`);
    expect(failures).toEqual([]);
    // Fuzz that is never accepted reaches nothing.
    expect(accepted).toBeGreaterThan(sent / 5);
  }, Math.max(120_000, requests * 12));

  test(`bytes that are no HTTP are answered or cut off, and the service goes on (FUZZ_SEED=${seed})`, async () => {
    const random = new Random(seed);
    const port = target.port;
    for (let index = 0; index < 200; index += 1) await sendBytes(port, brokenBytes(random));
    const { response, faults } = await target.send({ method: 'GET', path: '/ServiceProviderConfig', headers: {} }, 'bytes');
    expect([response.status, faults]).toEqual([200, []]);
  }, 60_000);
});

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
