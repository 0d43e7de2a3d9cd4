import type { ImportedResource } from '../import-resources';

/** Mail domains, mail lists, vault folders and custom objects of the documents. */
export const demoMail: readonly ImportedResource[] = [
  { type: 'MailDomain', id: 523263, attributes: { name: 'soffid.com', description: 'Soffid', obsolete: false } },
  { type: 'MailDomain', id: 523265, attributes: { name: 'soffid.org', description: 'Old Domain', obsolete: false } },
  {
    type: 'MailList',
    id: 524071,
    attributes: {
      name: 'test', domainName: 'soffid.com', description: 'Test email', usersList: ['admin', 'test2'],
      lists: ['test@soffid.com'],
    },
  },
  { type: 'MailList', id: 1976100, attributes: { name: 'mailList', domainName: 'soffid.org' } },
  {
    type: 'MailList',
    id: 1976181,
    attributes: {
      name: 'mailList2', domainName: 'soffid.com', description: 'Test email mailList',
      usersList: ['dilbert', 'admin'],
    },
  },
  {
    type: 'VaultFolder',
    id: 368461,
    attributes: {
      name: 'Personal accounts', description: "Accounts that won't be shared", personal: true, ownerUsers: ['admin'],
    },
  },
  {
    type: 'VaultFolder',
    id: 515461,
    attributes: {
      name: 'vault', description: 'Password vault', personal: false, ownerUsers: ['admin'],
      navigateUsers: ['test2', 'admin'],
    },
  },
  {
    type: 'CustomObject',
    id: 848062,
    attributes: { name: 'HQ', description: 'Headquarters', type: 'building', attributes: { address: '1' } },
  },
  {
    type: 'CustomObject',
    id: 848157,
    attributes: { name: 'aa', description: 'aaa', type: 'building', attributes: { address: '2' } },
  },
  {
    type: 'CustomObject',
    id: 1510208,
    attributes: { name: 'ES', description: 'Spain', type: 'country', attributes: { language: 'English' } },
  },
];
