import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import { knex } from 'knex';
import { Pool } from 'pg';
import { createScimRouter, staticBearer } from 'scim-router';
import { createKnexStore } from 'scim-router/knex';

import { bareApplication } from './bare-server';
import { benchToken } from './sample-user';

/** A child process that serves either side of the comparison and tells how much processor time it has used. */
async function main([kind, connection]: readonly string[]): Promise<void> {
  const listener = kind === 'bare' ? bareApplication(new Pool({ ...parse(connection!), max: 10 })) : await scim(parse(connection!));
  const server = createServer(listener as RequestListener);
  server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
  process.on('message', () => process.send!({ cpu: process.cpuUsage() }));
  process.on('disconnect', () => process.exit());
}

async function scim(connection: object): Promise<unknown> {
  const database = knex({ client: 'pg', connection, pool: { min: 0, max: 10 } });
  return createScimRouter(createKnexStore(database), staticBearer(benchToken), { baseUrl: 'http://127.0.0.1/scim/v2' });
}

function parse(connection: string): object {
  return JSON.parse(connection) as object;
}

void main(process.argv.slice(2));
