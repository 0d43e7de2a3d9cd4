import { defineSchema } from '../../schema/define-schema';

/** The schema of the resource type EntityGroup. */
export const entityGroupSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.addons.federation.common.EntityGroup',
  title: 'EntityGroup',
  description: 'Group of federation members',
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', description: 'Name of the group of federation members', uniqueness: 'server' },
    metadataUrl: { type: 'string', description: 'Where the metadata of the members is published' },
    members: {
      type: 'array',
      description: 'Members of the group',
      mutability: 'readOnly',
      returned: 'request',
      items: {
        type: 'object',
        additionalProperties: true,
        properties: {
          publicId: { type: 'string', description: 'Name of the member in the federation' },
          name: { type: 'string', description: 'Name of the member, for people' },
        },
      },
    },
  },
});
