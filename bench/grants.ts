import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createScimRouter, scryptPasswords } from 'scim-router';
import type { Attributes, Projection, ResourceType } from 'scim-router';
import { createKnexStore } from 'scim-router/knex';
import { soffid } from 'scim-router/soffid';
import { createTestContext } from 'scim-router/testing';

import { createDatabase } from '../test/support/postgres';

/** What it costs to find all roles of a user who has every one of many by inheritance, and of one who has a single role. */
const roles = Number(process.env['BENCH_ROLES'] ?? 10_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 20);

const nothing: Projection = { kind: 'none', includes: () => false };

type Store = ReturnType<typeof createKnexStore>;

async function fill(store: Store, types: readonly ResourceType[]): Promise<readonly number[]> {
  const context = createTestContext();
  const add = async (name: string, attributes: Attributes): Promise<number> => {
    const type = types.find((each) => each.name === name)!;
    return Number((await store.create({ type, attributes, projection: nothing }, context)).id);
  };
  const inBatches = async (count: number, work: (index: number) => Promise<number>): Promise<readonly number[]> => {
    const ids: number[] = [];
    for (let start = 0; start < count; start += 100) {
      ids.push(...(await Promise.all(Array.from({ length: Math.min(100, count - start) }, (_, index) => work(start + index)))));
    }
    return ids;
  };
  const roleIds = await inBatches(roles, (index) => add('Role', { name: `R${index}`, system: 'soffid', description: `Role ${index}`, informationSystemName: 'SOFFID' }));
  // A tree: each role brings two others, in as many levels as the logarithm has.
  await inBatches(roles - 1, (index) => add('RoleGrant', { ownerRole: roleIds[Math.floor(index / 2)], roleId: roleIds[index + 1], mandatory: true, enabled: true, status: 'A' }));
  const holders = [roleIds[0]!, roleIds[roles - 1]!];
  return inBatches(holders.length, async (index) => {
    const userName = `holder${index}`;
    const user = await add('User', { userName, firstName: 'A', lastName: 'B', fullName: 'A B', userType: 'I', primaryGroup: 'world', active: true });
    const account = await add('Account', { name: userName, system: 'soffid', type: 'U', passwordPolicy: 'I', ownerUsers: [userName] });
    await add('RoleAccount', { accountName: userName, accountSystem: 'soffid', accountId: account, roleName: `R${index}`, system: 'soffid', roleId: holders[index], enabled: true });
    return user;
  });
}

async function medianOf(calls: readonly (() => Promise<unknown>)[]): Promise<readonly number[]> {
  const times = calls.map((): number[] => []);
  for (let round = -3; round < rounds; round += 1) {
    for (const [index, call] of calls.entries()) {
      const start = performance.now();
      await call();
      if (round >= 0) times[index]!.push(performance.now() - start);
    }
  }
  return times.map((list) => list.toSorted((left, right) => left - right)[Math.floor(list.length / 2)]!);
}

async function main(): Promise<void> {
  const database = await createDatabase();
  const store = createKnexStore(database.knex);
  const access = { verify: () => true, requiredAuthorities: [] };
  const profile = soffid(store, { access, passwords: scryptPasswords({ cost: 1024 }) });
  await store.migrate(profile.storedTypes);
  const users = await fill(store, profile.storedTypes);
  await database.knex.raw('analyze');
  const server = createServer(createScimRouter(store, profile.authorizer, { ...profile.options, requestTimeout: 60_000 }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const counts: number[] = [];
  const ask = (index: number) => async (): Promise<void> => {
    const headers = { Authorization: `Basic ${Buffer.from(`holder${index}:any`).toString('base64')}` };
    const response = await fetch(`http://127.0.0.1:${port}/User/${users[index]}/effectiveGrants`, { headers });
    counts[index] = ((await response.json()) as { readonly totalResults: number }).totalResults;
  };
  const [all, one] = (await medianOf([ask(0), ask(1)])) as [number, number];
  console.log(`effectiveGrants of ${counts[0]} roles by inheritance: ${all.toFixed(0)} ms; of ${counts[1]}: ${one.toFixed(1)} ms (median of ${rounds})`);
  server.close();
  await database.close();
}

void main();
