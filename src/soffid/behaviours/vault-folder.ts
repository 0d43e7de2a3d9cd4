import { ConflictError, InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import type { StoredResource } from '../../resource/stored-resource';
import type { Behaviour, Saving } from '../behaviour';
import type { Directory } from '../directory';
import { equals } from '../directory';
import { Account } from '../resource-types/account';
import { VaultFolder } from '../resource-types/vault-folder';

/**
 * Folders of accounts (seed 001, VaultFolder) are a tree; one in another is as personal as that one. A folder is not
 * deleted while there is anything in it.
 */
export const vaultFolderBehaviour: Behaviour = {
  async saving(change, { directory }) {
    const parent = await parentOf(change, directory);
    return parent === undefined ? change.attributes : { ...change.attributes, personal: parent.attributes['personal'] === true };
  },
  async deleting({ id }, { directory }) {
    const folders = await directory.count(VaultFolder, equals(VaultFolder, 'parentId', Number(id)));
    const accounts = await directory.count(Account, equals(Account, 'vaultFolderId', Number(id)));
    if (folders + accounts > 0) throw new ConflictError(detail`There are ${folders} folders and ${accounts} accounts in the folder`);
    return undefined;
  },
};

async function parentOf(change: Saving, directory: Directory): Promise<StoredResource | undefined> {
  const { parentId } = change.attributes;
  if (typeof parentId !== 'number') return undefined;
  const parent = await directory.get(VaultFolder, String(parentId));
  if (parent === undefined) throw new InvalidValueError(detail`parentId names the ${VaultFolder.name} "${parentId}", which does not exist`);
  if (change.operation !== 'create') await assertNotBelow(parent, change.id, directory);
  return parent;
}

async function assertNotBelow(parent: StoredResource, id: string, directory: Directory): Promise<void> {
  const passed = new Set<string>();
  for (let folder: StoredResource | undefined = parent; folder !== undefined && !passed.has(folder.id); ) {
    if (folder.id === id) throw new InvalidValueError(detail`parentId must not be the folder itself or one in it`);
    passed.add(folder.id);
    const parentId: unknown = folder.attributes['parentId'];
    folder = typeof parentId === 'number' ? await directory.get(VaultFolder, String(parentId)) : undefined;
  }
}
