import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';

import { Router } from 'express';
import type { ResourceStore } from 'scim-router';
import { createScimRouter, scryptPasswords } from 'scim-router';
import type { OtpMessage } from 'scim-router/soffid';
import { soffid } from 'scim-router/soffid';
import { createTestContext } from 'scim-router/testing';
import request from 'supertest';

import { allAttributes } from '../../../src/resource/create-projection';
import { counterCode, timeCode } from '../../../src/soffid/otp/one-time-code';
import { createSecretBox } from '../../../src/soffid/otp/secret-box';
import { secretPurpose } from '../../../src/soffid/otp/device-state';
import { OtpSecret } from '../../../src/soffid/otp/otp-secret';
import { Issue } from '../../../src/soffid/resource-types/issue';
import { OtpDevice } from '../../../src/soffid/resource-types/otp-device';
import { soffidTypes } from '../../../src/soffid/resource-types/soffid-types';
import { User } from '../../../src/soffid/resource-types/user';
import { backends } from '../../support/backends';
import type { Backend } from '../../support/backends';

const encryptionKey = randomBytes(32);
const box = createSecretBox(encryptionKey);

describe.each(backends)('OTP devices on %s (seed 002, SCIM for OTP devices)', (_name, open) => {
  let backend: Backend;
  let store: ResourceStore;
  let router: ReturnType<typeof Router>;
  let now = new Date('2026-01-01T12:00:00Z');
  const sent: OtpMessage[] = [];
  let refusesDelivery = false;

  beforeAll(async () => {
    backend = await open([...soffidTypes, OtpSecret]);
    store = backend.store;
    const user = { userName: 'jane', firstName: 'Jane', lastName: 'Doe', userType: 'I', primaryGroup: 'world', active: true };
    await store.create({ type: User, attributes: user, projection: allAttributes }, createTestContext());
    const delivery = {
      send: (message: OtpMessage) => {
        if (refusesDelivery) throw new Error('no route to the mail server');
        sent.push(message);
      },
    };
    const access = { verify: (_user: string, password: string) => password === 'right', requiredAuthorities: [] };
    const profile = soffid(store, { access, otp: { encryptionKey, delivery }, now: () => now, passwords: scryptPasswords({ cost: 1024 }) });
    router = Router();
    router.use('/soffid', createScimRouter(store, profile.authorizer, { ...profile.options, onError: () => undefined }));
  });
  beforeEach(() => {
    now = new Date(now.getTime() + 3_600_000);
    sent.length = 0;
    refusesDelivery = false;
  });
  afterAll(() => backend.close());

  const listener: RequestListener = (incoming, response) => router(incoming as never, response as never, () => undefined);
  const later = (seconds: number): void => {
    now = new Date(now.getTime() + seconds * 1000);
  };
  const send = (method: 'get' | 'post' | 'patch' | 'put' | 'delete', path: string, body?: object) => {
    const call = request(listener)[method](`/soffid/OtpDevice${path}`);
    void call.auth('jane', 'right').set('Content-Type', 'application/scim+json');
    return body === undefined ? call : call.serialize((value) => JSON.stringify(value)).send(body);
  };
  const createDevice = async (body: object): Promise<Record<string, any>> => {
    const response = await send('post', '', { user: 'jane', ...body });
    expect(response.status).toBe(201);
    return response.body as Record<string, any>;
  };
  const answer = async (id: number, pin: unknown): Promise<object> => {
    const response = await send('post', `/${id}/responseChallenge`, { pin });
    expect(response.status).toBe(200);
    return response.body as object;
  };
  const ask = async (id: number): Promise<Record<string, any>> => {
    const response = await send('get', `/${id}/requestChallenge`);
    expect(response.status).toBe(200);
    return response.body as Record<string, any>;
  };
  const seedOf = async (id: number, type: 'TOTP' | 'HOTP'): Promise<Buffer> => {
    const stored = await store.get({ type: OtpDevice, id: String(id), projection: allAttributes }, createTestContext());
    return box.open(String(stored?.attributes['pin']), secretPurpose(type));
  };
  const status = async (id: number): Promise<string> => ((await send('get', `/${id}`)).body as { status: string }).status;

  const right = { success: true, locked: false };
  const wrong = { success: false, locked: false };

  test('workflow 1: a code goes to the mail address, its answer validates the device, PATCH enables it (behaviours 60, 61)', async () => {
    const device = await createDevice({ type: 'EMAIL', email: 'jane.doe@example.com' });
    expect(device).toMatchObject({ status: 'C', name: 'Email message to ja**.do*@ex*****.co*', user: 'jane', fails: 0 });
    expect(await ask(device['id'])).toEqual({ cell: 'PIN', cardNumber: device['name'] });
    expect(sent).toMatchObject([{ channel: 'EMAIL', to: 'jane.doe@example.com', code: expect.stringMatching(/^\d{6}$/), minutes: 5 }]);
    const { code } = sent[0] as OtpMessage;
    expect(await answer(device['id'], code)).toEqual(right);
    expect(await status(device['id'])).toBe('V');
    const patched = await send('patch', `/${device['id']}`, { Operations: [{ op: 'replace', path: 'status', value: 'V' }] });
    expect(patched.status).toBe(200);
    expect(patched.body).toMatchObject({ status: 'V', lastUsed: expect.any(String) });
  });

  test('a code that was sent is good once, for five minutes, and only the latest one', async () => {
    const { id } = await createDevice({ type: 'EMAIL', email: 'jane@example.com' });
    await ask(id);
    const first = sent[0]?.code ?? '';
    expect(await answer(id, first)).toEqual(right);
    expect(await answer(id, first)).toEqual(wrong);
    await ask(id);
    later(300);
    expect(await answer(id, sent[1]?.code)).toEqual(wrong);
  });

  test('a text message is not sent again within a minute', async () => {
    const device = await createDevice({ type: 'SMS', phone: '600123456' });
    expect(device['name']).toBe('SMS message to 60*****56');
    await ask(device['id']);
    await ask(device['id']);
    expect(sent).toHaveLength(1);
    expect(await answer(device['id'], sent[0]?.code)).toEqual(right);
    later(61);
    await ask(device['id']);
    expect(sent).toHaveLength(2);
  });

  test('a code that cannot be sent is 503, not a success', async () => {
    const { id } = await createDevice({ type: 'EMAIL', email: 'jane@example.com' });
    refusesDelivery = true;
    const response = await send('get', `/${id}/requestChallenge`);
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBe('30');
    expect(response.text).not.toContain('no route');
  });

  test('a TOTP device shows its QR code in the answer to its creation only (behaviours 62)', async () => {
    const device = await createDevice({ type: 'TOTP' });
    expect(Buffer.from(device['image'], 'base64').subarray(1, 4).toString()).toBe('PNG');
    expect(device['name']).toMatch(/^TOTP\d{8}$/);
    const read = await send('get', `/${device['id']}`);
    expect(Object.keys(read.body as object)).not.toEqual(expect.arrayContaining(['image']));
    expect(read.text).not.toContain('pin');
  });

  test('a code of time is accepted within one step and never twice (RFC 6238 §5.2)', async () => {
    const { id } = await createDevice({ type: 'TOTP' });
    const seed = await seedOf(id, 'TOTP');
    const code = timeCode(seed, now);
    expect(await answer(id, timeCode(seed, new Date(now.getTime() - 60_000)))).toEqual(wrong);
    expect(await answer(id, code)).toEqual(right);
    expect(await answer(id, code)).toEqual(wrong);
  });

  test('of nine equal answers at the same time one is accepted (RFC 6238 §5.2)', async () => {
    const { id } = await createDevice({ type: 'TOTP' });
    const code = timeCode(await seedOf(id, 'TOTP'), now);
    const answers = await Promise.all(Array.from({ length: 9 }, () => send('post', `/${id}/responseChallenge`, { pin: code })));
    expect(answers.filter(({ body }) => (body as { success?: boolean }).success === true)).toHaveLength(1);
  });

  test('a HOTP device moves its counter on (RFC 4226 §7.2)', async () => {
    const { id } = await createDevice({ type: 'HOTP' });
    const seed = await seedOf(id, 'HOTP');
    expect(await answer(id, counterCode(seed, 3))).toEqual(right);
    expect(await answer(id, counterCode(seed, 3))).toEqual(wrong);
    expect(await answer(id, counterCode(seed, 4))).toEqual(right);
  });

  test('a PIN is asked for by some of its digits', async () => {
    const pin = '71935248';
    const { id } = await createDevice({ type: 'PIN', pin });
    const { cell } = await ask(id);
    expect(cell).toMatch(/^digits \d(-\d){2}$/);
    const digits = (cell as string).slice('digits '.length).split('-').map((position) => pin[Number(position) - 1]).join('');
    expect(await answer(id, digits)).toEqual(right);
    expect(await answer(id, digits)).toEqual(wrong);
  });

  test('the eleventh wrong answer locks the device and opens an issue; PATCH unlocks it (behaviours 61)', async () => {
    const { id } = await createDevice({ type: 'TOTP' });
    const seed = await seedOf(id, 'TOTP');
    for (let attempt = 1; attempt <= 10; attempt += 1) expect(await answer(id, '000000x')).toEqual(wrong);
    expect(await answer(id, '000000x')).toEqual({ success: false, locked: true });
    expect(await answer(id, timeCode(seed, now))).toEqual({ success: false, locked: true });
    expect((await send('get', `/${id}/requestChallenge`)).status).toBe(403);
    const issues = await store.query({ type: Issue, page: { startIndex: 1, count: 10 }, projection: allAttributes }, createTestContext());
    expect(issues.resources.map(({ attributes }) => attributes['type'])).toContain('otp-failures');
    await send('patch', `/${id}`, { Operations: [{ op: 'replace', path: 'status', value: 'V' }] });
    expect(await answer(id, timeCode(seed, now))).toEqual(right);
  });

  test.each([
    [{ type: 'EMAIL' }, 'email is required'],
    [{ type: 'SMS' }, 'phone is required'],
    [{ type: 'PIN', pin: '1234' }, 'pin must have at least 8'],
    [{ type: 'TOTP', user: 'nobody' }, 'user names the User "nobody"'],
    [{ type: 'CARD' }, 'type'],
  ])('%j is refused with a reason', async (body, reason) => {
    const response = await send('post', '', { user: 'jane', ...body });
    expect(response.status).toBe(400);
    expect((response.body as { detail: string }).detail).toContain(reason);
  });

  test.each([[{}], [{ pin: 0 }], [{ pin: ['000000'] }], [{ pin: '' }], [{ pin: 'x'.repeat(65) }], [[]]])('an answer of %j is 400', async (body) => {
    const { id } = await createDevice({ type: 'TOTP' });
    expect((await send('post', `/${id}/responseChallenge`, body)).status).toBe(400);
  });

  test('no secret stands in the store in clear, and none is left when the device is deleted (behaviours 62)', async () => {
    const { id } = await createDevice({ type: 'PIN', pin: '99887766554433' });
    await ask(id);
    const dump = JSON.stringify(await Promise.all([OtpDevice, OtpSecret].map((type) => store.query({ type, page: { startIndex: 1, count: 100 }, projection: allAttributes }, createTestContext()))));
    expect(dump).not.toContain('99887766554433');
    expect((await send('delete', `/${id}`)).status).toBe(204);
    const left = await store.query({ type: OtpSecret, page: { startIndex: 1, count: 100 }, projection: allAttributes }, createTestContext());
    expect(left.resources.map(({ attributes }) => attributes['device'])).not.toContain(String(id));
  });

  test('only the status can be changed afterwards', async () => {
    const device = await createDevice({ type: 'EMAIL', email: 'jane@example.com' });
    const { status: code, body } = await send('put', `/${device['id']}`, { id: device['id'], type: 'EMAIL', user: 'jane', email: 'jane@example.com', status: 'D', fails: 7 });
    expect(code).toBe(200);
    expect(body).toMatchObject({ status: 'D', fails: 0, name: device['name'] });
    expect((await send('get', `/${device['id']}/requestChallenge`)).status).toBe(403);
    expect((await send('delete', `/${device['id']}/requestChallenge`)).status).toBe(405);
  });
});
