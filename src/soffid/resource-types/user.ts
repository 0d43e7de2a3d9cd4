import { defineResourceType } from '../../schema/define-resource-type';
import { userSchema } from '../schemas/user';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Users of the Soffid profile, known by their userName to everything that refers to them. */
export const User = defineResourceType({
  name: 'User',
  endpoint: '/User',
  schema: userSchema,
  storageName: 'soffid.User',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('User')] },
  meta: metaWith({
    accounts: "Account?filter=type+eq+U+and+users.user.userName+eq+'{userName}'",
    roleAccounts: "RoleAccount?filter=userCode+eq+'{userName}'+and+enabled+eq+true",
    groupUsers: "GroupUser?filter=user+eq+'{userName}'+and+disabled+eq+false",
    issues: "Issue?filter=user.userName+eq+'{userName}'",
    effectiveGrants: 'User/{id}/effectiveGrants',
  }),
  accept: { password: passwordsFromText },
  relations: {
    'accounts.account': { type: 'Account', on: [{ here: 'userName', there: 'ownerUsers' }], where: 'type eq "U"' },
    'accountAccess.account': {
      type: 'Account',
      on: [{ here: 'userName', there: ['ownerUsers', 'managerUsers', 'grantedUsers'] }],
    },
    secondaryGroup: { type: 'UserGroup', on: [{ here: 'userName', there: 'user' }], where: 'disabled eq false' },
    secondaryGroups: { type: 'UserGroup', on: [{ here: 'userName', there: 'user' }], where: 'disabled eq false' },
    primaryGroup: { type: 'Group', on: [{ here: 'primaryGroup', there: 'name' }] },
  },
  lookups: {
    primaryGroupDescription: { relation: 'primaryGroup', attribute: 'description' },
  },
});

/** Some clients send the text alone: a password of the default domain that has to be changed at the next login. */
function passwordsFromText(value: unknown): unknown {
  return typeof value === 'string' ? [{ value }] : value;
}
