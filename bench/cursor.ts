import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { User, createScimRouter, staticBearer } from 'scim-router';
import type { Projection } from 'scim-router';
import { createKnexStore } from 'scim-router/knex';
import { createTestContext } from 'scim-router/testing';

import { createDatabase } from '../test/support/postgres';
import { benchToken, sampleUser } from './sample-user';

/** What a page by cursor costs at the start and deep in a list, and what a page by position costs there. */
const users = Number(process.env['BENCH_USERS'] ?? 100_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 100);
const count = 100;
const deepPage = Math.floor((users / count) * 0.9);

const nothing: Projection = { kind: 'none', includes: () => false };

interface Scenario {
  readonly name: string;
  readonly query: string;
  /** What the ratio of the deep page to the first must not exceed; absent: printed for information. */
  readonly limit?: number;
}

const scenarios: readonly Scenario[] = [
  { name: 'unsorted', query: '', limit: 1.5 },
  { name: 'sortBy=userName', query: '&sortBy=userName', limit: 1.5 },
  { name: 'sortBy=userName descending', query: '&sortBy=userName&sortOrder=descending', limit: 1.5 },
  { name: 'sortBy=displayName (no index)', query: '&sortBy=displayName' },
  { name: 'filter=active eq true', query: '&filter=active%20eq%20true' },
];

type Ask = (query: string) => Promise<{ readonly nextCursor?: string; readonly Resources: readonly unknown[] }>;

async function fill(store: ReturnType<typeof createKnexStore>): Promise<void> {
  const context = createTestContext();
  await store.migrate([User]);
  for (let start = 0; start < users; start += 200) {
    const batch = Array.from({ length: Math.min(200, users - start) }, (_, index) => sampleUser(start + index));
    await Promise.all(batch.map(({ schemas: _schemas, ...attributes }) => store.create({ type: User, attributes, projection: nothing }, context)));
  }
}

async function serve(store: ReturnType<typeof createKnexStore>): Promise<{ readonly ask: Ask; readonly close: () => void }> {
  const server = createServer(createScimRouter(store, staticBearer(benchToken)));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const ask: Ask = async (query) => {
    const response = await fetch(`http://127.0.0.1:${port}/Users?${query}`, { headers: { Authorization: `Bearer ${benchToken}` } });
    if (response.status !== 200) throw new Error(`${query} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Awaited<ReturnType<Ask>>;
  };
  return { ask, close: () => server.close() };
}

/** The cursor of the page deep in the list, found as a client finds it: by going there. */
async function walkTo(page: number, ask: (cursor: string) => ReturnType<Ask>): Promise<string> {
  let cursor = '';
  for (let number = 1; number < page; number += 1) cursor = (await ask(cursor)).nextCursor!;
  return cursor;
}

async function medianOf(calls: readonly (() => Promise<unknown>)[]): Promise<readonly number[]> {
  const times = calls.map((): number[] => []);
  // Interleaved, so that what else the machine does meets all alike; the first tenth warms up.
  for (let round = -rounds / 10; round < rounds; round += 1) {
    for (const [index, call] of calls.entries()) {
      const start = performance.now();
      await call();
      if (round >= 0) times[index]!.push(performance.now() - start);
    }
  }
  return times.map((list) => list.toSorted((left, right) => left - right)[Math.floor(list.length / 2)]!);
}

async function compare({ name, query, limit }: Scenario, ask: Ask): Promise<boolean> {
  const byCursor = (cursor: string) => ask(`cursor=${cursor}&count=${count}${query}`);
  const deep = await walkTo(deepPage, byCursor);
  const [first = 0, far = 0, byIndex = 0] = await medianOf([
    () => byCursor(''),
    () => byCursor(deep),
    () => ask(`startIndex=${(deepPage - 1) * count + 1}&count=${count}${query}`),
  ]);
  const ratio = far / first;
  const columns = [name.padEnd(32), first.toFixed(2).padStart(8), far.toFixed(2).padStart(8), ratio.toFixed(2).padStart(7), byIndex.toFixed(2).padStart(18)];
  console.log(`${columns.join(' ')}${limit !== undefined && ratio > limit ? `  above ${limit}` : ''}`);
  return limit === undefined || ratio <= limit;
}

async function main(): Promise<void> {
  const database = await createDatabase();
  const store = createKnexStore(database.knex);
  try {
    await fill(store);
    await database.knex.raw('vacuum analyze');
    const { ask, close } = await serve(store);
    console.log(`${users} users, pages of ${count}, medians of ${rounds} interleaved requests in milliseconds\n`);
    console.log(`${''.padEnd(32)}   page 1  page ${deepPage}  ratio  by position there`);
    const passed: boolean[] = [];
    const only = process.env['BENCH_ONLY'] ?? '';
    for (const scenario of scenarios.filter(({ name }) => name.includes(only))) passed.push(await compare(scenario, ask));
    close();
    if (passed.includes(false)) process.exitCode = 1;
  } finally {
    await database.close();
  }
}

void main();
