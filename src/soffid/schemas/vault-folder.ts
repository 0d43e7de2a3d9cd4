import { defineSchema } from '../../schema/define-schema';
import { accessLists } from './access-lists';

/** The schema of the resource type VaultFolder. */
export const vaultFolderSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.am.api.VaultFolder',
  title: 'VaultFolder',
  description: 'Folder of shared accounts',
  type: 'object',
  required: ['name', 'description'],
  properties: {
    name: { type: 'string', description: 'Name of the folder' },
    description: { type: 'string', description: 'Text for people' },
    personal: { type: 'boolean', description: 'Whether accounts in it are not shared', default: false },
    parentId: { type: 'integer', description: 'id of the folder it is in' },
    parentFolder: { type: 'string', description: 'Name of the folder it is in', mutability: 'readOnly' },
    accessLevel: {
      type: 'string',
      description: 'What the caller may do with it: O own, M manage, U use, N navigate, - nothing',
      mutability: 'readOnly',
      canonicalValues: ['O', 'M', 'U', 'N', '-'],
    },
    ...accessLists,
    navigateUsers: {
      type: 'array',
      description: 'Users who may see that it is there, by user name',
      shownWhenEmpty: true,
      items: { type: 'string' },
    },
    navigateGroups: {
      type: 'array',
      description: 'Groups whose members may see that it is there, by name',
      shownWhenEmpty: true,
      items: { type: 'string' },
    },
    navigateRoles: {
      type: 'array',
      description: 'Roles whose holders may see that it is there, as name@system',
      shownWhenEmpty: true,
      items: { type: 'string' },
    },
    pamPolicy: { type: 'string', description: 'Policy for privileged sessions' },
  },
});
