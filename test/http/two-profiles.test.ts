import type { RequestListener } from 'node:http';

import { createTestContext } from 'scim-router/testing';
import type { ResourceType, StoredResource } from 'scim-router';
import { createScimRouter, defineResourceType, Group, User } from 'scim-router';
import express from 'express';
import request from 'supertest';

import { allAttributes } from '../../src/resource/create-projection';
import type { Backend } from '../support/backends';
import { everyBackend } from '../support/backends';
import { acceptToken, groupBody, groupUrn, token, userBody, userUrn } from '../support/service';

const clubUserUrn = 'urn:example:club:User';
const clubGroupUrn = 'urn:example:club:Group';
const reference = {
  value: { type: 'string', caseExact: true },
  $ref: { type: 'string', referenceTypes: ['User', 'Group'] },
  type: { type: 'string' },
  display: { type: 'string' },
} as const;

/** Known to clients by the names of the core types, and kept in the same tables. */
const ClubUser = defineResourceType({
  name: 'User',
  storageName: 'club.User',
  identifiers: 'integer',
  endpoint: '/User',
  schema: {
    $id: clubUserUrn,
    title: 'User',
    type: 'object',
    required: ['userName'],
    properties: {
      userName: { type: 'string', uniqueness: 'server' },
      groups: {
        type: 'array',
        mutability: 'readOnly',
        items: { type: 'object', properties: { ...reference, $ref: { type: 'string', referenceTypes: ['Group'] } } },
      },
    },
  },
  displayAttribute: 'userName',
  inverse: { groups: { type: 'Group', attribute: 'members' } },
});
const ClubGroup = defineResourceType({
  name: 'Group',
  storageName: 'club.Group',
  identifiers: 'integer',
  endpoint: '/Group',
  schema: {
    $id: clubGroupUrn,
    title: 'Group',
    type: 'object',
    required: ['displayName'],
    properties: {
      displayName: { type: 'string' },
      members: { type: 'array', items: { type: 'object', properties: reference } },
    },
  },
});

const context = createTestContext({ storageName: (name) => `club.${name}` });

