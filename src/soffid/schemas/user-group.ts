import { defineSchema } from '../../schema/define-schema';
import { customAttributes } from './custom-attributes';
import { recordAttributes } from './record-attributes';

/** The schema of the resource type UserGroup. */
export const userGroupSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.iga.api.UserGroup',
  title: 'UserGroup',
  description: 'Membership of a user in a group',
  type: 'object',
  required: ['user', 'group'],
  properties: {
    user: { type: 'string', description: 'User name of the member' },
    group: { type: 'string', description: 'Name of the group' },
    userId: { type: 'integer', description: 'id of the member', mutability: 'readOnly' },
    groupId: { type: 'integer', description: 'id of the group', mutability: 'readOnly' },
    fullName: { type: 'string', description: 'Full name of the member', mutability: 'readOnly' },
    groupDescription: { type: 'string', description: 'Description of the group', mutability: 'readOnly' },
    primaryGroup: { type: 'boolean', description: 'Whether the group is the main group of the user', default: false },
    disabled: { type: 'boolean', description: 'Whether the membership has ended', default: false },
    start: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the membership began',
      mutability: 'readOnly',
    },
    end: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the membership ended',
      mutability: 'readOnly',
    },
    info: { type: 'string', description: 'Remarks' },
    attributes: customAttributes,
    ...recordAttributes,
  },
});
