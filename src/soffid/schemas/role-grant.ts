import { defineSchema } from '../../schema/define-schema';
import { roleGrantAttributes } from './role-grant-attributes';

/** The schema of the resource type RoleGrant. */
export const roleGrantSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.api.RoleGrant',
  title: 'RoleGrant',
  description: 'Grant of a role to the holders of another role or to the members of a group',
  type: 'object',
  properties: {
    ...roleGrantAttributes,
    roleName: { type: 'string', description: 'Name of the role that is granted', mutability: 'readOnly' },
    system: { type: 'string', description: 'System of the role that is granted', mutability: 'readOnly' },
    ownerRoleName: {
      type: 'string',
      description: 'Name of the role whose holders get the role',
      mutability: 'readOnly',
    },
    ownerSystem: {
      type: 'string',
      description: 'System of the role or of the account that holds the role',
      mutability: 'readOnly',
    },
  },
});
