import type { ImportedResource } from '../import-resources';

/** Business processes and issues of the documents. */
export const demoProcesses: readonly ImportedResource[] = [
  {
    type: 'ProcessDefinition',
    id: 628635,
    attributes: {
      name: 'Consultar la base de datos', version: 1, tag: '1', author: 'admin', deployed: '2020-09-29 20:30:00',
      enabled: false,
    },
  },
  {
    type: 'ProcessDefinition',
    id: 1054785,
    attributes: {
      name: 'Approval of permissions', version: 1, tag: '1', author: 'admin', deployed: '2020-12-14 14:40:00',
      enabled: false, type: 'RoleApproval',
    },
  },
  {
    type: 'ProcessDefinition',
    id: 1474063,
    attributes: {
      name: 'User registration', version: 27, tag: '27', author: 'admin', deployed: '2021-02-11 16:42:08',
      enabled: true,
    },
  },
  {
    type: 'ProcessDefinition',
    id: 1762352,
    attributes: {
      name: 'Modificar permisos', version: 1, tag: '1', author: 'admin', deployed: '2021-03-30 19:50:00',
      enabled: false, type: 'RoleApproval',
    },
  },
  {
    type: 'ProcessDefinition',
    id: 1857694,
    attributes: {
      name: 'User request', version: 19, tag: '19', author: 'admin', deployed: '2021-04-15 16:10:11', enabled: true,
    },
  },
  {
    type: 'ProcessDefinition',
    id: 1946303,
    attributes: {
      name: 'Permissions request', version: 23, tag: '23', author: 'admin', deployed: '2021-04-30 08:48:58',
      enabled: true, type: 'RoleApproval',
    },
  },
  {
    type: 'ProcessInstance',
    id: 626161,
    attributes: {
      processDefinition: 628635, description: 'Consultar la base de datos',
      comments: [
        {
          actor: 'admin Soffid Administrator', schemas: ['urn:soffid:com.soffid.iam.bpm.api.Comment'],
          time: '2020-09-30 09:57:15', message: 'Comentario',
        },
      ],
      start: '2020-09-29 20:34:46', end: '2020-11-11 15:05:48', currentTask: 'Entrada de la consulta',
      dummyProcess: false,
    },
  },
  {
    type: 'ProcessInstance',
    id: 626179,
    attributes: {
      processDefinition: 628635, description: 'Consultar la base de datos', start: '2020-09-29 20:35:22',
      end: '2020-11-11 15:05:44', currentTask: 'Entrada de la consulta', dummyProcess: false,
    },
  },
  {
    type: 'ProcessInstance',
    id: 1053984,
    attributes: {
      processDefinition: 1054785, description: 'Permissions request',
      variables: { requester: 'admin', grants: [], requesterName: 'Soffid Administrator' },
      start: '2020-12-14 14:49:20', end: '2021-01-29 08:25:28', currentTask: 'Start', dummyProcess: false,
    },
  },
  {
    type: 'ProcessInstance',
    id: 1378380,
    attributes: {
      processDefinition: 1946303, description: 'Permissions request',
      variables: { requester: 'admin', grants: [], requesterName: 'Soffid Administrator' },
      start: '2021-01-29 08:26:30', currentTask: 'Start', dummyProcess: false,
    },
  },
  {
    type: 'ProcessInstance',
    id: 1638261,
    attributes: {
      processDefinition: 1946303, description: 'Permissions request',
      variables: { requester: 'admin', requesterName: 'Soffid Administrator' }, start: '2021-03-11 16:33:35',
      currentTask: 'Approve', dummyProcess: false,
    },
  },
  {
    type: 'ProcessInstance',
    id: 1762544,
    attributes: {
      processDefinition: 1762352, description: 'Modificar permisos',
      variables: { requester: 'admin', requesterName: 'Soffid Administrator' }, start: '2021-03-30 19:57:30',
      currentTask: 'Approve', dummyProcess: false,
    },
  },
  {
    type: 'ProcessInstance',
    id: 1861537,
    attributes: {
      processDefinition: 1946303, description: 'Permissions request',
      variables: { requester: 'admin', requesterName: 'Soffid Administrator' }, start: '2021-04-17 21:00:40',
      currentTask: 'Approve', dummyProcess: false,
    },
  },
  {
    type: 'TaskInstance',
    id: 1638273,
    attributes: {
      name: 'Approve', description: 'Approve pending permissions', processName: 'Permissions request',
      processId: 1638261, processDefinition: 1946303,
      variables: {
        requester: 'admin',
        grants: [
          {
            ownersString: 'admin ', comments: '', roleId: 393103, userFullName: 'Soffid Administrator',
            owners: ['admin'], userName: 'admin', approved: false, applicationDescription: 'Active Directory',
            taskInstance: 1638273, schemas: ['urn:soffid:com.soffid.iam.addons.bpm.common.RoleRequestInfo'],
            denied: false, roleDescription: 'Enterprise Administrators',
            applicationName: 'Container/Business process/ad',
          },
        ],
        requesterName: 'Soffid Administrator',
      },
      actorId: 'admin', priority: 3, create: '2021-03-11 16:33:41', start: '2021-05-10 12:57:31', cancelled: false,
      open: true, signalling: true, blocking: false, dummyTask: false, pooledActors: ['admin'],
      transitions: ['Reject', 'Approve'],
    },
  },
  {
    type: 'TaskInstance',
    id: 1762656,
    attributes: {
      name: 'Approve', description: 'Approve ', processName: 'Modificar permisos', processId: 1762544,
      processDefinition: 1762352,
      variables: {
        requester: 'admin',
        grants: [
          {
            ownersString: 'SOFFID_ADMIN ', comments: '', roleId: 393447, userFullName: 'Soffid Administrator',
            owners: ['SOFFID_ADMIN'], userName: 'admin', approved: false,
            applicationDescription: 'SOFFID Identity Manager', taskInstance: 1762656,
            schemas: ['urn:soffid:com.soffid.iam.addons.bpm.common.RoleRequestInfo'], denied: false,
            roleDescription: 'Accounting Manager', applicationName: 'Container/Business 2/SOFFID',
          },
        ],
        requesterName: 'Soffid Administrator',
      },
      priority: 3, create: '2021-03-30 19:57:35', cancelled: false, open: true, signalling: true, blocking: false,
      dummyTask: false, pooledActors: ['SOFFID_ADMIN'], transitions: ['Rechazar', 'Aceptar'],
    },
  },
  {
    type: 'TaskInstance',
    id: 1861549,
    attributes: {
      name: 'Approve', description: 'Approve pending permissions', processName: 'Permissions request',
      processId: 1861537, processDefinition: 1946303,
      variables: {
        requester: 'admin',
        grants: [
          {
            ownersString: 'admin ', comments: '', roleId: 393447, userFullName: 'Soffid Administrator',
            owners: ['admin'], userName: 'admin', approved: false, applicationDescription: 'SOFFID Identity Manager',
            taskInstance: 1861549, schemas: ['urn:soffid:com.soffid.iam.addons.bpm.common.RoleRequestInfo'],
            denied: false, roleDescription: 'Accounting Manager', applicationName: 'Operation/Business 2/SOFFID',
          },
        ],
        requesterName: 'Soffid Administrator',
      },
      priority: 3, create: '2021-04-17 21:00:46', cancelled: false, open: true, signalling: true, blocking: false,
      dummyTask: false, pooledActors: ['admin'], transitions: ['Reject', 'Approve'],
    },
  },
  {
    type: 'Issue',
    id: 44656,
    attributes: {
      type: 'duplicated-user', status: 'A', description: 'Duplicated user bob bobm', created: '2023-06-09 07:17:25',
      acknowledged: '2023-06-09 09:46:54',
      performedActions: '2023-06-09 07:17:25 admin Created\n2023-06-09 09:46:54 admin Acknowledged\n',
      users: [
        { schemas: ['urn:soffid:com.soffid.iam.rc.api.IssueUser'], userName: 'bob', userId: 3941 },
        { schemas: ['urn:soffid:com.soffid.iam.rc.api.IssueUser'], userName: 'bobm', userId: 3971 },
      ],
    },
  },
  {
    type: 'Issue',
    id: 44672,
    attributes: {
      type: 'locked-account', status: 'S', description: 'Account etaylor@soffid has been locked',
      created: '2023-06-09 07:29:25', acknowledged: '2023-06-09 08:55:49', solved: '2023-06-09 08:56:09',
      performedActions: [
        '2023-06-09 07:29:25 $$INTERNAL$$ Created\n',
        '2023-06-09 08:49:49 admin User etaylor is disabled\n',
        '2023-06-09 08:55:09 admin The account etaylor has been locked\n',
        '2023-06-09 08:55:41 admin Notify pgarcia@soffid.com\n',
        '2023-06-09 08:55:49 admin Acknowledged\n',
        '2023-06-09 08:55:53 admin The account etaylor has been unlocked\n',
        '2023-06-09 08:56:09 admin Solved\n',
      ].join(''),
      users: [{ schemas: ['urn:soffid:com.soffid.iam.rc.api.IssueUser'], userName: 'etaylor', userId: 3821 }],
      accountId: 4994,
    },
  },
  {
    type: 'Issue',
    id: 56710,
    attributes: {
      type: 'duplicated-user', status: 'N', description: 'Duplicated user cdarwin cmartin etaylor',
      created: '2023-06-14 06:56:42', performedActions: '2023-06-14 06:56:42 admin Created\n',
      users: [
        { schemas: ['urn:soffid:com.soffid.iam.rc.api.IssueUser'], userName: 'cdarwin', userId: 4037 },
        { schemas: ['urn:soffid:com.soffid.iam.rc.api.IssueUser'], userName: 'cmartin', userId: 3890 },
        { schemas: ['urn:soffid:com.soffid.iam.rc.api.IssueUser'], userName: 'etaylor', userId: 3821 },
      ],
    },
  },
  {
    type: 'Issue',
    id: 56728,
    attributes: {
      type: 'duplicated-user', status: 'N', description: 'Duplicated user cdarwin cmartin etaylor',
      created: '2023-06-14 07:02:55', performedActions: '2023-06-14 07:02:55 admin Created\n',
      users: [
        { schemas: ['urn:soffid:com.soffid.iam.rc.api.IssueUser'], userName: 'cdarwin', userId: 4037 },
        { schemas: ['urn:soffid:com.soffid.iam.rc.api.IssueUser'], userName: 'cmartin', userId: 3890 },
        { schemas: ['urn:soffid:com.soffid.iam.rc.api.IssueUser'], userName: 'etaylor', userId: 3821 },
      ],
    },
  },
  {
    type: 'Issue',
    id: 169336,
    attributes: {
      type: 'duplicated-user', status: 'N', description: 'Duplicated user bobm bob', created: '2023-06-21 08:54:04',
      performedActions: '2023-06-21 08:54:04 admin Created\n',
      users: [
        { schemas: ['urn:soffid:com.soffid.iam.rc.api.IssueUser'], userName: 'bobm', userId: 3971 },
        { schemas: ['urn:soffid:com.soffid.iam.rc.api.IssueUser'], userName: 'bob', userId: 3941 },
      ],
    },
  },
];
