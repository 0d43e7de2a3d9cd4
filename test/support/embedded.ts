import { openEmbeddedDatabase } from '../../src/knex/embedded';
import type { TestDatabase } from './postgres';

/** A database in memory for one test file; needs `NODE_OPTIONS=--experimental-vm-modules`. */
export function createEmbeddedDatabase(): Promise<Omit<TestDatabase, 'connection'>> {
  return openEmbeddedDatabase();
}
