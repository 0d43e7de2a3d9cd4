import type { ImportedResource } from '../import-resources';

/** Applications and roles of the documents, and who holds them. */
export const demoRoles: readonly ImportedResource[] = [
  {
    type: 'Application',
    id: 38,
    attributes: {
      name: 'Operation', relativeName: 'Operation', description: 'Operations of the enterprise', type: 'container',
      bpmEnabled: false, singleRole: false,
    },
  },
  {
    type: 'Application',
    id: 39,
    attributes: {
      name: 'Operation/Business 2', relativeName: 'Business 2', parent: 'Operation',
      description: 'Second line of business', type: 'container', bpmEnabled: false, singleRole: false,
    },
  },
  {
    type: 'Application',
    id: 40,
    attributes: {
      name: 'Operation/Business process', relativeName: 'Business process', parent: 'Operation',
      description: 'Processes of the business', type: 'container', bpmEnabled: false, singleRole: false,
    },
  },
  {
    type: 'Application',
    id: 41,
    attributes: {
      name: 'Operation/Business 2/SOFFID', relativeName: 'SOFFID', parent: 'Operation/Business 2',
      description: 'SOFFID Identity Manager', type: 'application', database: '', bpmEnabled: true, singleRole: false,
    },
  },
  {
    type: 'Application',
    id: 391459,
    attributes: {
      name: 'Operation/Business process/ad', relativeName: 'ad', parent: 'Operation/Business process',
      description: 'Active Directory', type: 'application', database: 'ad', bpmEnabled: true, singleRole: false,
    },
  },
  {
    type: 'Application',
    id: 1836136,
    attributes: {
      name: 'Operation/Business 2/iam.soffid.com', relativeName: 'iam.soffid.com', parent: 'Operation/Business 2',
      description: 'Discovered host iam.soffid.com', type: 'application', database: 'iam.soffid.com',
      bpmEnabled: false, singleRole: false,
    },
  },
  {
    type: 'DomainValue',
    id: 499623,
    attributes: { value: '20', domainName: 'Zone', externalCodeDomain: 'Operation', description: 'Twenty' },
  },
  {
    type: 'DomainValue',
    id: 499629,
    attributes: { value: '10', domainName: 'Zone', externalCodeDomain: 'Operation', description: 'Eleven' },
  },
  {
    type: 'DomainValue',
    id: 802012,
    attributes: {
      value: 'Soffid', domainName: 'Company', externalCodeDomain: 'Operation/Business 2/SOFFID',
      description: 'Soffid',
    },
  },
  {
    type: 'Role',
    id: 63,
    attributes: {
      name: 'SOFFID_ADMIN', description: 'SOFFID Administrator', system: 'soffid',
      informationSystemName: 'Operation/Business 2/SOFFID', password: false, enableByDefault: true, bpmEnabled: true,
      approvalStart: '2021-02-26 13:19:36', approvalEnd: '2021-02-26 13:19:36',
    },
  },
  {
    type: 'Role',
    id: 64,
    attributes: {
      name: 'SOFFID_USER', description: 'Soffid user', system: 'soffid',
      informationSystemName: 'Operation/Business 2/SOFFID', password: false, enableByDefault: false,
      bpmEnabled: false,
    },
  },
  {
    type: 'Role',
    id: 65,
    attributes: {
      name: 'SOFFID_OU_MANAGER', description: 'Business unit manager', system: 'soffid',
      informationSystemName: 'Operation/Business 2/SOFFID', password: false, enableByDefault: false,
      bpmEnabled: false, domain: { name: 'GROUP', description: 'Business unit' },
    },
  },
  {
    type: 'Role',
    id: 391480,
    attributes: {
      name: 'Group Policy Creator Owners',
      description: 'Members in this group can modify group policy for the domain', system: 'ad',
      informationSystemName: 'Operation/Business process/ad', password: false, enableByDefault: false,
      bpmEnabled: false,
    },
  },
  {
    type: 'Role',
    id: 391535,
    attributes: {
      name: 'g100', description: 'Desarrollo Circuito', system: 'ad',
      informationSystemName: 'Operation/Business process/ad', password: false, enableByDefault: false,
      bpmEnabled: false,
    },
  },
  {
    type: 'Role',
    id: 392727,
    attributes: {
      name: 'share-15000', description: 'Business Services', system: 'ad',
      informationSystemName: 'Operation/Business process/ad', password: false, enableByDefault: false,
      bpmEnabled: false,
    },
  },
  {
    type: 'Role',
    id: 393103,
    attributes: {
      name: 'Enterprise Admins', description: 'Enterprise Administrators', system: 'ad',
      informationSystemName: 'Operation/Business process/ad', password: false, enableByDefault: false,
      bpmEnabled: false,
    },
  },
  {
    type: 'Role',
    id: 393195,
    attributes: {
      name: 'AD role', description: 'AD role', system: 'ad', informationSystemName: 'Operation/Business process/ad',
      password: false, enableByDefault: false, bpmEnabled: true, approvalStart: '2021-02-04 15:39:05',
      approvalEnd: '2021-02-04 15:39:05',
    },
  },
  {
    type: 'Role',
    id: 393447,
    attributes: {
      name: 'accounting_mgr', description: 'Accounting Manager', system: 'ad',
      informationSystemName: 'Operation/Business 2/SOFFID', password: false, enableByDefault: false,
      bpmEnabled: true,
    },
  },
  {
    type: 'Role',
    id: 790961,
    attributes: {
      name: 'SOFFID_OWNER', description: 'Soffid vault owner', system: 'soffid',
      informationSystemName: 'Operation/Business 2/SOFFID', password: false, enableByDefault: false,
      bpmEnabled: true,
    },
  },
  {
    type: 'RoleGrant',
    id: 501188,
    attributes: { roleId: 393447, hasDomain: false, ownerRole: 63, enabled: true, mandatory: true, status: 'A' },
  },
  {
    type: 'RoleGrant',
    id: 501481,
    attributes: { roleId: 391480, hasDomain: false, ownerRole: 63, enabled: true, mandatory: false, status: 'A' },
  },
  {
    type: 'RoleGrant',
    id: 501606,
    attributes: { roleId: 63, hasDomain: false, ownerRole: 392727, enabled: true, mandatory: true, status: 'A' },
  },
  {
    type: 'RoleGrant',
    id: 503759,
    attributes: { roleId: 391535, hasDomain: false, ownerRole: 63, enabled: true, mandatory: true, status: 'A' },
  },
  {
    type: 'RoleGrant',
    id: 503848,
    attributes: { roleId: 63, hasDomain: false, ownerGroup: 'admingroup', enabled: true, mandatory: true },
  },
  {
    type: 'RoleGrant',
    id: 1563461,
    attributes: { roleId: 393195, hasDomain: false, ownerRole: 63, enabled: true, mandatory: true, status: 'A' },
  },
  {
    type: 'RoleAccount',
    id: 110,
    attributes: {
      accountName: 'admin', accountSystem: 'soffid', accountId: 103, roleName: 'SOFFID_ADMIN', system: 'soffid',
      roleId: 63, userName: 'admin', enabled: true, approvalPending: false, removalPending: false, bpmEnabled: 'S',
      startDate: '2020-02-13 12:00:00', certificationDate: '2020-02-13 23:01:44',
    },
  },
  {
    type: 'RoleAccount',
    id: 1039866,
    attributes: {
      accountName: 'gbuades', accountSystem: 'soffid', accountId: 1039860, roleName: 'SOFFID_ADMIN',
      system: 'soffid', roleId: 63, userName: 'gbuades', enabled: true, approvalPending: false,
      removalPending: false, bpmEnabled: 'S', startDate: '2020-12-13 12:00:00',
      certificationDate: '2020-12-13 19:30:51',
    },
  },
  {
    type: 'RoleAccount',
    id: 1059370,
    attributes: {
      accountName: 'admin', accountSystem: 'soffid', accountId: 103, roleName: 'SOFFID_USER', system: 'soffid',
      roleId: 64, userName: 'admin', enabled: true, approvalPending: false, removalPending: false, bpmEnabled: 'N',
      startDate: '2020-12-15 00:00:00', certificationDate: '2020-12-15 10:48:44', ruleId: 1059365,
      ruleDescription: 'Grants soffid user role to everyone',
    },
  },
  {
    type: 'RoleAccount',
    id: 2236442,
    attributes: {
      accountName: 'faith', accountSystem: 'soffid', accountId: 1727122, roleName: 'SOFFID_OU_MANAGER',
      system: 'soffid', roleId: 65, userName: 'faith',
      domainValue: 'D2', group: 'D2', enabled: true,
      approvalPending: false, removalPending: false, bpmEnabled: 'N', startDate: '2019-07-16 00:00:00',
    },
  },
  {
    type: 'RoleAccount',
    id: 2236447,
    attributes: {
      accountName: 'faith', accountSystem: 'soffid', accountId: 1727122, roleName: 'SOFFID_OU_MANAGER',
      system: 'soffid', roleId: 65, userName: 'faith',
      domainValue: 'enterprise', group: 'enterprise', enabled: true,
      approvalPending: false, removalPending: false, bpmEnabled: 'N', startDate: '2019-07-16 00:00:00',
    },
  },
];
