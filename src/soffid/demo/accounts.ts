import type { ImportedResource } from '../import-resources';

/** Accounts of the documents, and what happened to one of them. */
export const demoAccounts: readonly ImportedResource[] = [
  {
    type: 'Account',
    id: 103,
    attributes: {
      name: 'admin', system: 'soffid', type: 'U', passwordPolicy: 'I', description: 'Soffid Administrator',
      loginName: 'admin', disabled: false, status: 'a', inheritNewPermissions: false, ownerUsers: ['admin'],
      oldName: 'admin', created: '2020-02-13 23:01:44', lastLogin: '2021-05-10 13:00:40',
      lastPasswordSet: '2021-05-05 11:32:14', passwordExpiration: '2022-05-05 00:00:00',
    },
  },
  {
    type: 'Account',
    id: 4994,
    attributes: {
      name: 'etaylor', system: 'soffid', type: 'U', passwordPolicy: 'I', description: 'Elizabeth Taylor',
      loginName: 'etaylor', disabled: false, status: 'a', inheritNewPermissions: false, ownerUsers: ['etaylor'],
      created: '2023-06-02 09:14:36', lastLogin: '2023-06-09 07:28:11', lastChange: '2023-06-09 08:55:53',
      lastUpdated: '2023-06-09 08:56:07', lastPasswordSet: '2023-06-09 07:28:14',
      passwordExpiration: '2024-06-08 07:28:14', hasSnapshot: false,
    },
  },
  {
    type: 'Account',
    id: 1039860,
    attributes: {
      name: 'gbuades', system: 'soffid', type: 'U', passwordPolicy: 'I', description: 'Gabriel Buades ..',
      loginName: 'gbuades', disabled: false, status: 'a', inheritNewPermissions: false, ownerUsers: ['gbuades'],
      created: '2020-12-13 19:30:51', hasSnapshot: false,
    },
  },
  {
    type: 'Account',
    id: 1057754,
    attributes: {
      name: 'jsmith', system: 'idp', type: 'U', passwordPolicy: 'I', description: 'John Smith', loginName: 'jsmith',
      disabled: false, status: 'a', inheritNewPermissions: false, ownerUsers: ['jsmith'],
      created: '2020-12-14 17:52:14',
    },
  },
  {
    type: 'Account',
    id: 1587766,
    attributes: {
      name: 'admintest', system: 'soffid', type: 'I', passwordPolicy: 'I', description: 'Soffid test account',
      loginName: 'admintest', disabled: false, status: 'a', inheritNewPermissions: false, ownerUsers: ['admin'],
      managerUsers: ['dilbert', 'dogbert'], created: '2021-03-04 22:37:21',
    },
  },
  {
    type: 'Account',
    id: 1587776,
    attributes: {
      name: 'admintest2', system: 'soffid', type: 'I', passwordPolicy: 'I', description: 'Soffid test account 2',
      loginName: 'admintest2', disabled: false, status: 'a', inheritNewPermissions: false, ownerUsers: ['admin'],
      managerUsers: ['dilbert', 'dogbert'], created: '2021-03-04 22:44:06',
    },
  },
  {
    type: 'Account',
    id: 1727122,
    attributes: {
      name: 'faith', system: 'soffid', type: 'U', passwordPolicy: 'I', description: 'faith - faith MUYOYO',
      loginName: 'faith', disabled: false, status: 'a', inheritNewPermissions: false, ownerUsers: ['faith'],
      created: '2019-07-16 08:26:16', lastUpdated: '2019-07-16 08:35:01', hasSnapshot: false,
    },
  },
  {
    type: 'Account',
    id: 5366314,
    attributes: {
      name: 'frank', system: 'soffid', type: 'U', passwordPolicy: 'I', description: 'Frankaaa Sinatra',
      loginName: 'frank', disabled: false, status: 'a', inheritNewPermissions: false, ownerUsers: ['frank'],
      created: '2022-04-21 10:11:12', lastLogin: '2023-06-29 14:30:29', lastChange: '2023-06-05 15:05:16',
      lastPasswordSet: '2023-06-29 14:30:37', passwordExpiration: '2023-07-24 00:00:00', hasSnapshot: false,
    },
  },
  {
    type: 'Audit',
    id: 5366315,
    attributes: {
      searchIndex: 'ACC#5366314', object: 'SC_ACCOUN', action: 'C', author: 'admin',
      authorFullName: 'Soffid Administrator', primaryGroupAuthor: 'admingroup', calendar: '2022-04-21 10:11:12',
      user: 'frank', database: 'soffid', account: 'frank', message: 'Account frank at soffid was created',
    },
  },
  {
    type: 'Audit',
    id: 5366320,
    attributes: {
      searchIndex: 'ACC#5366314', object: 'SC_ACCOUN', action: 'U', author: 'admin',
      authorFullName: 'Soffid Administrator', primaryGroupAuthor: 'admingroup', calendar: '2023-06-05 15:05:16',
      user: 'frank', database: 'soffid', account: 'frank', message: 'Account frank at soffid was changed',
    },
  },
  {
    type: 'Audit',
    id: 5366331,
    attributes: {
      searchIndex: 'ACC#5366314', object: 'SC_ACCOUN', action: 'P', author: 'admin',
      authorFullName: 'Soffid Administrator', primaryGroupAuthor: 'admingroup', calendar: '2023-06-29 14:30:37',
      user: 'frank', database: 'soffid', account: 'frank',
      message: 'Password of account frank at soffid was changed', passwordDomain: 'DEFAULT',
    },
  },
];
