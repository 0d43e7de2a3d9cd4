import { defineResourceType } from '../../schema/define-resource-type';
import { defineSchema } from '../../schema/define-schema';
import { enterpriseUserSchema } from '../../schema/core/enterprise-user';
import { userSchema } from '../../schema/core/user-schema';

/**
 * The core schema of users (RFC 7643 §4.1) with one difference: `groups` can be written, because it is by the user that
 * access is assigned where /Groups cannot be.
 */
const directoryUserSchema = defineSchema({
  ...userSchema,
  properties: {
    ...userSchema.properties,
    groups: {
      type: 'array',
      description: 'Profiles and projects of the user',
      items: {
        type: 'object',
        properties: {
          value: { type: 'string', description: 'id of the group', caseExact: true },
          $ref: { type: 'string', description: 'URI of the group', referenceTypes: ['Group'] },
          display: { type: 'string', description: 'Name of the group', mutability: 'readOnly' },
        },
      },
    },
  },
});

/** Users whose groups are part of them: a POST, PUT or PATCH of the user says which they are. */
export const DirectoryUser = defineResourceType({
  name: 'User',
  endpoint: '/Users',
  storageName: 'provisioning.User',
  description: 'User account',
  schema: directoryUserSchema,
  extensions: [{ schema: enterpriseUserSchema }],
});
