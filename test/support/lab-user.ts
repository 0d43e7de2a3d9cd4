import { Group, defineResourceType, enterpriseUserSchema, importSchema, userSchema } from 'scim-router';

import filters from '../vectors/filters.json';

/** A User with the enterprise extension and the one that the vectors bring. */
export const LabUser = defineResourceType({
  name: 'User',
  endpoint: '/Users',
  schema: userSchema,
  extensions: [{ schema: enterpriseUserSchema }, { schema: importSchema(filters.extensionSchema) }],
  inverse: { groups: { type: 'Group', attribute: 'members' } },
});

export { Group };
