import type { ResourceType } from '../../schema/resource-type';
import { Account } from '../resource-types/account';
import { Application } from '../resource-types/application';
import { DomainValue } from '../resource-types/domain-value';
import { FederationMember } from '../resource-types/federation-member';
import { Group } from '../resource-types/group';
import { GroupType } from '../resource-types/group-type';
import { Host } from '../resource-types/host';
import { Issue } from '../resource-types/issue';
import { MailDomain } from '../resource-types/mail-domain';
import { MailList } from '../resource-types/mail-list';
import { Network } from '../resource-types/network';
import { OtpDevice } from '../resource-types/otp-device';
import { Role } from '../resource-types/role';
import { RoleAccount } from '../resource-types/role-account';
import { RoleGrant } from '../resource-types/role-grant';
import { System } from '../resource-types/system';
import { TaskInstance } from '../resource-types/task-instance';
import { User } from '../resource-types/user';
import { UserGroup } from '../resource-types/user-group';
import { UserType } from '../resource-types/user-type';
import { VaultFolder } from '../resource-types/vault-folder';
import type { NamedById, Reference } from './reference';

/** Old data has the text "null" where a host is missing (seed 001, User). */
const noHost = ['null'];

/** Everything by which one resource names another: what is checked on writing, and what follows a rename or a delete. */
export const references: readonly Reference[] = Object.freeze([
  { from: User, path: 'userType', to: UserType, whenDeleted: 'refuse' },
  { from: User, path: 'primaryGroup', to: Group, whenDeleted: 'keep' },
  { from: User, path: 'homeServer', to: Host, whenDeleted: 'clear', accepted: noHost },
  { from: User, path: 'profileServer', to: Host, whenDeleted: 'clear', accepted: noHost },
  { from: User, path: 'mailServer', to: Host, whenDeleted: 'clear', accepted: noHost },
  { from: User, path: 'mailDomain', to: MailDomain, whenDeleted: 'refuse' },
  { from: Group, path: 'parentGroup', to: Group, whenDeleted: 'keep' },
  { from: Group, path: 'type', to: GroupType, whenDeleted: 'refuse' },
  { from: Group, path: 'driveServerName', to: Host, whenDeleted: 'clear' },
  { from: UserGroup, path: 'user', to: User, whenDeleted: 'keep' },
  { from: UserGroup, path: 'group', to: Group, whenDeleted: 'keep' },
  { from: Account, path: 'system', to: System, whenDeleted: 'refuse' },
  { from: Account, path: 'passwordPolicy', to: UserType, whenDeleted: 'refuse' },
  { from: Account, path: 'lockedBy', to: User, whenDeleted: 'clear' },
  ...accessReferences(Account, ['owner', 'manager', 'granted']),
  ...accessReferences(VaultFolder, ['owner', 'manager', 'granted', 'navigate']),
  { from: Application, path: 'parent', to: Application, whenDeleted: 'refuse' },
  { from: Application, path: 'owner', to: User, whenDeleted: 'clear' },
  { from: Role, path: 'system', to: System, whenDeleted: 'refuse' },
  { from: Role, path: 'informationSystemName', to: Application, whenDeleted: 'refuse' },
  { from: RoleAccount, path: 'userName', to: User, whenDeleted: 'clear' },
  { from: RoleAccount, path: 'accountSystem', to: System, whenDeleted: 'keep' },
  { from: RoleAccount, path: 'system', to: System, whenDeleted: 'keep' },
  { from: RoleAccount, path: 'holderGroup', to: Group, whenDeleted: 'clear' },
  { from: RoleGrant, path: 'ownerGroup', to: Group, whenDeleted: 'keep' },
  { from: RoleGrant, path: 'holderGroup', to: Group, whenDeleted: 'clear' },
  { from: Host, path: 'networkCode', to: Network, whenDeleted: 'refuse' },
  { from: MailList, path: 'domainName', to: MailDomain, whenDeleted: 'refuse' },
  { from: MailList, path: 'usersList', to: User, whenDeleted: 'clear' },
  { from: MailList, path: 'groupMembers', to: Group, whenDeleted: 'clear' },
  { from: MailList, path: 'roleMembers', to: Role, form: 'qualified', whenDeleted: 'clear' },
  { from: MailList, path: 'lists', to: MailList, form: 'qualified', whenDeleted: 'clear' },
  { from: DomainValue, path: 'externalCodeDomain', to: Application, whenDeleted: 'keep' },
  { from: System, path: 'userTypes', to: UserType, form: 'listed', whenDeleted: 'clear' },
  { from: System, path: 'groups', to: Group, form: 'listed', whenDeleted: 'clear' },
  { from: TaskInstance, path: 'actorId', to: User, whenDeleted: 'clear' },
  { from: Issue, path: 'users.userName', to: User, whenDeleted: 'keep' },
  { from: Issue, path: 'system', to: System, whenDeleted: 'clear' },
  { from: OtpDevice, path: 'user', to: User, whenDeleted: 'keep' },
  { from: FederationMember, path: 'roles', to: Role, form: 'qualified', whenDeleted: 'clear' },
  { from: FederationMember, path: 'userTypeToRegister', to: UserType, whenDeleted: 'refuse' },
  { from: FederationMember, path: 'groupToRegister', to: Group, whenDeleted: 'refuse' },
  { from: FederationMember, path: 'system', to: System, whenDeleted: 'clear' },
]);

/** Resources that are referred to by id, and whose names are shown beside it. */
export const namedById: readonly NamedById[] = Object.freeze([
  { from: RoleAccount, id: 'accountId', to: Account, copies: { name: 'accountName', system: 'accountSystem' } },
  { from: RoleAccount, id: 'roleId', to: Role, copies: { name: 'roleName', system: 'system' } },
  { from: Account, id: 'vaultFolderId', to: VaultFolder, copies: { name: 'vaultFolder' } },
]);

function accessReferences(from: ResourceType, levels: readonly string[]): readonly Reference[] {
  return levels.flatMap((level): readonly Reference[] => [
    { from, path: `${level}Users`, to: User, whenDeleted: 'clear' },
    { from, path: `${level}Groups`, to: Group, whenDeleted: 'clear' },
    { from, path: `${level}Roles`, to: Role, form: 'qualified', whenDeleted: 'clear' },
  ]);
}
