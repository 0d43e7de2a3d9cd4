import type { Filter } from '../../filter/ast';
import { allAttributes, noAttributes } from '../../resource/create-projection';
import type { StoredResource } from '../../resource/stored-resource';
import type { Directory } from '../directory';
import { pathNamed } from '../directory';
import { Issue } from '../resource-types/issue';

/**
 * The number of a new issue: one more than the highest. Whoever reports issues at the same time waits at the newest one
 * until this one is there; only the first two of all could get the same number.
 */
export async function nextNumber(directory: Directory): Promise<number> {
  await holdNewest(directory);
  const highest = await last(directory, 'number', { kind: 'present', path: pathNamed(Issue, 'number') });
  return Number(highest?.attributes['number'] ?? 0) + 1;
}

async function holdNewest(directory: Directory): Promise<void> {
  const { store, context } = directory;
  let held: string | undefined;
  for (;;) {
    const newest = await last(directory, 'id');
    if (newest === undefined || newest.id === held) return;
    await store.get({ type: Issue, id: newest.id, projection: noAttributes, forUpdate: true }, context);
    held = newest.id;
  }
}

async function last({ store, context }: Directory, path: string, filter?: Filter): Promise<StoredResource | undefined> {
  const sort = { path: pathNamed(Issue, path), order: 'descending' as const };
  const page = { startIndex: 1, count: 1 };
  const { resources } = await store.query({ type: Issue, sort, page, projection: allAttributes, ...(filter && { filter }) }, context);
  return resources[0];
}
