import type { DerivedAttribute } from '../../schema/resource-type';
import { accessLevel } from './access-level';
import { listsBelong } from './lists-belong';
import { issueAccount } from './issue-account';
import { mailAlias } from './mail-alias';
import { mailListUsers } from './mail-list-users';

/** Attributes that are computed from other resources whenever a resource is read, by resource type and name. */
export function computedAttributes(now: () => Date): Readonly<Record<string, Readonly<Record<string, DerivedAttribute>> | undefined>> {
  const levels = [['O', 'owner'], ['M', 'manager'], ['U', 'granted']] as const;
  const accountLevel = accessLevel(levels, now);
  return {
    User: { mailAlias },
    MailList: { explodedUsersList: mailListUsers(now), listsBelong },
    Account: { accessLevel: accountLevel },
    Issue: { account: issueAccount(accountLevel) },
    VaultFolder: { accessLevel: accessLevel([...levels, ['N', 'navigate']], now) },
  };
}
