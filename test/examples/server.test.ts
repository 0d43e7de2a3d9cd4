import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { explain } from '../../examples/server/explain';
import { openStore } from '../../examples/server/open-store';
import { provisionCompany } from '../../examples/server/demo-data';
import { otpKey } from '../../examples/server/otp-key';
import { administratorName, provisionedPath } from '../../examples/server/provisioning';
import { startServer } from '../../examples/server/server';
import { SettingError, readSettings } from '../../examples/server/settings';
import { loadSoffidDemo, soffidAdministrator } from '../../examples/server/soffid';
import type { TestDatabase } from '../support/postgres';
import { createDatabase } from '../support/postgres';
import { userBody } from '../support/service';

// A new database gets the indexes of thirty resource types.
jest.setTimeout(30_000);

const token = 'server-token-0123456789';
const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' };

describe('the settings of npm start', () => {
  test('have defaults, and a new token at every start', () => {
    const first = readSettings({});
    expect(first).toMatchObject({ port: 3000, host: '127.0.0.1', databaseUrl: undefined, dataDirectory: '.data', demoData: true, isTokenGenerated: true });
    expect(first.token).toMatch(/^[\w-]{43}$/);
    expect(readSettings({}).token).not.toBe(first.token);
    expect(readSettings({}).administratorPassword).not.toBe(first.administratorPassword);
  });

  test('are read from the environment', () => {
    const environment = { PORT: '0', HOST: '::1', DATABASE_URL: 'postgres://h/d', DATA: 'memory', SCIM_TOKEN: token, DEMO_DATA: 'none', ADMIN_PASSWORD: 'changeit' };
    expect(readSettings(environment)).toEqual({ port: 0, host: '::1', databaseUrl: 'postgres://h/d', dataDirectory: undefined, token, isTokenGenerated: false, demoData: false, administratorPassword: 'changeit' });
  });

  test.each([
    [{ PORT: 'eighty' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://h/d' }, 'DATABASE_URL'],
    [{ SCIM_TOKEN: 'short' }, 'SCIM_TOKEN'],
    [{ DEMO_DATA: 'planet' }, 'DEMO_DATA'],
  ])('%j cannot work, and the message names the setting', (environment, name) => {
    expect(() => readSettings(environment)).toThrow(SettingError);
    expect(() => readSettings(environment)).toThrow(name);
  });
});

describe('the key of one-time codes', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'otp-key-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  test('is kept in the data directory, for its owner only', () => {
    const data = join(directory, 'data');
    const key = otpKey(data);
    expect(key).toHaveLength(32);
    expect(otpKey(data)).toEqual(key);
    expect(statSync(join(data, 'otp.key')).mode & 0o777).toBe(0o600);
  });

  test('is another at every start where nothing is kept', () => {
    expect(otpKey(undefined)).not.toEqual(otpKey(undefined));
  });

  test('is refused when it is damaged, naming the file', () => {
    writeFileSync(join(directory, 'otp.key'), 'short');
    expect(() => otpKey(directory)).toThrow(SettingError);
    expect(() => otpKey(directory)).toThrow(join(directory, 'otp.key'));
  });
});

