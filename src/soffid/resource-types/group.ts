import { defineResourceType } from '../../schema/define-resource-type';
import { groupSchema } from '../schemas/group';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Groups of users, one above the other. */
export const Group = defineResourceType({
  name: 'Group',
  endpoint: '/Group',
  schema: groupSchema,
  storageName: 'soffid.Group',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('Group')] },
  meta: metaWith({
    members: "User?filter=primaryGroup+eq+'{name}'+or+secondaryGroup.group.name+eq+'{name}'",
    administrators: "RoleAccount?filter=group.name+eq+'{name}'",
  }),
  relations: {
    parent: { type: 'Group', on: [{ here: 'parentGroup', there: 'name' }] },
    primaryGroupUsers: { type: 'User', on: [{ here: 'name', there: 'primaryGroup' }] },
    secondaryGroupUsers: { type: 'UserGroup', on: [{ here: 'name', there: 'group' }], where: 'disabled eq false' },
  },
});
