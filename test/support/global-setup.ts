import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SERVER_DIRECTORY } from './postgres';

/** Names the place where test files agree on a server; a run without database tests starts none. */
// eslint-disable-next-line no-restricted-syntax -- Jest asks for a default export.
export default function globalSetup(): void {
  process.env[SERVER_DIRECTORY] = mkdtempSync(join(tmpdir(), 'scim-test-'));
}
