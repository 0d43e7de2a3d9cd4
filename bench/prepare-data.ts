import { randomUUID } from 'node:crypto';

import type { Knex } from 'knex';
import { Group, User } from 'scim-router';
import type { Projection } from 'scim-router';
import { createKnexStore } from 'scim-router/knex';
import { createTestContext } from 'scim-router/testing';

import { sampleUser } from './sample-user';

export interface Prepared {
  readonly scimIds: readonly string[];
  readonly bareIds: readonly string[];
  readonly smallGroup: string;
  readonly largeGroup: string;
  /** Users that are in neither group. */
  readonly spareIds: readonly string[];
  /** Makes the names of created users differ between runs. */
  readonly mark: number;
}

const members = 100_000;

// What was written is not looked at.
const nothing: Projection = { kind: 'none', includes: () => false };

/** The same users on both sides, and two groups of very different size. */
export async function prepareData(knex: Knex, users: number): Promise<Prepared> {
  const store = createKnexStore(knex);
  const context = createTestContext();
  await store.migrate([User, Group]);
  await knex.raw(
    'create table bare_user (id text primary key default gen_random_uuid()::text, seq bigint generated always as identity unique,' +
      ' user_name text not null unique, active boolean, body text not null)',
  );
  const scimIds: string[] = [];
  for (let start = 0; start < users; start += 100) {
    const batch = Array.from({ length: Math.min(100, users - start) }, (_, index) => sampleUser(start + index));
    const created = await Promise.all(batch.map(({ schemas: _schemas, ...attributes }) => store.create({ type: User, attributes, projection: nothing }, context)));
    scimIds.push(...created.map(({ id }) => id));
    await knex('bare_user').insert(batch.map((user) => ({ user_name: user['userName'], active: true, body: answerOf(user) })));
  }
  const bareIds = (await knex('bare_user').select('id').orderBy('seq')).map(({ id }: { id: string }) => id);
  const groups = await fillGroups(knex, scimIds);
  await knex.raw('analyze');
  return { scimIds, bareIds, ...groups, mark: 1_000_000 };
}

/** What a SCIM answer says of a user, so that both sides send as much. */
function answerOf({ schemas, ...attributes }: Record<string, unknown>): string {
  const [id, now] = [randomUUID(), new Date().toISOString()];
  const location = `http://127.0.0.1/scim/v2/Users/${id}`;
  return JSON.stringify({ schemas, id, ...attributes, meta: { resourceType: 'User', created: now, lastModified: now, location, version: 'W/"1"' } });
}

async function fillGroups(knex: Knex, userIds: readonly string[]): Promise<Pick<Prepared, 'smallGroup' | 'largeGroup' | 'spareIds'>> {
  const store = createKnexStore(knex, { referentialIntegrity: false });
  const context = createTestContext();
  const create = async (displayName: string, values: readonly string[]): Promise<string> => {
    const attributes = { displayName, members: values.map((value) => ({ value, type: 'User' })) };
    return (await store.create({ type: Group, attributes, projection: nothing }, context)).id;
  };
  // The large group has more members than there are users: what they refer to does not matter here.
  const smallGroup = await create('Small', userIds.slice(0, 10));
  const largeGroup = await create('Large', Array.from({ length: members }, () => randomUUID()));
  return { smallGroup, largeGroup, spareIds: userIds.slice(100, 200) };
}
