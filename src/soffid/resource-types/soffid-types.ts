import type { ResourceType } from '../../schema/resource-type';
import { Account } from './account';
import { Application } from './application';
import { Audit } from './audit';
import { CustomObject } from './custom-object';
import { DomainValue } from './domain-value';
import { EntityGroup } from './entity-group';
import { FederationMember } from './federation-member';
import { Group } from './group';
import { GroupType } from './group-type';
import { Host } from './host';
import { Issue } from './issue';
import { MailDomain } from './mail-domain';
import { MailList } from './mail-list';
import { Network } from './network';
import { OtpDevice } from './otp-device';
import { ProcessDefinition } from './process-definition';
import { ProcessInstance } from './process-instance';
import { Role } from './role';
import { RoleAccount } from './role-account';
import { RoleGrant } from './role-grant';
import { System } from './system';
import { TaskInstance } from './task-instance';
import { User } from './user';
import { UserGroup } from './user-group';
import { UserType } from './user-type';
import { VaultFolder } from './vault-folder';

/** Every resource type of the Soffid profile, in the order of its documents. */
export const soffidTypes: readonly ResourceType[] = Object.freeze([
  User,
  Group,
  Account,
  Application,
  Role,
  GroupType,
  UserType,
  UserGroup,
  RoleAccount,
  RoleGrant,
  Host,
  MailDomain,
  MailList,
  Network,
  DomainValue,
  VaultFolder,
  System,
  CustomObject,
  ProcessDefinition,
  ProcessInstance,
  TaskInstance,
  Issue,
  Audit,
  OtpDevice,
  EntityGroup,
  FederationMember,
]);
