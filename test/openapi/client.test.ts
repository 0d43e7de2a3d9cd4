import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { MemoryStore } from 'scim-router';
import { openApi } from 'scim-router/openapi';

import { mountPath, openService, token } from '../support/service';
import { documentOf, profiles } from './support/open-document';

const root = join(__dirname, '../..');
const run = promisify(execFile);
const strict = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--lib', 'es2022,dom,dom.iterable', '--module', 'esnext', '--moduleResolution', 'bundler', '--types', ''];

/** A program that knows the service by its document only. */
const program = `
import { createUser, getUser, patchUser, queryUser } from './generated';
import { client } from './generated/client.gen';

client.setConfig({ baseUrl: process.env.BASE_URL!, auth: () => process.env.TOKEN! });
const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
async function main(): Promise<void> {
  const created = await createUser({ body: { schemas, userName: 'ada', emails: [{ value: 'ada@example.com', primary: true }] }, throwOnError: true });
  const read = await getUser({ path: { id: created.data.id }, throwOnError: true });
  const patch = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp' as const], Operations: [{ op: 'replace' as const, path: 'active', value: false }] };
  const patched = await patchUser({ path: { id: read.data.id }, body: patch, throwOnError: true });
  const found = await queryUser({ query: { filter: 'userName eq "ADA"', count: 1 }, throwOnError: true });
  const refused = await createUser({ body: { schemas, userName: 'Ada' } });
  const active: boolean | undefined = (patched.data as { active?: boolean }).active;
  console.log(JSON.stringify([read.data.userName, read.data.emails?.[0]?.value, active, found.data.totalResults, refused.error?.scimType]));
}
void main();
declare const process: { env: Record<string, string | undefined> };
`;

describe('clients that a generator makes of the documents', () => {
  let folder: string;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'openapi-client-'));
    const { listener } = await openService(async () => ({ store: new MemoryStore(), close: async () => undefined }), { openApi: openApi() });
    server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${mountPath}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  const generate = async (document: object, name: string): Promise<void> => {
    writeFileSync(join(folder, `${name}-document.json`), JSON.stringify(document));
    await run(process.execPath, [join(__dirname, 'support/generate-client.mjs'), join(folder, `${name}-document.json`), join(folder, name)], { cwd: root, timeout: 120_000 });
  };
  const compile = async (file: string): Promise<string> => {
    const compiler = join(root, 'node_modules/typescript7/bin/tsc');
    const { stdout } = await run(process.execPath, [compiler, ...strict, join(folder, file)], { cwd: folder, timeout: 60_000 }).catch((error: unknown) => error as { stdout: string });
    return stdout;
  };

  test('create, read, change and find a user, and know how they can be refused', async () => {
    const response = await fetch(`${url}/openapi.json`, { headers: { Authorization: `Bearer ${token}` } });
    await generate((await response.json()) as object, 'generated');
    writeFileSync(join(folder, 'program.ts'), program);
    expect(await compile('program.ts')).toBe('');
    const { stdout } = await run(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), join(folder, 'program.ts')], {
      cwd: folder,
      env: { ...process.env, BASE_URL: url, TOKEN: token },
      timeout: 60_000,
    });
    expect(JSON.parse(stdout)).toEqual(['ada', 'ada@example.com', false, 1, 'uniqueness']);
  }, 240_000);

  test.each(profiles)('compile for %s', async (_name, options) => {
    await generate(await documentOf(options), 'other');
    expect(await compile('other/index.ts')).toBe('');
    rmSync(join(folder, 'other'), { recursive: true });
  }, 240_000);
});
