import type { ImportedResource } from '../import-resources';

/** Users that the documents print or name. */
export const demoUsers: readonly ImportedResource[] = [
  {
    type: 'User',
    id: 100,
    attributes: {
      userName: 'admin', firstName: 'Soffid', lastName: 'Administrator', fullName: 'Soffid Administrator',
      userType: 'I', primaryGroup: 'admingroup', active: true, multiSession: false, createdByUser: 'admin',
      createdDate: '2020-02-13 23:01:44', modifiedByUser: 'admin', modifiedDate: '2020-02-13 23:01:44',
    },
  },
  {
    type: 'User',
    id: 2001,
    attributes: {
      userName: 'dilbert', firstName: 'Dilbert', lastName: 'Adams', fullName: 'Dilbert Adams', userType: 'I',
      primaryGroup: 'enterprise', active: true, multiSession: false, createdByUser: 'admin',
      createdDate: '2020-02-13 23:01:44', modifiedByUser: 'admin', modifiedDate: '2020-02-13 23:01:44',
    },
  },
  {
    type: 'User',
    id: 2002,
    attributes: {
      userName: 'dogbert', firstName: 'Dogbert', lastName: 'Brown', fullName: 'Dogbert Brown', userType: 'I',
      primaryGroup: 'enterprise', active: true, multiSession: false, createdByUser: 'admin',
      createdDate: '2020-02-13 23:01:44', modifiedByUser: 'admin', modifiedDate: '2020-02-13 23:01:44',
    },
  },
  {
    type: 'User',
    id: 2003,
    attributes: {
      userName: 'asea', firstName: 'Alan', lastName: 'Sea', fullName: 'Alan Sea', userType: 'I',
      primaryGroup: 'enterprise', active: true, multiSession: false, createdByUser: 'admin',
      createdDate: '2020-02-13 23:01:44', modifiedByUser: 'admin', modifiedDate: '2020-02-13 23:01:44',
    },
  },
  {
    type: 'User',
    id: 2004,
    attributes: {
      userName: 'test2', firstName: 'Test', lastName: 'Two', fullName: 'Test Two', userType: 'I',
      primaryGroup: 'world', active: true, multiSession: false, createdByUser: 'admin',
      createdDate: '2020-02-13 23:01:44', modifiedByUser: 'admin', modifiedDate: '2020-02-13 23:01:44',
    },
  },
  {
    type: 'User',
    id: 3821,
    attributes: {
      userName: 'etaylor', firstName: 'Elizabeth', lastName: 'Taylor', fullName: 'Elizabeth Taylor', userType: 'I',
      primaryGroup: 'world', active: true, multiSession: false, createdByUser: 'admin',
      createdDate: '2020-02-13 23:01:44', modifiedByUser: 'admin', modifiedDate: '2020-02-13 23:01:44',
    },
  },
  {
    type: 'User',
    id: 3890,
    attributes: {
      userName: 'cmartin', firstName: 'Carol', lastName: 'Martin', fullName: 'Carol Martin', userType: 'I',
      primaryGroup: 'world', active: true, multiSession: false, createdByUser: 'admin',
      createdDate: '2020-02-13 23:01:44', modifiedByUser: 'admin', modifiedDate: '2020-02-13 23:01:44',
    },
  },
  {
    type: 'User',
    id: 3941,
    attributes: {
      userName: 'bob', firstName: 'Bob', lastName: 'Miller', fullName: 'Bob Miller', userType: 'I',
      primaryGroup: 'world', active: true, multiSession: false, createdByUser: 'admin',
      createdDate: '2020-02-13 23:01:44', modifiedByUser: 'admin', modifiedDate: '2020-02-13 23:01:44',
    },
  },
  {
    type: 'User',
    id: 3971,
    attributes: {
      userName: 'bobm', firstName: 'Bob', lastName: 'Miller', fullName: 'Bob Miller', userType: 'I',
      primaryGroup: 'world', active: true, multiSession: false, createdByUser: 'admin',
      createdDate: '2020-02-13 23:01:44', modifiedByUser: 'admin', modifiedDate: '2020-02-13 23:01:44',
    },
  },
  {
    type: 'User',
    id: 4037,
    attributes: {
      userName: 'cdarwin', firstName: 'Charles', lastName: 'Darwin', fullName: 'Charles Darwin', userType: 'I',
      primaryGroup: 'world', active: true, multiSession: false, createdByUser: 'admin',
      createdDate: '2020-02-13 23:01:44', modifiedByUser: 'admin', modifiedDate: '2020-02-13 23:01:44',
    },
  },
  {
    type: 'User',
    id: 4630,
    attributes: {
      userName: 'david.gomez', firstName: 'David', lastName: 'Gomez', fullName: 'David Gomez', userType: 'I',
      primaryGroup: 'world', active: true, multiSession: false, createdByUser: 'admin',
      createdDate: '2020-02-13 23:01:44', modifiedByUser: 'admin', modifiedDate: '2020-02-13 23:01:44',
    },
  },
  {
    type: 'User',
    id: 4640,
    attributes: {
      userName: 'pepe.garcia', firstName: 'Pepe', lastName: 'Garcia', fullName: 'Pepe Garcia', userType: 'I',
      primaryGroup: 'world', active: true, multiSession: false, createdByUser: 'admin',
      createdDate: '2020-02-13 23:01:44', modifiedByUser: 'admin', modifiedDate: '2020-02-13 23:01:44',
    },
  },
  {
    type: 'User',
    id: 568327,
    attributes: {
      userName: 'familiar1', firstName: 'Familiar', lastName: 'Peaky', middleName: 'Primer',
      fullName: 'Familiar Peaky Primer', userType: 'E', primaryGroup: 'world', active: true, multiSession: false,
      emailAddress: 'familiar1@soffid.com', shortName: 'familiar1', mailDomain: 'soffid.com', createdByUser: 'admin',
      createdDate: '2023-07-05 00:00:00', modifiedByUser: 'queries', modifiedDate: '2024-05-15 09:46:28.714',
      attributes: {
        gepid: '645cb2ed99e63065c76b51de',
        RecoverKey: 'unEVPLWQ2KLdocjmpGs2vO4uO6jL8m2VMChIypJCTUmMV867I1ZgEr5sAJBw5koJ0uOYOM3iCRC4568327',
        email: 'familiar1@soffid.com',
      },
    },
  },
  {
    type: 'User',
    id: 1000190,
    attributes: {
      userName: 'ted', firstName: 'Teodoro', lastName: 'ADAMS', fullName: 'Teodoro ADAMS', userType: 'I',
      primaryGroup: 'enterprise', active: true, multiSession: false, comments: 'Changed', homeServer: 'null',
      profileServer: 'null', mailServer: 'null', createdByUser: 'soffid.bubu.lab',
      createdDate: '2020-12-11 09:18:42', modifiedByUser: 'admin', modifiedDate: '2021-02-04 15:44:42',
      attributes: { RegisterServiceProvider: 'anonymous', manager: 'admin', EMAIL: 'test3@gmail.com' },
    },
  },
  {
    type: 'User',
    id: 1002599,
    attributes: {
      userName: 'wally', firstName: 'Wally', lastName: 'ADAMS', fullName: 'Wally ADAMS', userType: 'I',
      primaryGroup: 'enterprise', active: true, multiSession: false, comments: 'Changed', homeServer: 'null',
      profileServer: 'null', mailServer: 'null', createdByUser: 'soffid.bubu.lab',
      createdDate: '2020-12-11 11:23:58', modifiedByUser: 'admin', modifiedDate: '2021-04-22 19:31:01',
      attributes: { RegisterServiceProvider: 'anonymous', manager: 'admin', PHONE: '2', EMAIL: 'wally5@test.com' },
    },
  },
  {
    type: 'User',
    id: 1004678,
    attributes: {
      userName: 'tina', firstName: 'Tina', lastName: 'ADAMS', fullName: 'Tina ADAMS', userType: 'I',
      primaryGroup: 'enterprise', active: true, multiSession: false, comments: 'Changed', homeServer: 'null',
      profileServer: 'null', mailServer: 'null', createdByUser: 'soffid.bubu.lab',
      createdDate: '2020-12-11 12:22:07', modifiedByUser: 'admin', modifiedDate: '2021-04-22 19:11:17',
      attributes: { RegisterServiceProvider: 'anonymous', manager: 'admin', PHONE: '1', EMAIL: 'tina11@test.com' },
    },
  },
  {
    type: 'User',
    id: 1039857,
    attributes: {
      userName: 'gbuades', firstName: 'Gabriel', lastName: 'Buades', middleName: '..', fullName: 'Gabriel Buades ..',
      userType: 'I', primaryGroup: 'enterprise', active: true, multiSession: false, createdByUser: 'admin',
      createdDate: '2020-02-13 23:01:44', modifiedByUser: 'admin', modifiedDate: '2020-02-13 23:01:44',
    },
  },
  {
    type: 'User',
    id: 1057751,
    attributes: {
      userName: 'jsmith', firstName: 'John', lastName: 'Smith', fullName: 'John Smith', userType: 'I',
      primaryGroup: 'it', active: true, multiSession: false, comments: 'Changed', createdByUser: 'soffid.bubu.lab',
      createdDate: '2020-12-14 17:52:14', modifiedByUser: 'admin', modifiedDate: '2021-05-07 12:32:41',
      attributes: {
        RegisterServiceProvider: 'anonymous', manager: 'admin', EMAIL: 'jsmith@test.com',
        birthDate: '1970-05-26 00:00:00', ActivationKey: 'HPhl61lBIJ9fgcDtWyug0O15',
      },
    },
  },
  {
    type: 'User',
    id: 1477909,
    attributes: {
      userName: '1', firstName: 'Dad', lastName: 'Pig', fullName: 'Dad Pig', userType: 'I', primaryGroup: 'world',
      active: true, multiSession: false, homeServer: 'null', profileServer: 'null', mailServer: 'null',
      createdByUser: 'hrms', createdDate: '2021-02-16 13:38:26', modifiedByUser: 'admin',
      modifiedDate: '2021-05-04 09:24:54',
    },
  },
  {
    type: 'User',
    id: 1477931,
    attributes: {
      userName: '10', firstName: 'Suzy', lastName: 'SUZY', fullName: 'Suzy SUZY', userType: 'I',
      primaryGroup: 'world', active: true, multiSession: false, homeServer: 'null', profileServer: 'null',
      mailServer: 'null', createdByUser: 'hrms', createdDate: '2021-02-16 13:38:27', modifiedByUser: 'admin',
      modifiedDate: '2021-05-05 14:11:37',
    },
  },
  {
    type: 'User',
    id: 1477953,
    attributes: {
      userName: '11', firstName: 'Ricchard', lastName: 'Rabbit', fullName: 'Ricchard Rabbit', userType: 'I',
      primaryGroup: 'world', active: true, multiSession: false, homeServer: 'null', profileServer: 'null',
      mailServer: 'null', createdByUser: 'hrms', createdDate: '2021-02-16 13:38:27', modifiedByUser: 'admin',
      modifiedDate: '2021-02-17 19:06:20',
    },
  },
  {
    type: 'User',
    id: 1727113,
    attributes: {
      userName: 'faith', firstName: 'faith', lastName: 'MUYOYO', fullName: 'faith MUYOYO', userType: 'I',
      primaryGroup: 'enterprise', active: true, multiSession: false,
      comments: 'Loaded from CSV file on Mon Aug 05 22:00:00 CEST 2019', homeServer: 'null', profileServer: 'null',
      mailServer: 'null', createdByUser: 'csv', createdDate: '2019-07-16 08:26:16', modifiedByUser: 'admin',
      modifiedDate: '2019-12-12 16:06:42',
    },
  },
  {
    type: 'User',
    id: 5366311,
    attributes: {
      userName: 'frank', firstName: 'Frankaaa', lastName: 'Sinatra', fullName: 'Frankaaa Sinatra', userType: 'I',
      primaryGroup: 'world', active: true, multiSession: false, createdByUser: 'admin',
      createdDate: '2020-02-13 23:01:44', modifiedByUser: 'admin', modifiedDate: '2020-02-13 23:01:44',
    },
  },
];
