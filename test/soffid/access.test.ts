import type { RequestListener } from 'node:http';

import { Router } from 'express';
import type { Attributes, ResourceStore, ResourceType } from 'scim-router';
import { createScimRouter, scryptPasswords } from 'scim-router';
import type { AccessOptions } from 'scim-router/soffid';
import { soffid, soffidTypes } from 'scim-router/soffid';
import { createTestContext } from 'scim-router/testing';
import request from 'supertest';

import { allAttributes } from '../../src/resource/create-projection';
import { Account } from '../../src/soffid/resource-types/account';
import { Group } from '../../src/soffid/resource-types/group';
import { Role } from '../../src/soffid/resource-types/role';
import { RoleAccount } from '../../src/soffid/resource-types/role-account';
import { RoleGrant } from '../../src/soffid/resource-types/role-grant';
import { System } from '../../src/soffid/resource-types/system';
import { User } from '../../src/soffid/resource-types/user';
import { backends } from '../support/backends';
import type { Backend } from '../support/backends';

const passwords = scryptPasswords({ cost: 1024 });
const context = createTestContext();

describe.each(backends)('Access on %s (seed 000; seed 002, How to use SCIM)', (_name, open) => {
  let backend: Backend;
  let store: ResourceStore;

  const add = async (type: ResourceType, attributes: Attributes): Promise<string> =>
    (await store.create({ type, attributes, projection: allAttributes }, context)).id;
  const change = async (type: ResourceType, id: string, changes: Attributes): Promise<void> => {
    const resource = await store.get({ type, id, projection: allAttributes }, context);
    await store.replace({ type, id, attributes: { ...resource?.attributes, ...changes }, projection: allAttributes }, context);
  };
  /** A user with an account on the system `soffid`, and what is needed to change them. */
  const addUser = async (userName: string, more: Attributes = {}): Promise<{ readonly user: string; readonly account: string }> => {
    const password = [{ domain: 'DEFAULT', value: await passwords.hash(`${userName}-secret`), passwordExpired: false }];
    const person = { userName, firstName: 'Given', lastName: 'Family', userType: 'I', primaryGroup: 'world', active: true, password, ...more };
    const owned = { name: userName, system: 'soffid', type: 'U', passwordPolicy: 'I', ownerUsers: [userName] };
    return { user: await add(User, person), account: await add(Account, owned) };
  };
  const addRole = (name: string, system = 'soffid'): Promise<string> =>
    add(Role, { name, system, description: name, informationSystemName: 'SOFFID' });
  const grant = (account: string, role: string): Promise<string> =>
    add(RoleAccount, { accountName: account, accountId: Number(account), roleName: role, system: 'soffid', roleId: Number(role), enabled: true });

  let administrator: string;
  beforeAll(async () => {
    backend = await open(soffidTypes);
    store = backend.store;
    await add(System, { name: 'soffid', className: 'x', usersDomain: 'DEFAULT', passwordsDomain: 'DEFAULT' });
    await add(Group, { name: 'world', description: 'World' });
    administrator = await addRole('SOFFID_ADMIN');
  });
  afterAll(() => backend.close());

  const serve = (access: AccessOptions = {}): RequestListener => {
    const profile = soffid(store, { access, passwords });
    const router = Router();
    router.use('/soffid', createScimRouter(store, profile.authorizer, { ...profile.options, throttle: false }));
    return (incoming, response) => router(incoming as never, response as never, () => undefined);
  };
  const ask = (listener: RequestListener, userName?: string, password = `${userName}-secret`): request.Test => {
    const call = request(listener).get('/soffid/Group');
    return userName === undefined ? call : call.auth(userName, password);
  };

  test('nobody gets in without a credential, or with a wrong one; 401 asks for Basic (behaviours 1, 8, 9)', async () => {
    const listener = serve();
    const { account } = await addUser('known');
    await grant(account, administrator);
    for (const answer of [await ask(listener), await ask(listener, 'known', 'wrong'), await ask(listener, 'unknown')]) {
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Basic realm="soffid"/);
      expect(answer.body).toMatchObject({ status: '401' });
    }
    expect((await ask(listener, 'known')).status).toBe(200);
  });

  test('a user without the authorities is 401, or 403 where that is asked for (behaviours 2, 3, 4, 7)', async () => {
    await addUser('plain');
    expect((await ask(serve(), 'plain')).status).toBe(401);
    expect((await ask(serve({ refusal: 403 }), 'plain')).status).toBe(403);
    expect((await ask(serve({ requiredAuthorities: [] }), 'plain')).status).toBe(200);
  });

  test('one authority of two is not enough (behaviours 7)', async () => {
    const role = await addRole('HALF');
    const { account } = await addUser('half');
    await grant(account, role);
    const authorities = { 'scim:invoke': ['HALF'] };
    expect((await ask(serve({ authorities }), 'half')).status).toBe(401);
    expect((await ask(serve({ authorities, requiredAuthorities: ['scim:invoke'] }), 'half')).status).toBe(200);
  });

  test('SOFFID_ADMIN has every authority, also by inheritance (behaviours 5)', async () => {
    const boss = await addRole('BOSS');
    await add(RoleGrant, { ownerRole: Number(boss), roleId: Number(administrator), mandatory: true, enabled: true, status: 'A' });
    const { account } = await addUser('boss');
    await grant(account, boss);
    expect((await ask(serve(), 'boss')).status).toBe(200);
  });

  test('a role by way of a group counts, and so does one of a group above it (behaviours 5)', async () => {
    await add(Group, { name: 'operators', description: 'Operators' });
    await add(Group, { name: 'night-shift', description: 'Night shift', parentGroup: 'operators' });
    await add(RoleGrant, { ownerGroup: 'operators', roleId: Number(administrator), mandatory: true, enabled: true });
    await addUser('nightly', { primaryGroup: 'night-shift' });
    expect((await ask(serve(), 'nightly')).status).toBe(200);
  });

  test('a role with the authorization counts from the next request on, and no longer when it is taken away (behaviours 6)', async () => {
    const authorities = { 'scim:invoke': ['SOFFID_SCIM'], 'webservice:user': ['SOFFID_SCIM'] };
    const listener = serve({ authorities });
    const { account } = await addUser('newcomer');
    expect((await ask(listener, 'newcomer')).status).toBe(401);
    const role = await addRole('SOFFID_SCIM');
    const given = await grant(account, role);
    expect((await ask(listener, 'newcomer')).status).toBe(200);
    await change(RoleAccount, given, { enabled: false });
    expect((await ask(listener, 'newcomer')).status).toBe(401);
  });

  test('a role of the same name on another system carries nothing', async () => {
    const { account } = await addUser('elsewhere');
    await grant(account, await addRole('SOFFID_ADMIN', 'ad'));
    expect((await ask(serve(), 'elsewhere')).status).toBe(401);
  });

  test('a disabled user, a temporary password and a password that was changed do not get in', async () => {
    const listener = serve();
    const { user, account } = await addUser('leaver');
    await grant(account, administrator);
    expect((await ask(listener, 'leaver')).status).toBe(200);
    await change(User, user, { password: [{ domain: 'DEFAULT', value: await passwords.hash('another'), passwordExpired: false }] });
    expect((await ask(listener, 'leaver')).status).toBe(401);
    expect((await ask(listener, 'leaver', 'another')).status).toBe(200);
    await change(User, user, { password: [{ domain: 'DEFAULT', value: await passwords.hash('another'), passwordExpired: true }] });
    expect((await ask(listener, 'leaver', 'another')).status).toBe(401);
    await change(User, user, { password: [{ domain: 'DEFAULT', value: await passwords.hash('another'), passwordExpired: false }], active: false });
    expect((await ask(listener, 'leaver', 'another')).status).toBe(401);
  });

  test('who has no password of their own gets in with that of the account on the system soffid', async () => {
    const { user, account } = await addUser('by-account');
    await grant(account, administrator);
    await change(User, user, { password: undefined });
    await change(Account, account, { password: { value: await passwords.hash('of the account'), expired: false } });
    expect((await ask(serve(), 'by-account', 'of the account')).status).toBe(200);
  });

  test('the host may check passwords itself', async () => {
    await addUser('single-sign-on');
    const verify = (userName: string, password: string): boolean => userName === 'single-sign-on' && password === 'ticket';
    const listener = serve({ verify, requiredAuthorities: [] });
    expect((await ask(listener, 'single-sign-on', 'ticket')).status).toBe(200);
    expect((await ask(listener, 'single-sign-on', 'single-sign-on-secret')).status).toBe(401);
  });
});
