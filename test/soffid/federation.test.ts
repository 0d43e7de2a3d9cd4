import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';

import { Router } from 'express';
import type { ResourceStore } from 'scim-router';
import { createScimRouter, scryptPasswords, verifyPassword } from 'scim-router';
import { soffid, soffidTypes } from 'scim-router/soffid';
import { createTestContext } from 'scim-router/testing';
import request from 'supertest';

import { allAttributes } from '../../src/resource/create-projection';
import { FederationMember } from '../../src/soffid/resource-types/federation-member';
import { User } from '../../src/soffid/resource-types/user';
import { backends } from '../support/backends';
import type { Backend } from '../support/backends';

describe.each(backends)('Federation on %s (seed 002, Federation)', (_name, open) => {
  let backend: Backend;
  let store: ResourceStore;
  let listener: RequestListener;

  beforeAll(async () => {
    backend = await open(soffidTypes);
    store = backend.store;
    const user = { userName: 'jane', firstName: 'Jane', lastName: 'Doe', userType: 'I', primaryGroup: 'world', active: true };
    await store.create({ type: User, attributes: user, projection: allAttributes }, createTestContext());
    const profile = soffid(store, {
      access: { verify: () => true, requiredAuthorities: [] },
      otp: { encryptionKey: randomBytes(32), delivery: { send: () => undefined } },
      passwords: scryptPasswords({ cost: 1024 }),
    });
    const router = Router();
    router.use('/soffid', createScimRouter(store, profile.authorizer, profile.options));
    listener = (incoming, response) => router(incoming as never, response as never, () => undefined);
  });
  afterAll(() => backend.close());

  const send = (method: 'get' | 'post' | 'patch' | 'put' | 'delete', path: string, body?: object) => {
    const call = request(listener)[method](`/soffid${path}`).auth('jane', 'any').set('Content-Type', 'application/scim+json');
    return body === undefined ? call : call.serialize((value) => JSON.stringify(value)).send(body);
  };
  const member = (publicId: string, more: object = {}): object => ({ classe: 'S', serviceProviderType: 'saml', publicId, ...more });

  test.each(['saml', 'soffid-saml', 'openid-connect', 'openid-dynamic-register', 'radius', 'cas'])('a service provider of type %s is created, read, changed and deleted (behaviours 63, 65)', async (serviceProviderType) => {
    const created = await send('post', '/FederationMember', member(`sp-${serviceProviderType}`, { serviceProviderType }));
    expect(created.status).toBe(201);
    const { id } = created.body as { id: number | string };
    const list = await send('get', `/FederationMember?filter=${encodeURIComponent(`publicId eq "sp-${serviceProviderType}"`)}`);
    expect(list.body).toMatchObject({ totalResults: 1, Resources: [{ id, serviceProviderType }] });
    const patched = await send('patch', `/FederationMember/${id}`, { Operations: [{ op: 'replace', path: 'organization', value: 'Acme' }] });
    expect(patched.body).toMatchObject({ organization: 'Acme', publicId: `sp-${serviceProviderType}` });
    expect((await send('delete', `/FederationMember/${id}`)).status).toBe(204);
    expect((await send('get', `/FederationMember/${id}`)).status).toBe(404);
  });

  test('the OpenID mechanisms PA, AC, PC and IM are kept (behaviours 64)', async () => {
    const openidMechanism = ['PA', 'AC', 'PC', 'IM'];
    const { body } = await send('post', '/FederationMember', member('oidc', { serviceProviderType: 'openid-connect', openidMechanism }));
    expect(body).toMatchObject({ openidMechanism });
  });

  test.each<[object, string]>([
    [{ classe: 'S', publicId: 'x' }, 'serviceProviderType is required'],
    [{ classe: 'I', publicId: 'x' }, 'idpType is required'],
    [{ classe: 'X', publicId: 'x' }, 'classe'],
    [{ classe: 'S', serviceProviderType: 'saml' }, 'publicId'],
    [member('x', { allowRegister: true }), 'groupToRegister is required'],
    [member('x', { maxRegistrations: -1 }), 'maxRegistrations must be 0 or more'],
    [member('x', { entityGroup: { name: 'nowhere' } }), 'entityGroup names no entity group'],
  ])('%j is refused with a reason', async (body, reason) => {
    const response = await send('post', '/FederationMember', body);
    expect(response.status).toBe(400);
    expect((response.body as { detail: string }).detail).toContain(reason);
  });

  test('secrets never come out: sealed or hashed in the store, absent from answers, kept by a PUT without them (behaviours 67)', async () => {
    const secrets = { privateKey: 'KEY-IN-CLEAR', openidSecret: 'SECRET-IN-CLEAR', registrationToken: 'TOKEN-IN-CLEAR', radiusSecret: 'RADIUS-IN-CLEAR' };
    const created = await send('post', '/FederationMember', member('secretive', secrets));
    expect(created.status).toBe(201);
    expect(created.text).not.toContain('CLEAR');
    const { id } = created.body as { id: number | string };
    const read = async () => (await store.get({ type: FederationMember, id: String(id), projection: allAttributes }, createTestContext()))?.attributes ?? {};
    const stored = await read();
    expect(JSON.stringify(stored)).not.toContain('CLEAR');
    expect(await verifyPassword('SECRET-IN-CLEAR', String(stored['openidSecret']))).toBe(true);
    const replaced = await send('put', `/FederationMember/${id}`, { id, ...member('secretive', { organization: 'Acme' }) });
    expect(replaced.status).toBe(200);
    expect((await read())['privateKey']).toBe(stored['privateKey']);
    expect((await send('get', `/FederationMember?filter=${encodeURIComponent('privateKey pr')}`)).status).toBe(400);
  });

  test('a member is put into an entity group by name or id; the group cannot go while it has members (behaviours 66)', async () => {
    const group = (await send('post', '/EntityGroup', { name: 'Test federation' })).body as { id: number | string };
    const created = await send('post', '/FederationMember', member('grouped', { entityGroup: { name: 'Test federation' } }));
    expect(created.body).toMatchObject({ entityGroup: { name: 'Test federation' } });
    expect((await send('delete', `/EntityGroup/${group.id}`)).status).toBe(409);
    await send('patch', `/EntityGroup/${group.id}`, { Operations: [{ op: 'replace', path: 'name', value: 'Renamed' }] });
    const { id } = created.body as { id: number | string };
    expect((await send('get', `/FederationMember/${id}`)).body).toMatchObject({ entityGroup: { name: 'Renamed' } });
    await send('delete', `/FederationMember/${id}`);
    expect((await send('delete', `/EntityGroup/${group.id}`)).status).toBe(204);
  });
});
