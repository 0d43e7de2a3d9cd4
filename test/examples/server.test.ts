import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { explain } from '../../examples/server/explain';
import { openStore } from '../../examples/server/open-store';
import { provisionCompany } from '../../examples/server/demo-data';
import { startServer } from '../../examples/server/server';
import { SettingError, readSettings } from '../../examples/server/settings';
import type { TestDatabase } from '../support/postgres';
import { createDatabase } from '../support/postgres';
import { userBody } from '../support/service';

const token = 'server-token-0123456789';
const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' };

describe('the settings of npm start', () => {
  test('have defaults, and a new token at every start', () => {
    const first = readSettings({});
    expect(first).toMatchObject({ port: 3000, host: '127.0.0.1', databaseUrl: undefined, dataDirectory: '.data', demoData: true, isTokenGenerated: true });
    expect(first.token).toMatch(/^[\w-]{43}$/);
    expect(readSettings({}).token).not.toBe(first.token);
  });

  test('are read from the environment', () => {
    const environment = { PORT: '0', HOST: '::1', DATABASE_URL: 'postgres://h/d', DATA: 'memory', SCIM_TOKEN: token, DEMO_DATA: 'none' };
    expect(readSettings(environment)).toEqual({ port: 0, host: '::1', databaseUrl: 'postgres://h/d', dataDirectory: undefined, token, isTokenGenerated: false, demoData: false });
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
    const { url, close } = await startServer({ store, token, port: 0, host: '127.0.0.1' });
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

  test('answers outside the mount with a hint, not with a hang', async () => {
    await withServer(async (url) => {
      const response = await fetch(new URL('/', url));
      expect([response.status, await response.text()]).toEqual([404, 'SCIM is at /scim/v2\n']);
    });
  });

  test('says what is wrong when its port is taken, or its database cannot be reached', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const { store, close } = await openStore({ databaseUrl, dataDirectory: undefined });
    try {
      const error = await startServer({ store, token, port, host: '127.0.0.1' }).catch((thrown: unknown) => thrown);
      expect(explain(error)).toMatch(/port is taken.*PORT=/);
    } finally {
      taken.close();
      await close();
    }
    const unreachable = await openStore({ databaseUrl: 'postgres://postgres@127.0.0.1:1/none', dataDirectory: undefined }).catch((thrown: unknown) => thrown);
    expect(explain(unreachable)).toMatch(/database cannot be reached.*DATABASE_URL/);
  });
});
