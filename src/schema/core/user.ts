import { defineResourceType } from '../define-resource-type';
import { enterpriseUserSchema } from './enterprise-user';
import { userSchema } from './user-schema';

export { userSchema };

/** Users at `/Users` with the enterprise extension (RFC 7643 §4.1, §4.3). `groups` mirrors `Group.members`. */
export const User = defineResourceType({
  name: 'User',
  endpoint: '/Users',
  description: 'User account',
  schema: userSchema,
  extensions: [{ schema: enterpriseUserSchema }],
  inverse: { groups: { type: 'Group', attribute: 'members' } },
});
