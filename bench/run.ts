import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { createDatabase } from '../test/support/postgres';
import type { Call } from './load';
import { applyLoad } from './load';
import { prepareData } from './prepare-data';
import type { Prepared } from './prepare-data';
import { benchToken, sampleUser } from './sample-user';

/** Interleaved rounds of each side; the median of the rounds is printed. */
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const milliseconds = Number(process.env['BENCH_MILLISECONDS'] ?? 1500);
const users = Number(process.env['BENCH_USERS'] ?? 10_000);
const connections = 8;

interface Scenario {
  readonly name: string;
  /** What the ratio must reach at least; absent: printed for information. */
  readonly target?: number;
  readonly scim: (index: number) => Call;
  readonly bare: (index: number) => Call;
}

interface Side {
  readonly process: ChildProcess;
  readonly port: number;
}

interface Sample {
  readonly perSecond: number;
  readonly cpuMilliseconds: number;
}

const scimHeaders = { Authorization: `Bearer ${benchToken}`, 'Content-Type': 'application/scim+json' };

function scenarios({ scimIds, bareIds, mark }: Prepared): readonly Scenario[] {
  const nth = (ids: readonly string[], index: number): string => ids[(index * 7919) % ids.length]!;
  const userName = (index: number): string => `user.${(index * 7919) % users}@example.com`;
  const patch = (active: boolean): string =>
    JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', path: 'active', value: active }] });
  let created = 0;
  const fresh = (): string => JSON.stringify(sampleUser(users + mark + created++));
  const get = (path: string): Call => ({ method: 'GET', path, headers: scimHeaders });
  return [
    { name: 'GET by id', target: 0.6, scim: (index) => get(`/Users/${nth(scimIds, index)}`), bare: (index) => get(`/Users/${nth(bareIds, index)}`) },
    // RFC 7644 asks for the number of all matches; the bare route counts them in its one statement, or leaves them out.
    { name: 'list of 100', target: 0.6, scim: () => get('/Users?count=100'), bare: () => get('/Users?total=1') },
    { name: '  without total', scim: () => get('/Users?count=100'), bare: () => get('/Users') },
    {
      name: 'userName eq',
      target: 0.6,
      scim: (index) => get(`/Users?filter=${encodeURIComponent(`userName eq "${userName(index)}"`)}`),
      bare: (index) => get(`/Users?userName=${userName(index)}`),
    },
    {
      name: 'PATCH active',
      target: 0.4,
      scim: (index) => ({ method: 'PATCH', path: `/Users/${nth(scimIds, index)}`, headers: scimHeaders, body: patch(index % 2 === 0) }),
      bare: (index) => ({ method: 'PATCH', path: `/Users/${nth(bareIds, index)}`, headers: scimHeaders, body: JSON.stringify({ active: index % 2 === 0 }) }),
    },
    {
      name: 'create',
      target: 0.4,
      scim: () => ({ method: 'POST', path: '/Users', headers: scimHeaders, body: fresh() }),
      bare: () => ({ method: 'POST', path: '/Users', headers: scimHeaders, body: fresh() }),
    },
  ];
}

async function startSide(kind: 'scim' | 'bare', connection: object): Promise<Side> {
  const child = fork(join(__dirname, 'server.ts'), [kind, JSON.stringify(connection)], { execArgv: process.execArgv });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { process: child, port };
}

async function cpuOf({ process: child }: Side): Promise<number> {
  child.send('cpu');
  const [{ cpu }] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage }];
  return (cpu.user + cpu.system) / 1000;
}

async function measure(side: Side, next: (index: number) => Call, offset: number): Promise<Sample> {
  const before = await cpuOf(side);
  const { requests, seconds } = await applyLoad({ port: side.port, connections, milliseconds, next: (index) => next(offset + index) });
  return { perSecond: requests / seconds, cpuMilliseconds: ((await cpuOf(side)) - before) / requests };
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)]!;
}

