import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { MemoryStore } from 'scim-router';

import { startServer } from '../../examples/server/server';
import { loadSoffidDemo } from '../../examples/server/soffid';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
const token = 'readme-token-0123456789';
const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' };

/** The code blocks of one language, in order. */
function blocks(language: string): readonly string[] {
  return Array.from(readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm')), ([, code]) => code!);
}

test("README.md: the curl lines of 'Try it' answer as printed", async () => {
  const script = blocks('sh').find((code) => code.includes('TOKEN'))!;
  const { url, close } = await startServer({ store: new MemoryStore(), token, otpKey: randomBytes(32), port: 0, host: '127.0.0.1' });
  try {
    const group = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'On call' };
    await fetch(`${url}/Groups`, { method: 'POST', headers, body: JSON.stringify(group) });
    const { stdout } = await promisify(execFile)('bash', ['-euc', script], { env: { ...process.env, SCIM: url, TOKEN: token } });
    const [got, found, patched, added, deleted] = stdout.replace(/\}\{/g, '}\n{').replace(/\}(\d)/g, '}\n$1').trim().split('\n');
    expect(JSON.parse(got!)).toMatchObject({ userName: 'ada' });
    expect(JSON.parse(found!)).toMatchObject({ totalResults: 1, Resources: [{ userName: 'ada' }] });
    expect(JSON.parse(patched!)).toMatchObject({ userName: 'ada', active: false });
    expect([added, deleted]).toEqual(['204', '204']);
  } finally {
    await close();
  }
}, 30_000);

test('README.md: the first curl line gets the answer that is printed below it', async () => {
  const [create] = blocks('sh');
  const { url, close } = await startServer({ store: new MemoryStore(), token, otpKey: randomBytes(32), port: 0, host: '127.0.0.1' });
  try {
    const line = create!.replace('http://127.0.0.1:3000/scim/v2', url).replace('Bearer …', `Bearer ${token}`).replace('curl', 'curl -s');
    const { stdout } = await promisify(execFile)('bash', ['-euc', line]);
    const anonymous = (text: string): unknown =>
      JSON.parse(text.replace(/[0-9a-f]{8}-(?:[0-9a-f-]{27}|…)/g, 'ID').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME').replace(/127\.0\.0\.1:\d+/g, 'HOST'));
    expect(anonymous(stdout)).toEqual(anonymous(blocks('json')[0]!));
  } finally {
    await close();
  }
});

test('README.md: the profile of Soffid answers as printed', async () => {
  const script = blocks('sh').find((code) => code.includes('/soffid/'))!;
  const store = new MemoryStore();
  await loadSoffidDemo(store);
  const { soffidUrl, close } = await startServer({ store, token, otpKey: randomBytes(32), port: 0, host: '127.0.0.1' });
  try {
    const { origin } = new URL(soffidUrl);
    const line = script.replace('http://127.0.0.1:3000', origin).replace('curl', 'curl -s');
    const { stdout } = await promisify(execFile)('bash', ['-euc', line]);
    expect(JSON.parse(stdout.replaceAll(origin, 'http://127.0.0.1:3000'))).toEqual(JSON.parse(blocks('json')[1]!));
  } finally {
    await close();
  }
});

test('README.md: the server of the first screen has at most 12 lines, and every link leads to a file', () => {
  const server = blocks('ts')[0]!.split('\n').filter((line) => line.trim() !== '');
  expect(server.length).toBeLessThanOrEqual(12);
  const links = Array.from(readme.matchAll(/\]\((?!https?:)([^)#]+)/g), ([, path]) => path!);
  expect(links.length).toBeGreaterThan(10);
  for (const path of links) expect(() => readFileSync(join(__dirname, '../..', path.endsWith('/') ? `${path}0001-json-schema-with-a-vocabulary.md` : path))).not.toThrow();
});
