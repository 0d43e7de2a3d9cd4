import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ResourceStore } from 'scim-router';

import type { Backend } from '../support/backends';
import { backends } from '../support/backends';
import type { WireResponse } from '../support/http-client';
import document from './attack-vectors.json';
import { checkResponses } from './check';
import { expandRequest } from './expand';
import { isScimError, jsonOf, prototypeNames, violationsOf } from './invariants';
import type { Lab } from './lab';
import { basePath, labTypes, openLab } from './lab';
import { provenElsewhere, reasonNotToRun } from './not-run';
import { procedures } from './procedures';
import type { Check, Vector, VectorRequest } from './vector';

const vectors = document.vectors as unknown as readonly Vector[];
const applicable = vectors.filter((vector) => reasonNotToRun(vector) === undefined);

describe.each(backends)('attack vectors on %s', (_name, open) => {
  let backend: Backend;
  let held = 0;
  beforeAll(async () => {
    backend = await open(labTypes);
  }, 60_000);
  afterAll(async () => {
    await backend.close();
    const reasons = new Map<string, string[]>();
    for (const vector of vectors) {
      const reason = reasonNotToRun(vector);
      if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), vector.id]);
    }
    const lines = [...reasons].map(([reason, ids]) => `  not sent, ${reason}: ${ids.join(', ')}`);
    process.stdout.write(`attack vectors on ${_name}: ${applicable.length} of ${vectors.length} sent, ${held} held\n${lines.sort().join('\n')}\n`);
  });

  test.each(applicable.map((vector) => [`${vector.id} ${vector.title}`, vector] as const))('%s', async (_title, vector) => {
    const first = await attack(backend.store, vector);
    // The time of a request says something about the service only when the machine has time for it.
    const failures = first.some(isLate) ? await attack(backend.store, vector) : first;
    expect(failures).toEqual([]);
    held += 1;
  }, 120_000);
});

const isLate = (failure: string): boolean => failure.includes(' ms, more than ');

async function attack(store: ResourceStore, vector: Vector): Promise<readonly string[]> {
  const { check = {}, needs = [] } = vector;
  const lab = await openLab(store, {
    provenance: needs.includes('provenance'),
    cors: needs.includes('cors'),
    perTenantBase: needs.includes('per-tenant-base'),
  });
  const names = prototypeNames();
  const log = captureLog();
  try {
    if (needs.includes('bulk-fixture')) await createMany(lab, 5000);
    const responses = await sendAll(lab, vector);
    const failures = [
      ...checkResponses(check, responses),
      ...responses.flatMap((response) => violationsOf(response, { allow5xx: check.allow5xx === true })),
      ...late(check, responses),
      ...(await runProcedures(check, { lab, responses })),
      ...(await sendAfter(lab, check)),
    ];
    const probe = await lab.ask('GET', '/ServiceProviderConfig');
    if (probe.status !== 200 || probe.milliseconds > 2000) failures.push(`G2: the next request got ${probe.status} in ${probe.milliseconds} ms`);
    if (prototypeNames() !== names) failures.push('G3: a prototype has changed');
    if (/[\u0000-\u0008\u000b-\u001f]|CANARY/.test(log.text())) failures.push(`the log has control characters or secrets: ${JSON.stringify(log.text()).slice(0, 300)}`);
    return failures;
  } finally {
    log.restore();
    await lab.close();
  }
}

async function sendAll(lab: Lab, { request, moreRequests = [], check = {} }: Vector): Promise<readonly WireResponse[]> {
  const requests = [request, ...moreRequests];
  if (check.custom === 'basepathRace') return (await Promise.all(requests.map((each) => sendRepeatedly(lab, each, lab.lookup)))).flat();
  const responses: WireResponse[] = [];
  for (const each of requests) {
    const lookup = (name: string): string | undefined => {
      const [, index] = /^last\.(\d+)\.id$/.exec(name) ?? [];
      return index === undefined ? (name === 'B.cursor' ? cursors.get(lab) : lab.lookup(name)) : (jsonOf(responses[Number(index)]?.text ?? '')?.id as string | undefined);
    };
    if (JSON.stringify(each).includes('{{B.cursor}}')) cursors.set(lab, await cursorOfB(lab));
    responses.push(...(await sendRepeatedly(lab, each, lookup)));
  }
  return responses;
}

const cursors = new WeakMap<Lab, string>();

