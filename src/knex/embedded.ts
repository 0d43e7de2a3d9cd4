import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Knex, knex } from 'knex';

import { lockDataDirectory } from './data-directory-lock';

/** What `openEmbeddedDatabase` can be told. */
export interface EmbeddedDatabaseOptions {
  /** Where the data is kept; made when it is missing, for this user only. Default: in memory. */
  readonly directory?: string;
}

export interface EmbeddedDatabase {
  /** For `createKnexStore`; its pool has one connection. */
  readonly knex: Knex;
  /** Ends the database and gives its directory back. */
  close(): Promise<void>;
}

/**
 * Opens a PostgreSQL inside this process (PGlite): for trials, tests and small installations.
 *
 * One process at a time may open a directory. Statements run on the event loop and one after another; writes survive
 * the end of the process, but not a power failure.
 *
 * @throws Error when `@electric-sql/pglite` or `pg` is not installed, or another process has the directory open.
 * @example
 * ```ts
 * const database = await openEmbeddedDatabase({ directory: './data' });
 * const store = createKnexStore(database.knex);
 * ```
 */
export async function openEmbeddedDatabase({ directory }: EmbeddedDatabaseOptions = {}): Promise<EmbeddedDatabase> {
  const packages = await loadPackages();
  if (directory === undefined) return open(packages, 'memory://', () => undefined);

  mkdirSync(directory, { recursive: true, mode: 0o700 });
  // PGlite makes files that everybody may read.
  chmodSync(directory, 0o700);
  const unlock = lockDataDirectory(join(directory, 'lock'));
  try {
    return await open(packages, join(directory, 'data'), unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

type Packages = Awaited<ReturnType<typeof loadPackages>>;

async function open(
  { PGlite, createPgConfig }: Packages,
  dataDir: string,
  unlock: () => void,
): Promise<EmbeddedDatabase> {
  const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];
  const database = new PGlite({ dataDir, startParams });
  await database.waitReady;
  const instance = knex({ client: 'pg', connection: createPgConfig(database), pool: { min: 1, max: 1 } });
  return {
    knex: instance,
    async close() {
      await instance.destroy();
      await database.close();
      unlock();
    },
  };
}

/** Loaded here only, so that users of a real PostgreSQL need no embedded one. */
async function loadPackages() {
  const [{ PGlite }, { createPgConfig }] = await Promise.all([
    required('@electric-sql/pglite', () => import('@electric-sql/pglite')),
    required('@electric-sql/pglite', () => import('@electric-sql/pglite/node-postgres')),
    required('pg', () => import('pg')),
  ]);
  return { PGlite, createPgConfig };
}

async function required<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw cause;
    throw new Error(`an embedded database needs the package ${name}; install it beside scim-router`, { cause });
  }
}
