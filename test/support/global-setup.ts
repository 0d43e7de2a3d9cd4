import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SERVER_DIRECTORY } from './postgres';

/** Names the place where test files agree on a server; a run without database tests starts none. */
export default function globalSetup(): void {
  process.env[SERVER_DIRECTORY] = mkdtempSync(join(tmpdir(), 'scim-test-'));
}
