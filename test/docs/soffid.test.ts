import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';

import { MemoryStore } from 'scim-router';

import type { RunningServer } from '../../examples/server/server';
import { startServer } from '../../examples/server/server';
import { loadSoffidDemo } from '../../examples/server/soffid';
import { blocksOf, linksOf, runPage } from './page';

const blocks = blocksOf('soffid.md');
const origin = 'http://127.0.0.1:3000';
/** Each with the block below it that is printed as its answer. */
const commands = blocks.flatMap((block, index) => (block.language === 'sh' ? [[block.code, blocks[index + 1]] as const] : []));

describe('docs/soffid.md', () => {
  let server: RunningServer;
  beforeAll(async () => {
    const store = new MemoryStore();
    await loadSoffidDemo(store);
    server = await startServer({ store, token: 'docs-token-0123456789', otpKey: randomBytes(32), port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  test.each(commands)('the command answers as printed: %s', async (command, answer) => {
    const here = new URL(server.soffidUrl).origin;
    const script = command.replaceAll(origin, here).replace(/^npm start.*\n/, '').replaceAll('curl -u', 'curl -s -u');
    const { stdout } = await promisify(execFile)('bash', ['-euc', script]);
    const text = stdout.replaceAll(here, origin);
    if (answer?.language === 'json') expect(JSON.parse(text)).toEqual(JSON.parse(answer.code));
    else expect(text).toBe(answer?.code);
  });

  test('the program of the page serves the profile to the administrator that it imports', async () => {
    const environment = { OTP_KEY: randomBytes(32).toString('base64') };
    const { result } = await runPage<{ readonly server: Server; readonly close: () => Promise<void> }>(blocks, {
      environment,
      result: '{ server, close: () => database.destroy() }',
    });
    try {
      const { port } = result.server.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}/soffid/webservice/scim2/v1`;
      const headers = { Authorization: `Basic ${Buffer.from('admin:changeit').toString('base64')}`, 'Content-Type': 'application/scim+json' };
      const user = { userName: 'ada', firstName: 'Ada', lastName: 'King', userType: 'I', primaryGroup: 'world', active: true };
      const created = await fetch(`${url}/User`, { method: 'POST', headers, body: JSON.stringify(user) });
      expect([created.status, await created.json()]).toEqual([201, expect.objectContaining({ id: 9, fullName: 'Ada King' })]);
    } finally {
      await new Promise((resolve) => result.server.close(resolve));
      await result.close();
    }
  }, 60_000);

  test('every link leads to a file', () => {
    for (const path of linksOf('soffid.md')) expect([path, existsSync(path)]).toEqual([path, true]);
  });
});