describe('the server of npm start on PostgreSQL', () => {
  let database: TestDatabase;
  let databaseUrl: string;

  beforeAll(async () => {
    database = await createDatabase();
    const { host = 'localhost', port = 5432, user = '', password = '', database: name } = database.connection as Record<string, string>;
    databaseUrl = `postgres://${user}:${password}@localhost:${port}/${name}?host=${encodeURIComponent(host)}`;
  });
  afterAll(() => database.close());

  const withServer = async (work: (url: string) => Promise<void>): Promise<void> => {
    const { store, close: closeStore } = await openStore({ databaseUrl, dataDirectory: undefined });
    const { url, close } = await startServer({ store, token, otpKey: randomBytes(32), port: 0, host: '127.0.0.1' });
    await work(url).finally(close).finally(closeStore);
  };

  test('keeps its data when it is stopped and started again', async () => {
    await withServer(async (url) => {
      expect((await fetch(`${url}/Users`, { method: 'POST', headers, body: JSON.stringify(userBody('kept')) })).status).toBe(201);
    });
    await withServer(async (url) => {
      const list = (await (await fetch(`${url}/Users`, { headers })).json()) as { Resources: { userName: string }[] };
      expect(list.Resources.map(({ userName }) => userName)).toEqual(['kept']);
    });
  });

  test('takes the demo company: every user and group is accepted, and members refer to users', async () => {
    await withServer(async (url) => {
      await provisionCompany(async (endpoint, body) => {
        const response = await fetch(`${url}${endpoint}`, { method: 'POST', headers, body: JSON.stringify(body) });
        const answer = (await response.json()) as { id: string; detail?: string };
        expect([response.status, answer.detail]).toEqual([201, undefined]);
        return answer.id;
      });
      const groups = (await (await fetch(`${url}/Groups?sortBy=displayName`, { headers })).json()) as { Resources: { displayName: string; members: object[] }[] };
      expect(groups.Resources.map(({ displayName, members }) => [displayName, members.length])).toEqual([['Engineering', 5], ['Everyone', 10], ['Finance', 2], ['On call', 3]]);
    });
  });

  test('serves the profile of Soffid from the same database, to the user that it prints', async () => {
    const { store, close: closeStore } = await openStore({ databaseUrl, dataDirectory: undefined });
    await loadSoffidDemo(store);
    await loadSoffidDemo(store);
    const { soffidUrl, url, close } = await startServer({ store, token, otpKey: randomBytes(32), port: 0, host: '127.0.0.1' });
    try {
      const { userName, password } = soffidAdministrator;
      const get = (path: string, login: string): Promise<Response> =>
        fetch(`${soffidUrl}${path}`, { headers: { Authorization: `Basic ${Buffer.from(login).toString('base64')}` } });
      const found = (await (await get('/User?filter=userName+eq+tina', `${userName}:${password}`)).json()) as { Resources: object[] };
      expect(found.Resources).toEqual([expect.objectContaining({ userName: 'tina' })]);
      expect((await get('/User', `${userName}:${password}x`)).status).toBe(401);
      const users = (await (await fetch(`${url}/Users?filter=userName+eq+"tina"`, { headers })).json()) as { totalResults: number };
      expect(users.totalResults).toBe(0);
    } finally {
      await close();
      await closeStore();
    }
  });

  test('says at / where everything is, and keeps the settings for its administrator', async () => {
    const { store, close: closeStore } = await openStore({ databaseUrl, dataDirectory: undefined });
    const { url, settingsUrl, close } = await startServer({ store, token, otpKey: randomBytes(32), port: 0, host: '127.0.0.1', administratorPassword: 'changeit' });
    try {
      const index = await (await fetch(new URL('/', url))).text();
      expect(index).toContain(`href="${new URL(settingsUrl).pathname}"`);
      const visit = (login: string): Promise<Response> => fetch(settingsUrl, { headers: { Authorization: `Basic ${Buffer.from(login).toString('base64')}` } });
      expect((await fetch(settingsUrl)).status).toBe(401);
      expect((await visit(`${administratorName}:wrong`)).status).toBe(401);
      expect((await visit('admin:changeit')).status).toBe(401);
      expect(await (await visit(`${administratorName}:changeit`)).text()).toContain('SCIM provisioning is disabled');
    } finally {
      await close();
      await closeStore();
    }
  });

  test('leads from / to the services and to the explorer, which shows each of them', async () => {
    await withServer(async (url) => {
      const paths = ['/scim/v2', provisionedPath, '/soffid/webservice/scim2/v1'];
      const index = await (await fetch(new URL('/', url))).text();
      for (const path of [...paths, '/explorer']) expect(index).toContain(`<a href="${path}">`);
      const page = await (await fetch(new URL('/explorer', url))).text();
      expect(Array.from(page.matchAll(/<option value="(\/[^"]*)">/g), ([, path]) => path)).toEqual(paths);
      for (const path of paths) expect((await fetch(new URL(`${path}/openapi.json`, url))).status).toBe(401);
      const document = (await (await fetch(`${url}/openapi.json`, { headers })).json()) as Record<string, unknown>;
      expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'SCIM 2.0' }, servers: [{ url }] });
    });
  });

  test('answers outside the mount with a hint, not with a hang', async () => {
    await withServer(async (url) => {
      const response = await fetch(new URL('/elsewhere', url));
      expect([response.status, await response.text()]).toEqual([404, 'SCIM is at /scim/v2 and /soffid/webservice/scim2/v1\n']);
    });
  });

  test('says what is wrong when its port is taken, or its database cannot be reached', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const { store, close } = await openStore({ databaseUrl, dataDirectory: undefined });
    try {
      const error = await startServer({ store, token, otpKey: randomBytes(32), port, host: '127.0.0.1' }).catch((thrown: unknown) => thrown);
      expect(explain(error)).toMatch(/port is taken.*PORT=/);
    } finally {
      taken.close();
      await close();
    }
    const unreachable = await openStore({ databaseUrl: 'postgres://postgres@127.0.0.1:1/none', dataDirectory: undefined }).catch((thrown: unknown) => thrown);
    expect(explain(unreachable)).toMatch(/database cannot be reached.*DATABASE_URL/);
  });
});
