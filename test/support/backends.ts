import type { ResourceStore, ResourceType } from 'scim-router';
import { MemoryStore } from 'scim-router';
import { createKnexStore } from 'scim-router/knex';

import { createEmbeddedDatabase } from './embedded';
import { createDatabase } from './postgres';

export interface Backend {
  readonly store: ResourceStore;
  readonly close: () => Promise<void>;
}

export type OpenBackend = (types: readonly ResourceType[]) => Promise<Backend>;

/** Every store that the HTTP suites run on, by name. */
export const backends: readonly (readonly [name: string, open: OpenBackend])[] = [
  ['MemoryStore', async () => ({ store: new MemoryStore(), close: async () => undefined })],
  [
    'KnexStore on PostgreSQL',
    async (types) => {
      const { knex, close } = await createDatabase();
      const store = createKnexStore(knex);
      await store.migrate(types);
      return { store, close };
    },
  ],
];

/** The same, and the embedded database, which takes longer to open. */
export const everyBackend: typeof backends = [
  ...backends,
  [
    'KnexStore on PGlite',
    async (types) => {
      const { knex, close } = await createEmbeddedDatabase();
      const store = createKnexStore(knex);
      await store.migrate(types);
      return { store, close };
    },
  ],
];
