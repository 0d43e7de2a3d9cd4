import type { ImportedResource } from '../import-resources';

/** Groups, kinds of groups and of users, and memberships of the documents. */
export const demoGroups: readonly ImportedResource[] = [
  { type: 'UserType', id: 29, attributes: { name: 'S', description: 'SSO account (USE IT)', managed: true } },
  { type: 'UserType', id: 31, attributes: { name: 'E', description: 'External user', managed: true } },
  { type: 'UserType', id: 33, attributes: { name: 'I', description: 'Internal user', managed: true } },
  { type: 'GroupType', id: 24551, attributes: { name: 'CC', description: 'Cost center', roleHolder: false } },
  {
    type: 'GroupType',
    id: 24552,
    attributes: {
      name: 'App Billing Role', description: 'Role Admin for Billing application', roleHolder: true,
      createdBy: 'admin', createdOn: '2026-03-06 08:37:45', updatedBy: 'admin', updatedOn: '2026-03-06 08:37:45',
    },
  },
  {
    type: 'GroupType',
    id: 24553,
    attributes: {
      name: 'Example group type', description: 'Example group type', roleHolder: true, createdBy: 'admin',
      createdOn: '2026-03-06 08:38:43', updatedBy: 'admin', updatedOn: '2026-03-06 08:38:43',
    },
  },
  { type: 'GroupType', id: 1976710, attributes: { name: 'NewOU', description: 'New OU', roleHolder: false } },
  {
    type: 'Group',
    id: 83,
    attributes: { name: 'world', description: 'World Original', quota: '0', organizational: false, obsolete: false },
  },
  {
    type: 'Group',
    id: 87,
    attributes: {
      name: 'enterprise', description: 'Enterprise', parentGroup: 'world', quota: '0', organizational: false,
      obsolete: false,
    },
  },
  {
    type: 'Group',
    id: 88,
    attributes: {
      name: 'it', description: 'Help desk support team', parentGroup: 'enterprise', quota: '0',
      organizational: false, obsolete: false,
    },
  },
  {
    type: 'Group',
    id: 89,
    attributes: {
      name: 'D2', description: 'Department 2', parentGroup: 'enterprise', quota: '0', organizational: false,
      obsolete: false,
    },
  },
  {
    type: 'Group',
    id: 91,
    attributes: {
      name: 'admingroup', description: 'Enterprise Administrators Group', parentGroup: 'enterprise', quota: '0',
      organizational: false, obsolete: false,
    },
  },
  {
    type: 'Group',
    id: 485118,
    attributes: { name: 'world2', description: 'World Modified', quota: '0', organizational: false, obsolete: false },
  },
  {
    type: 'UserGroup',
    id: 1974296,
    attributes: {
      user: 'jsmith', group: 'it', primaryGroup: false, disabled: false, start: '2021-05-05 12:49:51',
      attributes: { startDate: '2021-05-04 00:00:00' },
    },
  },
];
