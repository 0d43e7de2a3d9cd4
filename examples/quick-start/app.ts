import express from 'express';
import knex from 'knex';
import { Group, User, createScimRouter, staticBearer } from 'scim-router';
import { createKnexStore } from 'scim-router/knex';

export async function createApp(databaseUrl: string, token: string) {
  const store = createKnexStore(knex({ client: 'pg', connection: databaseUrl }));
  await store.migrate([User, Group]);

  const app = express();
  app.use('/scim/v2', createScimRouter(store, staticBearer(token)));
  return { app, store };
}
