import type { Behaviours } from '../behaviour';
import { federationBehaviours } from '../federation/federation-behaviours';
import { otpBehaviour } from '../otp/otp-behaviour';
import { accountBehaviour } from './account';
import { applicationBehaviour } from './application';
import type { BehaviourParts } from './behaviour-parts';
import { groupBehaviour } from './group';
import { hostBehaviour } from './host';
import { issueBehaviour } from './issue';
import { mailListBehaviour } from './mail-list';
import { processInstanceBehaviour } from './process-instance';
import { roleBehaviour } from './role';
import { roleAccountBehaviour } from './role-account';
import { systemBehaviour } from './system';
import { taskInstanceBehaviour } from './task-instance';
import { userBehaviour } from './user';
import { userGroupBehaviour } from './user-group';
import { vaultFolderBehaviour } from './vault-folder';

/** What the profile adds to the writes of each resource type. */
export function soffidBehaviours({ otp, history, passwordTerm, issueActor }: BehaviourParts): Behaviours {
  return {
    User: userBehaviour(passwordTerm),
    Group: groupBehaviour(history),
    UserGroup: userGroupBehaviour(history),
    Account: accountBehaviour(passwordTerm),
    Application: applicationBehaviour,
    Role: roleBehaviour,
    RoleAccount: roleAccountBehaviour(history),
    ProcessInstance: processInstanceBehaviour,
    TaskInstance: taskInstanceBehaviour,
    Issue: issueBehaviour(issueActor),
    Host: hostBehaviour,
    MailList: mailListBehaviour,
    VaultFolder: vaultFolderBehaviour,
    System: systemBehaviour,
    OtpDevice: otpBehaviour(otp),
    ...federationBehaviours(otp?.box),
  };
}
