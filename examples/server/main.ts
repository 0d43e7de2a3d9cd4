import { provisionCompany } from './demo-data';
import type { Post } from './demo-data';
import { explain } from './explain';
import { openStore } from './open-store';
import { startServer } from './server';
import { readSettings } from './settings';
import type { Settings } from './settings';

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const { store, description, close: closeStore } = await openStore(settings);
  const { url, close: closeServer } = await startServer({ store, ...settings }).catch(async (error: unknown) => {
    await closeStore();
    throw error;
  });
  if (settings.demoData) await provisionUnlessFilled(url, settings.token);
  announce({ url, description, settings });

  const stop = async (): Promise<void> => {
    await closeServer();
    await closeStore();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void stop().catch(fail));
  }
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

function announce({ url, description, settings }: { url: string; description: string; settings: Settings }): void {
  console.log(`SCIM 2.0 service root   ${url}`);
  console.log(`Database                ${description}`);
  console.log(`Bearer token            ${settings.token}${settings.isTokenGenerated ? '   (new at every start; SCIM_TOKEN sets it)' : ''}`);
  console.log('\nTry it:\n');
  console.log(`  curl -H 'Authorization: Bearer ${settings.token}' '${url}/Users?count=2'\n`);
}

function fail(error: unknown): void {
  console.error(explain(error));
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  fail(error);
  process.exit();
});
