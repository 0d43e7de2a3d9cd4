import { defineResourceType } from '../../schema/define-resource-type';
import { userGroupSchema } from '../schemas/user-group';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Memberships of users in groups beside their primary group. */
export const UserGroup = defineResourceType({
  name: 'UserGroup',
  endpoint: '/UserGroup',
  schema: userGroupSchema,
  storageName: 'soffid.UserGroup',
  identifiers: 'integer',
  aliases: {
    names: ['GroupUser'],
    endpoints: ['/GroupUser'],
    schemas: [urnsEndingWith('UserGroup', 'GroupUser')],
  },
  meta: metaWith(),
});
