import type { DerivedInput } from '../../hooks/derived-input';
import { defineResourceType } from '../../schema/define-resource-type';
import { isPlainObject } from '../../schema/is-plain-object';
import { Directory } from '../directory';
import { roleAccountSchema } from '../schemas/role-account';
import { Group } from './group';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';
import { User } from './user';

/** Roles that accounts were granted. */
export const RoleAccount = defineResourceType({
  name: 'RoleAccount',
  endpoint: '/RoleAccount',
  schema: roleAccountSchema,
  storageName: 'soffid.RoleAccount',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('RoleAccount')] },
  meta: metaWith(),
  uniqueTogether: [['accountName', 'accountSystem', 'roleName', 'system', 'domainValue', 'revoked']],
  derived: {
    bpmEnforced: { on: 'write', compute: (grants) => grants.map(({ bpmEnabled }) => bpmEnabled) },
    groupDescription: { on: 'read', compute: (_, input: DerivedInput) => groupDescriptions(input) },
  },
  accept: { domainValue: valueOfDomainValue },
  relations: {
    account: { type: 'Account', on: [{ here: 'accountId', there: 'id' }] },
    role: { type: 'Role', on: [{ here: 'roleId', there: 'id' }] },
    user: { type: 'User', on: [{ here: 'userName', there: 'userName' }] },
    group: { type: 'Group', on: [{ here: 'group', there: 'name' }] },
    informationSystem: { type: 'Application', on: [{ here: 'informationSystem', there: 'name' }] },
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

/** Some clients send the DomainValue that it is. */
function valueOfDomainValue(domainValue: unknown): unknown {
  return isPlainObject(domainValue) && Object.hasOwn(domainValue, 'value') ? domainValue['value'] : domainValue;
}

/** Descriptions of the main groups of those whom the grants are to: two queries for a page. */
async function groupDescriptions({ resources, store, context }: DerivedInput): Promise<readonly unknown[]> {
  const directory = new Directory(store, context);
  const owners = resources.map(({ attributes: { userName } }) => (typeof userName === 'string' ? userName : undefined));
  const users = await directory.find(User, 'userName', owners);
  const groupOf = new Map(users.map(({ attributes: { userName, primaryGroup } }) => [userName, String(primaryGroup)]));
  const groups = await directory.find(Group, 'name', groupOf.values());
  const descriptions = new Map(groups.map(({ attributes: { name, description } }) => [name, description]));
  return owners.map((owner) => descriptions.get(groupOf.get(owner)));
}