async function cursorOfB(lab: Lab): Promise<string> {
  await lab.ask('POST', '/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'second' }, 'B');
  const { text } = await lab.ask('GET', '/Users?cursor&count=1', undefined, 'B');
  const cursor = (jsonOf(text) as { readonly nextCursor?: string } | undefined)?.nextCursor;
  if (cursor === undefined) throw new Error(`tenant B got no cursor: ${text}`);
  return cursor;
}

async function sendRepeatedly(lab: Lab, request: VectorRequest, lookup: Lab['lookup']): Promise<readonly WireResponse[]> {
  const { repeat = 1, concurrency = 1 } = request;
  const responses: WireResponse[] = [];
  for (let start = 0; start < repeat; start += concurrency) {
    const batch = Array.from({ length: Math.min(concurrency, repeat - start) }, async () => {
      const calls = lab.storeCalls();
      const response = await lab.send(expandRequest(request, basePath, lookup));
      // G7: what is not authenticated reaches no store.
      if (response.status === 401 && concurrency === 1 && lab.storeCalls() !== calls) throw new Error('G7: a store was called without credentials');
      return response;
    });
    responses.push(...(await Promise.all(batch)));
  }
  return responses;
}

async function sendAfter(lab: Lab, { after = [] }: Check): Promise<string[]> {
  const failures: string[] = [];
  for (const { request, check } of after) {
    const response = await lab.send(expandRequest(request, basePath, lab.lookup));
    const filled = JSON.parse(JSON.stringify(check).replace(/\{\{([^}]*)\}\}/g, (_match, name: string) => lab.lookup(name) ?? '')) as Check;
    failures.push(...checkResponses(filled, [response]).map((failure) => `afterwards: ${failure}`));
  }
  return failures;
}

async function runProcedures({ custom, consistent }: Check, outcome: { readonly lab: Lab; readonly responses: readonly WireResponse[] }): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const name of [custom, consistent]) {
    if (name === undefined) continue;
    const procedure = procedures[name];
    failures.push(...(procedure === undefined ? [`no procedure "${name}"`] : await procedure(outcome)));
  }
  return failures;
}

function late({ maxMs }: Check, responses: readonly WireResponse[]): readonly string[] {
  if (maxMs === undefined) return [];
  return responses.flatMap(({ milliseconds }) => (milliseconds > maxMs ? [`${milliseconds} ms, more than ${maxMs}`] : []));
}

async function createMany(lab: Lab, count: number): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await lab.ask('POST', '/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: `many${next++}` });
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

/** Everything that goes to the console, and that must be fit for a terminal. */
function captureLog(): { readonly text: () => string; readonly restore: () => void } {
  const lines: string[] = [];
  const spies = (['log', 'warn', 'error'] as const).map((name) => jest.spyOn(console, name).mockImplementation((...parts: unknown[]) => void lines.push(parts.map(String).join(' '))));
  return { text: () => lines.join('\n'), restore: () => spies.forEach((spy) => spy.mockRestore()) };
}

describe('the runner of the attack vectors', () => {
  const ok: WireResponse = { status: 200, headers: { 'content-type': 'application/scim+json' }, text: '{"totalResults":3}', milliseconds: 1 };
  const error: WireResponse = { ...ok, status: 400, text: '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","scimType":"invalidValue","detail":"no"}' };

  test.each<[string, Check, readonly WireResponse[]]>([
    ['a status', { status: [401] }, [ok]],
    ['the status of each', { statusEach: [[200], [404]] }, [ok, ok]],
    ['a scimType', { scimType: ['invalidFilter'] }, [error]],
    ['a SCIM error', { scimError: true }, [ok]],
    ['a challenge', { wwwAuthenticate: true }, [ok]],
    ['equal answers', { same: true }, [ok, error]],
    ['a JSON value', { json: [['totalResults', 'eq', 0]] }, [ok]],
    ['a JSON value of the last', { jsonLast: [['totalResults', 'lte', 2]] }, [ok]],
    ['an excluded text', { bodyExcludes: ['totalResults'] }, [ok]],
    ['a header', { headers: { 'content-type': { absent: true } } }, [ok]],
    ['a check that does not exist', { sttus: [200] } as Check, [ok]],
  ])('notices %s that does not hold', (_name, check, responses) => {
    expect(checkResponses(check, responses)).not.toEqual([]);
  });

  test.each<[string, WireResponse]>([
    ['a 500', { ...error, status: 500 }],
    ['a stack', { ...error, text: error.text.replace('no', 'x\n   at f (/a/src/b.ts:3:1)') }],
    ['SQL of the store', { ...ok, text: 'scim_resource' }],
    ['a secret', { ...ok, text: 'CANARY-pw-9f31c2Zz' }],
    ['an error in another form', { ...error, text: '{"error":"no"}' }],
  ])('notices %s in any answer', (_name, response) => {
    expect(violationsOf(response)).not.toEqual([]);
  });

  test('has nothing against a correct answer', () => {
    expect([...violationsOf(ok), ...violationsOf(error), ...checkResponses({ status: [200, 400] }, [ok, error])]).toEqual([]);
    expect(isScimError(error)).toBe(true);
  });

  test('sends every vector that no later part brings, and what it does not send has its test', () => {
    expect(vectors).toHaveLength(document.total);
    const laterParts = vectors.filter((vector) => reasonNotToRun(vector)?.startsWith('brought by a later part'));
    expect(applicable.length + laterParts.length + Object.keys(provenElsewhere).length).toBe(vectors.length);
    for (const [id, { file, name }] of Object.entries(provenElsewhere)) {
      expect([id, readFileSync(join(__dirname, '../..', file), 'utf8').includes(name)]).toEqual([id, true]);
    }
  });
});
