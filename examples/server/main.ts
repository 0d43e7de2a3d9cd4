import type { KnexStore } from 'scim-router/knex';

import { provisionCompany } from './demo-data';
import type { Post } from './demo-data';
import { explain } from './explain';
import { openStore } from './open-store';
import { otpKey } from './otp-key';
import { administratorName, loadGroups } from './provisioning';
import { startServer } from './server';
import type { RunningServer } from './server';
import { readSettings } from './settings';
import type { Settings } from './settings';
import { loadSoffidDemo, soffidAdministrator } from './soffid';

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const { store, description, close: closeStore } = await openStore(settings);
  const server = await serve(store, settings).catch(async (error: unknown) => {
    await closeStore();
    throw error;
  });
  announce({ server, description, settings });

  const stop = async (): Promise<void> => {
    await server.close();
    await closeStore();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void stop().catch(fail));
  }
}

async function serve(store: KnexStore, settings: Settings): Promise<RunningServer> {
  if (settings.demoData) {
    await loadSoffidDemo(store);
    await loadGroups(store);
  }
  const server = await startServer({ store, otpKey: otpKey(settings.dataDirectory), ...settings });
  if (settings.demoData) await provisionUnlessFilled(server.url, settings.token);
  return server;
}

async function provisionUnlessFilled(url: string, token: string): Promise<void> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' };
  const list = (await (await fetch(`${url}/Users?count=0`, { headers })).json()) as { totalResults: number };
  if (list.totalResults > 0) return;
  const post: Post = async (endpoint, body) => {
    const response = await fetch(`${url}${endpoint}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const answer = (await response.json()) as { id: string; detail?: string };
    if (!response.ok) throw new Error(`The demo data was refused: ${answer.detail}`);
    return answer.id;
  };
  await provisionCompany(post);
}

function announce({ server: { url, soffidUrl, settingsUrl, explorerUrl }, description, settings }: { server: RunningServer; description: string; settings: Settings }): void {
  const { token, isTokenGenerated, demoData, administratorPassword } = settings;
  const { userName, password } = soffidAdministrator;
  console.log(`SCIM 2.0 service root   ${url}`);
  console.log(`Bearer token            ${token}${isTokenGenerated ? '   (new at every start; SCIM_TOKEN sets it)' : ''}`);
  console.log(`Soffid profile          ${soffidUrl}`);
  if (demoData) console.log(`Soffid user             ${userName}, password ${password}`);
  console.log(`API explorer            ${explorerUrl}`);
  console.log(`Authentication settings ${settingsUrl}`);
  console.log(`Administrator           ${administratorName}, password ${administratorPassword}`);
  console.log(`All of it               ${new URL('/', url).href}`);
  console.log(`Database                ${description}`);
  console.log('\nTry it:\n');
  console.log(`  curl -H 'Authorization: Bearer ${token}' '${url}/Users?count=2'`);
  if (demoData) console.log(`  curl -u ${userName}:${password} '${soffidUrl}/User?count=2'`);
  console.log();
}

function fail(error: unknown): void {
  console.error(explain(error));
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  fail(error);
  process.exit();
});
