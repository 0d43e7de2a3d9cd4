import { defineResourceType } from '../../schema/define-resource-type';
import type { ResourceType } from '../../schema/resource-type';
import { grantAttributes } from '../grants/shown-grants';
import { roleSchema } from '../schemas/role';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Roles of systems. */
export const Role = defineResourceType({
  name: 'Role',
  endpoint: '/Role',
  schema: roleSchema,
  storageName: 'soffid.Role',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('Role')] },
  meta: metaWith(),
  uniqueTogether: [['name', 'system']],
  accept: { domain: domainFromName },
  derived: grantAttributes((): ResourceType => Role),
  relations: {
    ownerRoles: {
      type: 'RoleGrant',
      on: [{ here: 'id', there: 'roleId' }],
      where: 'ownerRole pr',
      names: { name: 'ownerRoleName' },
    },
    ownedRoles: { type: 'RoleGrant', on: [{ here: 'id', there: 'ownerRole' }], names: { name: 'roleName' } },
    granteeGroups: {
      type: 'RoleGrant',
      on: [{ here: 'id', there: 'roleId' }],
      where: 'ownerGroup pr',
      names: { name: 'ownerGroup' },
    },
    ownerGroups: {
      type: 'RoleGrant',
      on: [{ here: 'id', there: 'roleId' }],
      where: 'ownerGroup pr',
      names: { name: 'ownerGroup' },
    },
  },
});

/** Old clients send the name alone. */
function domainFromName(value: unknown): unknown {
  return typeof value === 'string' ? { name: value } : value;
}
