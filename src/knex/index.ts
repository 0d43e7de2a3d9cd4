export { createKnexStore, type KnexStore, type KnexStoreOptions } from './knex-store';
export { type EmbeddedDatabase, type EmbeddedDatabaseOptions, openEmbeddedDatabase } from './embedded';
