import { defineSchema } from '../../schema/define-schema';
import { recordAttributes } from './record-attributes';

/** The schema of the resource type GroupType. */
export const groupTypeSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.iga.api.GroupType',
  title: 'GroupType',
  description: 'Kind of group',
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', description: 'Unique name', uniqueness: 'server', aliases: ['code'] },
    description: { type: 'string', description: 'Text for people' },
    roleHolder: { type: 'boolean', description: 'Whether grants are made to groups of this kind', default: false },
    ...recordAttributes,
  },
});
