import { defineResourceType } from '../../schema/define-resource-type';
import { defineSchema } from '../../schema/define-schema';
import { groupSchema } from '../../schema/core/group';

/** The core schema of groups (RFC 7643 §4.2); members are shown, and come with the users. */
const directoryGroupSchema = defineSchema({
  ...groupSchema,
  properties: {
    ...groupSchema.properties,
    members: {
      type: 'array',
      description: 'Users with this profile or project; changed only through User',
      mutability: 'readOnly',
      items: {
        type: 'object',
        properties: {
          value: { type: 'string', description: 'id of the member', caseExact: true },
          $ref: { type: 'string', description: 'URI of the member', referenceTypes: ['User'] },
          type: { type: 'string', description: 'Resource type of the member', canonicalValues: ['User'] },
          display: { type: 'string', description: 'Display name of the member' },
        },
      },
    },
  },
});

/** What a group stands for in the application. */
export const groupKindSchema = defineSchema({
  $id: 'urn:scim-router:params:scim:schemas:extension:provisioning:2.0:Group',
  title: 'GroupKind',
  description: 'What a group stands for in the application',
  type: 'object',
  properties: {
    kind: { type: 'string', description: 'A profile, or the access to a project', enum: ['profile', 'project'], indexed: true },
  },
});

/** Profiles and projects of the application, as groups that cannot be written. */
export const DirectoryGroup = defineResourceType({
  name: 'Group',
  endpoint: '/Groups',
  storageName: 'provisioning.Group',
  description: 'Profile, or access to a project',
  schema: directoryGroupSchema,
  extensions: [{ schema: groupKindSchema }],
  inverse: { members: { type: 'User', attribute: 'groups' } },
});
