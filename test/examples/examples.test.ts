import { MemoryStore } from 'scim-router';
import request from 'supertest';

import { createApp as createDeviceApp, Device } from '../../examples/custom-resource-type/app';
import { createApp as createExistingApp } from '../../examples/existing-app/app';
import { createApp as createPassportApp } from '../../examples/passport/app';
import { createApp as createProvisionedApp } from '../../examples/provisioning/app';
import { createApp as createQuickStart } from '../../examples/quick-start/app';
import { formOf, tokenIn } from '../provisioning/support/open-provisioning';
import { createDatabase } from '../support/postgres';
import { patchBody, userBody } from '../support/service';

const token = 'example-token-0123456789';
const credential = { Authorization: `Bearer ${token}` };
const scimJson = { ...credential, 'Content-Type': 'application/scim+json' };

test('examples/quick-start serves users from PostgreSQL', async () => {
  const database = await createDatabase();
  const { app, database: pool } = await createQuickStart(database.connection, token);
  try {
    const created = await request(app).post('/scim/v2/Users').set(scimJson).send(JSON.stringify(userBody('ada')));
    expect(created.status).toBe(201);
    const list = await request(app).get('/scim/v2/Users').set(credential);
    expect(list.body).toMatchObject({ totalResults: 1, Resources: [{ userName: 'ada' }] });
  } finally {
    await pool.destroy();
    await database.close();
  }
});

test('examples/custom-resource-type serves devices beside users', async () => {
  const app = createDeviceApp(token);
  const body = { schemas: [Device.schema.$id], serialNumber: 'SN-1', kind: 'laptop', unlockCode: '1234' };
  const created = await request(app).post('/scim/v2/Devices').set(scimJson).send(JSON.stringify(body));
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({ serialNumber: 'SN-1', label: 'laptop SN-1' });
  expect(created.body).not.toHaveProperty('unlockCode');
  const path = `/scim/v2/Devices/${created.body.id}`;
  const renamed = patchBody({ op: 'replace', path: 'serialNumber', value: 'SN-2' });
  expect((await request(app).patch(path).set(scimJson).send(JSON.stringify(renamed))).body.scimType).toBe('mutability');
  const cost = patchBody({ op: 'add', path: 'urn:example:params:scim:schemas:extension:Asset:cost', value: 1200.5 });
  expect((await request(app).patch(path).set(scimJson).send(JSON.stringify(cost))).body.schemas).toHaveLength(2);
});

test('examples/passport gives each role its own view', async () => {
  const app = createPassportApp();
  const person = { ...userBody('ada', { active: true, addresses: [{ type: 'home', locality: 'Palma' }] }) };
  const hr = { auth: ['hr', 'correct-horse'] as const, desk: ['desk', 'battery-staple'] as const };
  const post = request(app).post('/scim/v2/Users').auth(...hr.auth).set('Content-Type', 'application/scim+json');
  expect((await post.send(JSON.stringify(person))).body.addresses).toHaveLength(1);
  await request(app).post('/scim/v2/Users').auth(...hr.auth).set('Content-Type', 'application/scim+json').send(JSON.stringify(userBody('gone', { active: false })));
  const seen = await request(app).get('/scim/v2/Users').auth(...hr.desk);
  expect(seen.body.totalResults).toBe(1);
  expect(seen.body.Resources[0]).not.toHaveProperty('addresses');
  const write = request(app).delete(`/scim/v2/Users/${seen.body.Resources[0].id}`).auth(...hr.desk);
  expect((await write).status).toBe(403);
  expect((await request(app).get('/scim/v2/Users').auth('hr', 'wrong')).status).toBe(401);
});

test('examples/existing-app keeps its own routes, and ends the sessions of a deactivated user', async () => {
  const app = createExistingApp(token);
  expect((await request(app).get('/health')).body).toEqual({ ok: true });
  const created = await request(app).post('/tenants/acme/scim/Users').set(scimJson).send(JSON.stringify(userBody('ada', { active: true })));
  expect((await request(app).get('/sessions')).body).toEqual(['s-1']);
  const deactivate = patchBody({ op: 'replace', path: 'active', value: false });
  await request(app).patch(`/tenants/acme/scim/Users/${created.body.id}`).set(scimJson).send(JSON.stringify(deactivate));
  expect((await request(app).get('/sessions')).body).toEqual([]);
});

test('examples/provisioning gives a Superuser a token, and nobody else', async () => {
  const levels: Readonly<Record<string, 'Superuser' | 'Member'>> = { ada: 'Superuser', bob: 'Member' };
  const { app, provisioning } = createProvisionedApp(new MemoryStore(), (request) => {
    const userName = request.get('X-Login') ?? '';
    const level = levels[userName];
    return level && { userName, level };
  });
  const page = '/users/authentication-settings/';
  for (const login of ['bob', 'eve']) expect((await request(app).get(page).set('X-Login', login)).status).toBe(403);
  const edit = await request(app).get(`${page}?edit`).set('X-Login', 'ada');
  const saved = await request(app).post(page).set({ 'X-Login': 'ada', 'Sec-Fetch-Site': 'same-origin' }).type('form').send({ ...formOf(edit.text, 'save'), enabled: 'on' });
  const headers = { Authorization: `Bearer ${tokenIn(saved.text)}`, 'Content-Type': 'application/scim+json' };
  expect((await request(app).post('/scim/v2/Users').set(headers).send(JSON.stringify(userBody('ada')))).status).toBe(201);
  await provisioning.flush();
});
