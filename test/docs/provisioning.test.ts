import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { catalogues } from '../../src/provisioning/texts/choose-texts';
import { formOf, tokenIn } from '../provisioning/support/open-provisioning';
import { blocksOf, linksOf, runPage } from './page';

test('docs/provisioning.md: its code runs, and gives an administrator a token that works', async () => {
  const { result } = await runPage<{ readonly app: RequestListener; readonly provisioning: { readonly flush: () => Promise<void> } }>(
    blocksOf('provisioning.md'),
    { environment: {}, result: '{ app, provisioning }' },
  );
  const server = createServer(result.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const enable = async (page: string): Promise<string | undefined> => {
    const headers = { 'X-Login': 'ada', Origin: origin };
    const form = formOf(await (await fetch(`${origin}${page}?edit`, { headers })).text(), 'save');
    const saved = await fetch(`${origin}${page}`, { method: 'POST', headers, body: new URLSearchParams({ ...form, enabled: 'on' }) });
    return tokenIn(await saved.text());
  };
  const status = async (path: string, token: string | undefined): Promise<number> => (await fetch(`${origin}${path}`, { headers: { Authorization: `Bearer ${token}` } })).status;
  try {
    const token = await enable('/users/authentication-settings/');
    const groups = (await (await fetch(`${origin}/scim/v2/Groups`, { headers: { Authorization: `Bearer ${token}` } })).json()) as { totalResults: number };
    expect(groups.totalResults).toBe(2);
    const ofTenant = await enable('/tenants/acme/settings/');
    expect([await status('/tenants/acme/scim/Users', ofTenant), await status('/tenants/globex/scim/Users', ofTenant)]).toEqual([200, 401]);
    expect((await fetch(`${origin}/tenants/globex/settings/`, { headers: { 'X-Login': 'ada' } })).status).toBe(403);
  } finally {
    await result.provisioning.flush();
    await new Promise((resolve) => server.close(resolve).closeAllConnections());
  }
});

test('docs/provisioning.md: its links lead to files, and it calls things as the page does', () => {
  expect(linksOf('provisioning.md').filter((file) => !existsSync(file))).toEqual([]);
  const text = readFileSync(join(__dirname, '../../docs/provisioning.md'), 'utf8');
  for (const name of [catalogues['en']?.enable, catalogues['en']?.edit]) expect(text).toContain(`*${name}*`);
});
