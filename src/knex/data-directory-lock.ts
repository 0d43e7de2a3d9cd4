import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';

/** Who holds a data directory. */
interface Holder {
  readonly pid: number;
  /** When that process started; tells apart two processes that had the same id, as the first in a container has. */
  readonly started: number;
}

/**
 * Takes the lock of a data directory, because PGlite has none and two processes would destroy each other's writes.
 * The lock of a process that has ended is taken over.
 *
 * @returns what gives the lock back.
 * @throws Error when a running process holds it.
 */
export function lockDataDirectory(path: string): () => void {
  const self: Holder = { pid: process.pid, started: Math.round(performance.timeOrigin) };
  if (!writeNew(path, self)) {
    const holder = readHolder(path);
    if (holder !== undefined && isRunning(holder, self)) {
      throw new Error(
        `the database is in use by process ${holder.pid}; stop it, or remove ${path} if it is no longer running`,
      );
    }
    rmSync(path, { force: true });
    if (!writeNew(path, self))
      throw new Error(`the database was opened by another process at the same moment (${path})`);
  }
  return () => rmSync(path, { force: true });
}

/** False when there is a lock already. */
function writeNew(path: string, holder: Holder): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, JSON.stringify(holder));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EEXIST') return false;
    throw error;
  }
}

/** `undefined` for a lock that was never finished: its process ended while it wrote. */
function readHolder(path: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder> | null;
    if (typeof holder?.pid !== 'number' || typeof holder.started !== 'number') return undefined;
    return { pid: holder.pid, started: holder.started };
  } catch {
    return undefined;
  }
}

function isRunning(holder: Holder, self: Holder): boolean {
  if (holder.pid === self.pid) return holder.started === self.started;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM';
  }
}
