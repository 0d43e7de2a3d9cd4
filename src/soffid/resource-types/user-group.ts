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
  uniqueTogether: [['user', 'group', 'end']],
  relations: {
    user: { type: 'User', on: [{ here: 'user', there: 'userName' }] },
    group: { type: 'Group', on: [{ here: 'group', there: 'name' }] },
  },
  lookups: {
    userId: { relation: 'user', attribute: 'id' },
    groupId: { relation: 'group', attribute: 'id' },
    fullName: { relation: 'user', attribute: 'fullName' },
    groupDescription: { relation: 'group', attribute: 'description' },
  },
});
