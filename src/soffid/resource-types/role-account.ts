import { defineResourceType } from '../../schema/define-resource-type';
import { roleAccountSchema } from '../schemas/role-account';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Roles that accounts were granted. */
export const RoleAccount = defineResourceType({
  name: 'RoleAccount',
  endpoint: '/RoleAccount',
  schema: roleAccountSchema,
  storageName: 'soffid.RoleAccount',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('RoleAccount')] },
  meta: metaWith(),
  uniqueTogether: [['accountName', 'accountSystem', 'roleName', 'system', 'domainValue.value']],
  derived: { bpmEnforced: { on: 'write', compute: (grants) => grants.map(({ bpmEnabled }) => bpmEnabled) } },
  accept: { domainValue: domainValueFromText },
  relations: {
    account: { type: 'Account', on: [{ here: 'accountId', there: 'id' }] },
    role: { type: 'Role', on: [{ here: 'roleId', there: 'id' }] },
    user: { type: 'User', on: [{ here: 'userName', there: 'userName' }] },
    group: { type: 'Group', on: [{ here: 'domainValue.value', there: 'name' }] },
    informationSystem: { type: 'Application', on: [{ here: 'domainValue.value', there: 'name' }] },
  },
  lookups: {
    roleDescription: { relation: 'role', attribute: 'description' },
    informationSystemName: { relation: 'role', attribute: 'informationSystemName' },
    roleCategory: { relation: 'role', attribute: 'category' },
    userCode: { relation: 'user', attribute: 'userName' },
    userFullName: { relation: 'user', attribute: 'fullName' },
    userGroupCode: { relation: 'user', attribute: 'primaryGroup' },
  },
});

/** Old clients send the value alone. */
function domainValueFromText(value: unknown): unknown {
  return typeof value === 'string' ? { value } : value;
}
