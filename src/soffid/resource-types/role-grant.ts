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
});
