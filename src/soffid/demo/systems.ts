import type { ImportedResource } from '../import-resources';

/** Systems, networks and hosts of the documents. */
export const demoSystems: readonly ImportedResource[] = [
  {
    type: 'System',
    id: 44,
    attributes: {
      name: 'soffid', description: 'Soffid system', className: '- no class -', usersDomain: 'DEFAULT',
      passwordsDomain: 'DEFAULT', passwordsDomainId: 27, userTypes: 'I', groups: '', accessControl: false,
      authoritative: false, fullReconciliation: false, generateTasksOnLoad: true, readOnly: false, rolebased: true,
      trusted: false, threads: 1, tenant: 'master', timeStamp: '2020-04-18 19:32:37',
    },
  },
  {
    type: 'System',
    id: 45,
    attributes: {
      name: 'idp', description: 'Identity provider',
      className: 'com.soffid.iam.addons.federation.sync.agent.IdentityProviderAgent', usersDomain: 'DEFAULT',
      passwordsDomain: 'DEFAULT', passwordsDomainId: 27, userTypes: 'I', url: 'local', accessControl: false,
      authoritative: false, fullReconciliation: false, generateTasksOnLoad: false, readOnly: false, rolebased: false,
      trusted: false, threads: 1, tenant: 'master', timeStamp: '2020-04-18 19:32:37',
    },
  },
  {
    type: 'System',
    id: 46,
    attributes: {
      name: 'test', description: 'Test database', className: 'com.soffid.iam.sync.agent.SQLAgent2',
      usersDomain: 'DEFAULT', passwordsDomain: 'DEFAULT', passwordsDomainId: 27, userTypes: 'I', url: 'local',
      accessControl: false, authoritative: false, fullReconciliation: false, generateTasksOnLoad: false,
      readOnly: false, rolebased: false, trusted: false, threads: 1, tenant: 'master',
      timeStamp: '2020-04-18 19:32:37',
    },
  },
  {
    type: 'System',
    id: 47,
    attributes: {
      name: 'SSO', description: 'External SSO accounts', className: 'com.soffid.iam.sync.sso.agent.SSOAgent',
      usersDomain: 'DEFAULT', passwordsDomain: 'DEFAULT', passwordsDomainId: 27, userTypes: 'S,I',
      groups: 'admingroup,enterprise', groupsList: ['admingroup', 'enterprise'], url: 'local', accessControl: false,
      authoritative: false, fullReconciliation: false, generateTasksOnLoad: true, readOnly: false, rolebased: false,
      trusted: false, manualAccountCreation: true, threads: 1, tenant: 'master', timeStamp: '2020-09-21 10:17:38',
    },
  },
  {
    type: 'System',
    id: 389082,
    attributes: {
      name: 'ad', description: 'Active Directory.',
      className: 'com.soffid.iam.sync.agent2.CustomizableActiveDirectoryAgent', usersDomain: 'DEFAULT',
      passwordsDomain: 'DEFAULT', passwordsDomainId: 27, userTypes: 'I', groups: '',
      url: 'https://soffid.bubu.lab:1760/', param0: 'ad.bubu.lab', param1: 'dc=ad,dc=bubu,dc=lab',
      param2: 'ad\\Administrator', param3: 'C27Nv4vjbIsI', param7: 'true', param8: 'true', accessControl: true,
      authoritative: true, fullReconciliation: false, generateTasksOnLoad: true, readOnly: false, rolebased: true,
      trusted: true, manualAccountCreation: false, sharedDispatcher: false, threads: 1, tenant: 'master',
      timeStamp: '2021-04-07 09:31:59',
    },
  },
  {
    type: 'System',
    id: 1885153,
    attributes: {
      name: '10.129.122.22', description: 'Discovered host 10.129.122.22',
      className: 'com.soffid.iam.sync.agent.SimpleSSHAgent', usersDomain: 'DEFAULT', passwordsDomain: 'DEFAULT',
      passwordsDomainId: 27, userTypes: '', groups: '', url: 'local', param0: 'soffid', param2: '517y1hF40k4=',
      param3: '10.129.122.22', param4: 'true', param6: 'UTF-8', param7: 'false', accessControl: false,
      authoritative: false, fullReconciliation: true, generateTasksOnLoad: false, readOnly: false, rolebased: false,
      trusted: false, manualAccountCreation: true, sharedDispatcher: true, threads: 1, tenant: 'master',
      timeStamp: '2021-04-23 12:23:15',
    },
  },
  {
    type: 'System',
    id: 1890334,
    attributes: {
      name: '10.129.122.25', description: 'Discovered host 10.129.122.25',
      className: 'com.soffid.iam.sync.agent.SimpleWindowsAgent', usersDomain: 'DEFAULT', passwordsDomain: 'DEFAULT',
      passwordsDomainId: 27, userTypes: '', groups: '', url: 'local', param0: 'Administrador',
      param2: 'VFJV1pSRfE7s', param3: '10.129.122.25', param4: 'true', param7: 'false', accessControl: false,
      authoritative: false, fullReconciliation: true, generateTasksOnLoad: false, readOnly: false, rolebased: false,
      trusted: false, manualAccountCreation: true, sharedDispatcher: true, threads: 1, tenant: 'master',
      timeStamp: '2021-04-23 20:00:34',
    },
  },
  {
    type: 'Network',
    id: 67,
    attributes: {
      name: 'loopback', ip: '127.0.0.0', mask: '255.255.255.128', description: 'Description', lanAccess: false,
      dhcpSupport: false,
    },
  },
  {
    type: 'Network',
    id: 505167,
    attributes: {
      name: 'int1', ip: '172.0.0.0', mask: '255.240.0.0', description: 'Internal network 1', lanAccess: false,
      dhcpSupport: false,
    },
  },
  {
    type: 'Network',
    id: 1038187,
    attributes: {
      name: 'internal', ip: '192.168.133.0', mask: '255.255.255.0', description: 'Internal Network', lanAccess: true,
      loginRestriction: false, dhcpSupport: true,
    },
  },
  {
    type: 'Network',
    id: 1790267,
    attributes: {
      name: 'lab1', ip: '10.129.120.0', mask: '255.255.255.0', description: 'Laboratory network 1', lanAccess: false,
      dhcpSupport: false,
    },
  },
  {
    type: 'Network',
    id: 1790319,
    attributes: {
      name: 'lab2', ip: '10.129.121.0', mask: '255.255.255.0', description: 'Laboratory network 2', lanAccess: false,
      dhcpSupport: false,
    },
  },
  {
    type: 'Network',
    id: 1858961,
    attributes: {
      name: 'lab3', ip: '10.129.122.0', mask: '255.255.255.0', description: 'Laboratory network', lanAccess: true,
      dhcpSupport: false,
    },
  },
  {
    type: 'Host',
    id: 1039055,
    attributes: {
      name: 'soffid.bubu.lab', description: 'Autocreated on 12/13/20 6:49:34 PM', ip: '192.168.133.1',
      networkCode: 'internal', os: 'ALT', mail: false, office: false, printersServer: false, dynamicIp: true,
      serialNumber: 'soffid.bubu.lab:192.168.133.1', lastSeen: '2020-12-13 18:49:34',
    },
  },
  {
    type: 'Host',
    id: 1793026,
    attributes: {
      name: 'archiva.dev.lab', description: 'Discovered host archiva.dev.lab', ip: '10.129.120.2',
      networkCode: 'lab1', os: 'LIN', mail: false, office: false, printersServer: false, dynamicIp: false,
      lastSeen: '2021-04-05 20:04:49',
    },
  },
  {
    type: 'Host',
    id: 1793093,
    attributes: {
      name: 'iam.soffid.com', description: 'Discovered host iam.soffid.com', ip: '10.129.120.4', networkCode: 'lab1',
      os: 'ALT', mail: false, office: false, printersServer: false, dynamicIp: false,
      lastSeen: '2021-04-05 20:06:19',
    },
  },
];