describe.each(everyBackend)('two profiles on one store, on %s', (_name, open) => {
  let backend: Backend;
  let listener: RequestListener;
  beforeAll(async () => {
    const types: readonly ResourceType[] = [User, Group, ClubUser, ClubGroup];
    backend = await open(types);
    const application = express();
    application.use('/core', createScimRouter(backend.store, acceptToken));
    application.use('/club', createScimRouter(backend.store, acceptToken, { resourceTypes: [ClubUser, ClubGroup] }));
    listener = application;
  }, 120_000);
  afterAll(() => backend.close());

  const send = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body?: object): request.Test => {
    const call = request(listener)[method](path).set('Authorization', `Bearer ${token}`);
    return body === undefined ? call : call.set('Content-Type', 'application/scim+json').send(JSON.stringify(body));
  };
  const list = async (path: string, filter: string): Promise<readonly unknown[]> => {
    const { status, body } = await send('get', `${path}?filter=${encodeURIComponent(filter)}`);
    expect([status, filter]).toEqual([200, filter]);
    return (body.Resources as readonly { id: unknown }[]).map(({ id }) => id);
  };
  const clubUser = async (userName: string): Promise<number> => (await send('post', '/club/User', { schemas: [clubUserUrn], userName })).body.id;
  const importUser = (id: string, userName: string): Promise<StoredResource> =>
    backend.store.create({ type: ClubUser, id, attributes: { userName }, projection: allAttributes }, context);

  test('types of one name are kept apart: totals, lists, unique values, ids', async () => {
    const core = await send('post', '/core/Users', userBody('ann'));
    const club = await send('post', '/club/User', { schemas: [clubUserUrn], userName: 'ann' });
    expect([core.status, club.status]).toEqual([201, 201]);
    expect((await send('get', '/core/Users')).body).toMatchObject({ totalResults: 1, Resources: [{ schemas: [userUrn] }] });
    expect((await send('get', '/club/User')).body).toMatchObject({ totalResults: 1, Resources: [{ schemas: [clubUserUrn], id: club.body.id }] });
    expect((await send('get', `/core/Users/${club.body.id}`)).status).toBe(404);
    expect((await send('get', `/club/User/${core.body.id}`)).status).toBe(404);
    expect((await send('delete', `/club/User/${core.body.id}`)).status).toBe(404);
    expect((await send('post', '/club/User', { schemas: [clubUserUrn], userName: 'Ann' })).status).toBe(409);
    expect(await list('/club/User', 'meta.resourceType eq "User"')).toEqual([club.body.id]);
  });

  test('links name the types by which clients know them, and reach none of the other profile', async () => {
    const core = (await send('post', '/core/Users', userBody('core-only'))).body.id as string;
    const id = await clubUser('bob');
    const group = await send('post', '/club/Group', { schemas: [clubGroupUrn], displayName: 'Chess', members: [{ value: String(id) }] });
    expect(group.status).toBe(201);
    expect(group.body.members).toEqual([{ value: String(id), type: 'User', $ref: expect.stringMatching(`/club/User/${id}$`), display: 'bob' }]);
    const outer = await send('post', '/club/Group', { schemas: [clubGroupUrn], displayName: 'Games', members: [{ value: String(group.body.id) }] });
    expect(outer.body.members).toMatchObject([{ type: 'Group', $ref: expect.stringMatching(`/club/Group/${group.body.id}$`) }]);
    expect((await send('get', `/club/User/${id}`)).body.groups).toMatchObject([{ value: String(group.body.id), display: 'Chess' }]);
    expect(await list('/club/Group', 'members.type eq "user"')).toEqual([group.body.id]);
    expect(await list('/club/Group', `members.value eq "${id}"`)).toEqual([group.body.id]);
    expect(await list('/club/User', `groups.value eq "${group.body.id}"`)).toEqual([id]);
    expect(await list('/club/User', 'groups.display eq "chess"')).toEqual([id]);

    const foreign = await send('post', '/club/Group', { schemas: [clubGroupUrn], displayName: 'X', members: [{ value: core }] });
    expect([foreign.status, foreign.body.scimType]).toEqual([400, 'invalidValue']);
    const reverse = await send('post', '/core/Groups', groupBody('X', [String(id)]));
    expect([reverse.status, reverse.body.scimType]).toEqual([400, 'invalidValue']);
    expect((await send('get', '/core/Groups')).body).toMatchObject({ totalResults: 0 });
    expect((await send('post', '/core/Groups', groupBody('Y', [core]))).body).toMatchObject({ schemas: [groupUrn], members: [{ type: 'User' }] });
  });

  test('ids are numbers that go up, in answers, filters and sort orders', async () => {
    const [first, second] = [await clubUser('n1'), await clubUser('n2')];
    expect(second).toBeGreaterThan(first);
    const tenth = 10 ** String(second).length;
    expect((await importUser(String(tenth), 'n3')).id).toBe(String(tenth));
    const names = 'userName sw "n" and ';
    expect(await list('/club/User', `${names}id eq ${first}`)).toEqual([first]);
    expect(await list('/club/User', `${names}id gt ${first}`)).toEqual([second, tenth]);
    expect(await list('/club/User', `${names}id le ${second}`)).toEqual([first, second]);
    expect(await list('/club/User', `${names}id ne ${second}`)).toEqual([first, tenth]);
    expect(await list('/club/User', `${names}(id eq ${first} or id eq ${tenth})`)).toEqual([first, tenth]);
    expect(await list('/club/User', `${names}not (id eq ${first}) and id pr`)).toEqual([second, tenth]);
    const page = async (query: string): Promise<readonly number[]> =>
      ((await send('get', `/club/User?filter=${encodeURIComponent('userName sw "n"')}&${query}`)).body.Resources as { id: number }[]).map(({ id }) => id);
    expect(await page('sortBy=id')).toEqual([first, second, tenth]);
    expect(await page('sortBy=id&sortOrder=descending&count=2')).toEqual([tenth, second]);
    expect(await page('sortBy=id&cursor=&count=2')).toEqual([first, second]);
    expect((await send('get', `/club/User?filter=${encodeURIComponent('id eq "1"')}`)).body.scimType).toBe('invalidFilter');
    for (const id of [first, String(first)]) {
      const put = await send('put', `/club/User/${first}`, { schemas: [clubUserUrn], id, userName: 'n1' });
      expect([put.status, put.body.id]).toEqual([200, first]);
    }
  });

  test('an id that is given is kept, refused when taken, and never counted again', async () => {
    const before = await clubUser('m1');
    const given = before + 3;
    expect((await importUser(String(given), 'm2')).id).toBe(String(given));
    await expect(importUser(String(given), 'm3')).rejects.toMatchObject({ code: 'ERR_SCIM_UNIQUENESS' });
    await expect(importUser('x1', 'm4')).rejects.toThrow(TypeError);
    expect(await clubUser('m5')).toBe(given + 1);
    const early = await backend.store.create({ type: User, id: 'given-id', attributes: { userName: 'given' }, projection: allAttributes }, createTestContext());
    expect(early.id).toBe('given-id');
    expect((await send('get', '/core/Users/given-id')).body).toMatchObject({ id: 'given-id', userName: 'given' });
  });

  test('imports and creations at once never meet', async () => {
    const start = await clubUser('p0');
    const made = await Promise.all([
      ...Array.from({ length: 12 }, (_, index) => clubUser(`p-made-${index}`)),
      ...Array.from({ length: 12 }, async (_, index) => Number((await importUser(String(start + 1000 * (index + 1)), `p-kept-${index}`)).id)),
    ]);
    expect(new Set(made).size).toBe(24);
    expect(await clubUser('p-last')).toBeGreaterThan(start + 12_000);
  });
});
