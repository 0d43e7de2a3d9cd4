import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { knex as createKnex, type Knex } from 'knex';

import { pause, type PostgresServer, startServer, stopServer } from './postgres-server';

export interface TestDatabase {
  readonly knex: Knex;
  /** What a client of its own needs to connect. */
  readonly connection: object;
  close(): Promise<void>;
}

/** Where the test files of one run find their common server; set by the global set-up. */
export const SERVER_DIRECTORY = 'SCIM_TEST_POSTGRES';

/**
 * A database of its own for one test file: on the server of `DATABASE_URL`, else on a throw-away server that all test
 * files share and the first one starts.
 */
export async function createDatabase(pool: { readonly max?: number } = {}): Promise<TestDatabase> {
  const { connection, stop } = await findServer();
  const name = `scim_${randomBytes(8).toString('hex')}`;
  await administer(connection, `create database ${name}`);
  const own = { ...connection, database: name };
  const knex = createKnex({ client: 'pg', connection: own, pool: { min: 0, max: pool.max ?? 10 } });
  return {
    knex,
    connection: own,
    async close() {
      await knex.destroy();
      await stop(name);
    },
  };
}

interface Server {
  readonly connection: { readonly host?: string; readonly user?: string; readonly connectionString?: string };
  /** Leaves nothing behind of a database, or of the server. */
  readonly stop: (database: string) => Promise<void>;
}

async function findServer(): Promise<Server> {
  const url = process.env['DATABASE_URL'];
  if (url !== undefined) {
    const { hostname, port, username, password } = new URL(url);
    const connection = {
      host: decodeURIComponent(hostname),
      port: Number(port || 5432),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
    };
    return { connection, stop: (name) => administer(connection, `drop database ${name} with (force)`) };
  }
  const shared = process.env[SERVER_DIRECTORY];
  if (shared !== undefined)
    return { connection: connectionTo(await sharedServer(shared)), stop: async () => undefined };
  const server = await startServer();
  return { connection: connectionTo(server), stop: () => stopServer(server) };
}

function connectionTo({ directory }: PostgresServer): Server['connection'] {
  return { host: directory, user: 'postgres' };
}

/** The first test file that gets here makes `starting` and starts the server; the others wait for it. */
async function sharedServer(directory: string): Promise<PostgresServer> {
  const file = serverFile(directory);
  if (isFirst(join(directory, 'starting'))) {
    writeFileSync(`${file}.new`, JSON.stringify(await startServer()));
    renameSync(`${file}.new`, file);
  }
  for (let round = 0; !existsSync(file); round += 1) {
    if (round > 600) throw new Error('the test server was not started in time');
    await pause(50);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as PostgresServer;
}

export function serverFile(directory: string): string {
  return join(directory, 'server.json');
}

function isFirst(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch {
    return false;
  }
}

async function administer(connection: Server['connection'], statement: string): Promise<void> {
  const knex = createKnex({
    client: 'pg',
    connection: { ...connection, database: 'postgres' },
    pool: { min: 0, max: 1 },
  });
  try {
    await knex.raw(statement);
  } finally {
    await knex.destroy();
  }
}
