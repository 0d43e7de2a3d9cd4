import express from 'express';
import { knex } from 'knex';
import { Group, User, createScimRouter, staticBearer } from 'scim-router';
import { createKnexStore } from 'scim-router/knex';

export async function createApp(connection: string | object, token: string) {
  const database = knex({ client: 'pg', connection });
  const store = createKnexStore(database);
  await store.migrate([User, Group]);

  const app = express();
  app.use('/scim/v2', createScimRouter(store, staticBearer(token)));
  return { app, database };
}
