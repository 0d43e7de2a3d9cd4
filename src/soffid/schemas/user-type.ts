import { defineSchema } from '../../schema/define-schema';
import { recordAttributes } from './record-attributes';

/** The schema of the resource type UserType. */
export const userTypeSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.iga.api.UserType',
  title: 'UserType',
  description: 'Kind of user',
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', description: 'Short unique name', uniqueness: 'server', aliases: ['code'] },
    description: { type: 'string', description: 'Text for people' },
    managed: { type: 'boolean', description: 'Whether Soffid manages the accounts of such users', default: true },
    unmanaged: {
      type: 'boolean',
      description: 'The opposite of managed, as older clients read it',
      mutability: 'readOnly',
    },
    ...recordAttributes,
  },
});
