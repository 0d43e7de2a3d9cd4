import { defineResourceType } from '../../schema/define-resource-type';
import { isPlainObject } from '../../schema/is-plain-object';
import { accountSchema } from '../schemas/account';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Accounts of users on systems. */
export const Account = defineResourceType({
  name: 'Account',
  endpoint: '/Account',
  schema: accountSchema,
  storageName: 'soffid.Account',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('Account')] },
  meta: metaWith({
    users: 'User?filter=accountAccess.account.id+eq+{id}+or+accounts.account.id+eq+{id}',
    roleAccounts: 'RoleAccount?filter=account.id+eq+{id}+and+enabled+eq+true',
    briefAudit: "Audit?filter=searchIndex+eq+'ACC%23{id}'",
  }),
  uniqueTogether: [['name', 'system']],
  accept: { type: typeFromObject, password: passwordFromText },
  relations: {
    'users.user': { type: 'User', on: [{ here: 'ownerUsers', there: 'userName' }] },
  },
});

/** Old clients send `{ "value": "U" }`. */
function typeFromObject(value: unknown): unknown {
  return isPlainObject(value) && Object.hasOwn(value, 'value') ? value['value'] : value;
}

/** Some clients send the text alone: a password that has to be changed at the next login. */
function passwordFromText(value: unknown): unknown {
  return typeof value === 'string' ? { value } : value;
}
