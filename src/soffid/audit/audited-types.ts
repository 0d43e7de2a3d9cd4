/** How writes of a resource type are recorded. */
export interface AuditedType {
  /** Code of the kind of record. */
  readonly object: string;
  /** Attributes of the record, and the attributes of the resource that they are taken from. */
  readonly names: Readonly<Record<string, string>>;
  /** The attribute with the id of the account that it concerns. */
  readonly account?: string;
}

/** By the name of the resource type; those that are missing leave no record. */
export const auditedTypes: Readonly<Record<string, AuditedType | undefined>> = Object.freeze({
  User: { object: 'SC_USUARI', names: { user: 'userName', userType: 'userType', group: 'primaryGroup' } },
  Group: { object: 'SC_GRUPS', names: { group: 'name' } },
  GroupType: { object: 'SC_TIPUNO', names: {} },
  UserType: { object: 'SC_TIPUSU', names: { userType: 'name' } },
  UserGroup: { object: 'SC_USUGRU', names: { user: 'user', group: 'group' } },
  Account: { object: 'SC_ACCOUN', names: { account: 'name', database: 'system' }, account: 'id' },
  Application: { object: 'SC_APLICA', names: { application: 'name' } },
  Role: { object: 'SC_ROLES', names: { role: 'name', database: 'system', application: 'informationSystemName' } },
  RoleAccount: {
    object: 'SC_ROLUSU',
    names: { role: 'roleName', database: 'system', account: 'accountName', user: 'userName' },
    account: 'accountId',
  },
  Host: { object: 'SC_MAQUIN', names: { host: 'name', network: 'networkCode' } },
  Network: { object: 'SC_XARXES', names: { network: 'name' } },
  MailDomain: { object: 'SC_DOMCOR', names: { mailDomain: 'name' } },
  MailList: { object: 'SC_LLICOR', names: { mailList: 'name', mailDomain: 'domainName' } },
  DomainValue: { object: 'SC_VADOAP', names: { domain: 'domainName', domainValue: 'value', application: 'externalCodeDomain' } },
  VaultFolder: { object: 'SC_VAUFOL', names: {} },
  System: { object: 'SC_DISPAT', names: { database: 'name' } },
  CustomObject: { object: 'SC_CUSOBJ', names: { customObjectType: 'type', customObjectName: 'name' } },
  ProcessInstance: { object: 'SC_PROCES', names: {} },
  TaskInstance: { object: 'SC_TASCA', names: { user: 'actorId' } },
  Issue: { object: 'SC_ISSUE', names: { database: 'system' } },
  OtpDevice: { object: 'SC_OTPDEV', names: { user: 'user' } },
  EntityGroup: { object: 'SC_ENTGRO', names: { identityFederation: 'name' } },
  FederationMember: { object: 'SC_FEDMEM', names: { identityFederation: 'publicId' } },
});
