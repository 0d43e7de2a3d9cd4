import { defineResourceType } from '../../schema/define-resource-type';
import { vaultFolderSchema } from '../schemas/vault-folder';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Folders of shared accounts. */
export const VaultFolder = defineResourceType({
  name: 'VaultFolder',
  endpoint: '/VaultFolder',
  schema: vaultFolderSchema,
  storageName: 'soffid.VaultFolder',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('VaultFolder')] },
  meta: metaWith(),
  relations: {
    parent: { type: 'VaultFolder', on: [{ here: 'parentId', there: 'id' }] },
  },
  lookups: {
    parentFolder: { relation: 'parent', attribute: 'name' },
  },
});
