import { existsSync, readFileSync, rmSync } from 'node:fs';

import { SERVER_DIRECTORY, serverFile } from './postgres';
import { type PostgresServer, stopServer } from './postgres-server';

// eslint-disable-next-line no-restricted-syntax -- Jest asks for a default export.
export default async function globalTeardown(): Promise<void> {
  const directory = process.env[SERVER_DIRECTORY];
  if (directory === undefined) return;
  const file = serverFile(directory);
  if (existsSync(file)) await stopServer(JSON.parse(readFileSync(file, 'utf8')) as PostgresServer);
  rmSync(directory, { recursive: true, force: true });
}