async function compare({ name, target = 0, scim, bare }: Scenario, sides: { readonly scim: Side; readonly bare: Side }): Promise<boolean> {
  const samples: { readonly scim: Sample; readonly bare: Sample }[] = [];
  // The first round warms both sides up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    const offset = round * 100_000;
    const sample = { scim: await measure(sides.scim, scim, offset), bare: await measure(sides.bare, bare, offset) };
    if (round > 0) samples.push(sample);
  }
  const of = (side: 'scim' | 'bare', key: keyof Sample): number => median(samples.map((sample) => sample[side][key]));
  const ratio = median(samples.map((sample) => sample.scim.perSecond / sample.bare.perSecond));
  const columns = [
    name.padEnd(16),
    of('scim', 'perSecond').toFixed(0).padStart(9),
    of('bare', 'perSecond').toFixed(0).padStart(9),
    of('scim', 'cpuMilliseconds').toFixed(3).padStart(12),
    of('bare', 'cpuMilliseconds').toFixed(3).padStart(12),
    ratio.toFixed(2).padStart(7),
    (target === 0 ? '-' : target.toFixed(2)).padStart(8),
    ratio >= target ? '' : '  below target',
  ];
  console.log(columns.join(' '));
  return ratio >= target;
}

/** Adding one member to a large group must cost at most twice what it costs in a small one. */
async function compareGroups(side: Side, { smallGroup, largeGroup, spareIds }: Prepared): Promise<boolean> {
  const body = (op: string, id: string): string =>
    JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [op === 'add' ? { op, path: 'members', value: [{ value: id }] } : { op, path: `members[value eq "${id}"]` }],
    });
  // Each pair adds a member and takes it away again, so that the groups keep their size.
  const pairs = (group: string) => (index: number): Call => {
    const id = spareIds[(index >> 1) % spareIds.length]!;
    return { method: 'PATCH', path: `/Groups/${group}`, headers: scimHeaders, body: body(index % 2 === 0 ? 'add' : 'remove', id) };
  };
  const times: { readonly small: number; readonly large: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const load = (group: string) => applyLoad({ port: side.port, connections: 1, milliseconds, next: pairs(group) });
    const [small, large] = [await load(smallGroup), await load(largeGroup)];
    if (round > 0) times.push({ small: (small.seconds / small.requests) * 1000, large: (large.seconds / large.requests) * 1000 });
  }
  const ratio = median(times.map(({ small, large }) => large / small));
  const [small, large] = [median(times.map((time) => time.small)), median(times.map((time) => time.large))];
  console.log(`\nadd or remove one member: ${small.toFixed(2)} ms in a group of 10, ${large.toFixed(2)} ms in a group of 100,000: ratio ${ratio.toFixed(2)} (at most 2.00)`);
  return ratio <= 2;
}

async function main(): Promise<void> {
  const database = await createDatabase();
  const sides: Side[] = [];
  try {
    const prepared = await prepareData(database.knex, users);
    const [scim, bare] = [await startSide('scim', database.connection), await startSide('bare', database.connection)];
    sides.push(scim, bare);
    console.log(`${users} users of 1.3 KB, ${connections} connections, ${rounds} interleaved rounds of ${milliseconds} ms; medians\n`);
    console.log('                    requests/s        node CPU ms/request');
    console.log('                      scim      bare         scim         bare   ratio   target');
    const passed: boolean[] = [];
    const only = process.env['BENCH_ONLY'] ?? '';
    for (const scenario of scenarios(prepared).filter(({ name }) => name.includes(only))) passed.push(await compare(scenario, { scim, bare }));
    if ('groups'.includes(only)) passed.push(await compareGroups(scim, prepared));
    if (passed.includes(false)) process.exitCode = 1;
  } finally {
    for (const side of sides) side.process.disconnect();
    await database.close();
  }
}

void main();
