import { knex } from 'knex';
import { Group, User } from 'scim-router';
import type { KnexStore } from 'scim-router/knex';
import { createKnexStore, openEmbeddedDatabase } from 'scim-router/knex';
import { soffid } from 'scim-router/soffid';

import { demoProvisioning } from './provisioning';
import type { Settings } from './settings';

export interface OpenStore {
  readonly store: KnexStore;
  readonly description: string;
  readonly close: () => Promise<void>;
}

/** Opens the database that the settings name and brings its tables up to date. */
export async function openStore({ databaseUrl, dataDirectory }: Pick<Settings, 'databaseUrl' | 'dataDirectory'>): Promise<OpenStore> {
  const database = databaseUrl === undefined ? await openEmbeddedDatabase(embeddedOptions(dataDirectory)) : openPostgres(databaseUrl);
  const store = createKnexStore(database.knex);
  try {
    await store.migrate([User, Group, ...soffid(store).storedTypes, ...demoProvisioning(store, '').provisioning.storedTypes]);
  } catch (error) {
    await database.close();
    throw error;
  }
  return { store, description: describe(databaseUrl, dataDirectory), close: database.close };
}

function embeddedOptions(directory: string | undefined): { readonly directory?: string } {
  return directory === undefined ? {} : { directory };
}

/** No request waits long for a connection, for another writer or for its statement: the client is told to come back. */
function openPostgres(connectionString: string) {
  const connection = { connectionString, statement_timeout: 5_000, lock_timeout: 2_000 };
  const database = knex({ client: 'pg', connection, pool: { min: 0, max: 10 }, acquireConnectionTimeout: 1_500 });
  return { knex: database, close: () => database.destroy() };
}

function describe(databaseUrl: string | undefined, dataDirectory: string | undefined): string {
  if (databaseUrl !== undefined) return `PostgreSQL at ${new URL(databaseUrl).host}`;
  return dataDirectory === undefined ? 'embedded, in memory' : `embedded, in ${dataDirectory}/`;
}
