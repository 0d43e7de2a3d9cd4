import { defineSchema } from '../../schema/define-schema';
import { customAttributes } from './custom-attributes';

/** The schema of the resource type Group. */
export const groupSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.api.Group',
  title: 'Group',
  description: 'Unit of the organization, or any other group of users',
  type: 'object',
  required: ['name', 'description'],
  properties: {
    name: { type: 'string', description: 'Unique name', uniqueness: 'server' },
    description: { type: 'string', description: 'What the group is, for people' },
    parentGroup: { type: 'string', description: 'Name of the group above; none for the root' },
    type: { type: 'string', description: 'Kind of group, the name of a GroupType' },
    quota: { type: 'string', description: 'Disk quota', default: '0' },
    organizational: {
      type: 'boolean',
      description: 'Whether the group is a unit of the organization',
      default: false,
    },
    obsolete: { type: 'boolean', description: 'Whether the group is no longer in use', default: false },
    driveLetter: { type: 'string', description: 'Letter of the shared drive' },
    driveServerName: { type: 'string', description: 'Host of the shared drive' },
    section: { type: 'string', description: 'Section of the budget' },
    startDate: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the group came into use',
      mutability: 'readOnly',
    },
    endDate: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the group went out of use',
      mutability: 'readOnly',
    },
    attributes: customAttributes,
  },
});
