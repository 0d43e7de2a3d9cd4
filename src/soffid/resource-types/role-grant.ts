import { defineResourceType } from '../../schema/define-resource-type';
import { roleGrantSchema } from '../schemas/role-grant';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Roles that come with other roles or with groups. They are written through `Role`. */
export const RoleGrant = defineResourceType({
  name: 'RoleGrant',
  endpoint: '/RoleGrant',
  schema: roleGrantSchema,
  storageName: 'soffid.RoleGrant',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('RoleGrant')] },
  meta: metaWith(),
  relations: {
    role: { type: 'Role', on: [{ here: 'roleId', there: 'id' }] },
    owner: { type: 'Role', on: [{ here: 'ownerRole', there: 'id' }] },
    group: { type: 'Group', on: [{ here: 'ownerGroup', there: 'name' }] },
  },
  lookups: {
    roleName: { relation: 'role', attribute: 'name' },
    roleDescription: { relation: 'role', attribute: 'description' },
    system: { relation: 'role', attribute: 'system' },
    informationSystem: { relation: 'role', attribute: 'informationSystemName' },
    ownerRoleName: { relation: 'owner', attribute: 'name' },
    ownerRoleDescription: { relation: 'owner', attribute: 'description' },
    ownerSystem: { relation: 'owner', attribute: 'system' },
    ownerInformationSystem: { relation: 'owner', attribute: 'informationSystemName' },
  },
});
