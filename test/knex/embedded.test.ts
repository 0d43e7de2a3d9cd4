import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { lockDataDirectory } from '../../src/knex/data-directory-lock';
import { openEmbeddedDatabase } from '../../src/knex/embedded';
import { User } from '../../src/schema/core/user';
import { byDefault, context, createGroup, createUser, migratedStore } from './fixture';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'scim-embedded-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const lockFile = (): string => join(directory, 'lock');

test('a directory that is in use cannot be locked again until it is given back', () => {
  const unlock = lockDataDirectory(lockFile());
  expect(() => lockDataDirectory(lockFile())).toThrow(`in use by process ${process.pid}`);
  unlock();
  lockDataDirectory(lockFile())();
});

test.each([
  ['of a process that has ended', JSON.stringify({ pid: 2 ** 22 + 1, started: 0 })],
  ['of an earlier process with the id of this one', JSON.stringify({ pid: process.pid, started: 1 })],
  ['that was not written to the end', '{"pid":'],
])('the lock %s is taken over', (_, content) => {
  writeFileSync(lockFile(), content);
  lockDataDirectory(lockFile())();
});

test('the lock of another running process is respected', () => {
  writeFileSync(lockFile(), JSON.stringify({ pid: process.ppid, started: 0 }));
  expect(() => lockDataDirectory(lockFile())).toThrow(/in use by process/);
});

test('an embedded database keeps resources in its directory, for its user only', async () => {
  const first = await openEmbeddedDatabase({ directory });
  const store = await migratedStore(first.knex);
  const id = await createUser(store, { userName: 'embedded' });
  const group = await store.transaction((inner) => createGroup(inner, 'Embedded', [id]), context);
  await expect(openEmbeddedDatabase({ directory })).rejects.toThrow(/in use by process/);
  await first.close();
  expect(statSync(directory).mode & 0o777).toBe(0o700);

  const second = await openEmbeddedDatabase({ directory });
  const read = await (await migratedStore(second.knex)).get({ type: User, id, projection: byDefault }, context);
  await second.close();
  expect(read?.attributes).toMatchObject({ userName: 'embedded', groups: [{ value: group }] });
}, 60_000);
