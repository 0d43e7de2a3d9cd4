import type { Behaviours } from '../behaviour';
import { federationBehaviours } from '../federation/federation-behaviours';
import { otpBehaviour } from '../otp/otp-behaviour';
import { accountBehaviour } from './account';
import type { BehaviourParts } from './behaviour-parts';
import { groupBehaviour } from './group';
import { issueBehaviour } from './issue';
import { processInstanceBehaviour } from './process-instance';
import { taskInstanceBehaviour } from './task-instance';
import { roleBehaviour } from './role';
import { roleAccountBehaviour } from './role-account';
import { userBehaviour } from './user';
import { userGroupBehaviour } from './user-group';

/** What the profile adds to the writes of each resource type. */
export function soffidBehaviours({ otp, history, passwordTerm, issueActor }: BehaviourParts): Behaviours {
  return {
    User: userBehaviour(passwordTerm),
    Group: groupBehaviour(history),
    UserGroup: userGroupBehaviour(history),
    Account: accountBehaviour(passwordTerm),
    Role: roleBehaviour,
    RoleAccount: roleAccountBehaviour(history),
    ProcessInstance: processInstanceBehaviour,
    TaskInstance: taskInstanceBehaviour,
    Issue: issueBehaviour(issueActor),
    OtpDevice: otpBehaviour(otp),
    ...federationBehaviours(otp?.box),
  };
}
