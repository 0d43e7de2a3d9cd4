import { defineSchema } from '../../schema/define-schema';
import { customAttributes } from './custom-attributes';
import { recordAttributes } from './record-attributes';

/** The schema of the resource type RoleAccount. */
export const roleAccountSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.iga.api.RoleAccount',
  title: 'RoleAccount',
  description: 'Grant of a role to an account',
  type: 'object',
  required: ['accountName', 'roleName', 'system'],
  properties: {
    accountName: { type: 'string', description: 'Name of the account that is granted the role' },
    accountSystem: { type: 'string', description: 'System of the account; that of the role when left out' },
    accountId: { type: 'integer', description: 'id of the account', mutability: 'readOnly' },
    roleName: { type: 'string', description: 'Name of the role' },
    system: { type: 'string', description: 'System of the role' },
    roleId: { type: 'integer', description: 'id of the role', mutability: 'readOnly' },
    roleDescription: { type: 'string', description: 'Description of the role', mutability: 'readOnly' },
    informationSystemName: { type: 'string', description: 'Application of the role', mutability: 'readOnly' },
    roleCategory: { type: 'string', description: 'Category of the role', mutability: 'readOnly' },
    userName: { type: 'string', description: 'User name of the owner of the account' },
    userCode: {
      type: 'string',
      description: 'The same as userName, as older clients read it',
      mutability: 'readOnly',
    },
    userFullName: { type: 'string', description: 'Full name of the owner of the account', mutability: 'readOnly' },
    userGroupCode: { type: 'string', description: 'Main group of the owner of the account', mutability: 'readOnly' },
    groupDescription: {
      type: 'string',
      description: 'Description of the main group of the owner',
      mutability: 'readOnly',
    },
    domainValue: {
      type: 'object',
      description: 'What the grant is limited to, for roles that have a domain',
      properties: {
        value: { type: 'string', description: 'Name of a group or of an application, or the value of a DomainValue' },
        description: { type: 'string', description: 'Text for people' },
        domainName: { type: 'string', description: 'Domain of the value' },
        externalCodeDomain: { type: 'string', description: 'Application of the domain' },
      },
    },
    enabled: { type: 'boolean', description: 'Whether the grant is in force', default: true },
    approvalPending: { type: 'boolean', description: 'Whether the grant waits for an approval', default: false },
    removalPending: {
      type: 'boolean',
      description: 'Whether the end of the grant waits for an approval',
      default: false,
    },
    bpmEnabled: {
      type: 'string',
      description: 'S when grants of the role need an approval, else N',
      enum: ['S', 'N'],
    },
    bpmEnforced: {
      type: 'string',
      description: 'The same as bpmEnabled, as older clients read it',
      mutability: 'readOnly',
    },
    startDate: { type: 'string', format: 'local-date-time', description: 'When the grant begins' },
    endDate: { type: 'string', format: 'local-date-time', description: 'When the grant ends' },
    certificationDate: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the grant was reviewed last',
      mutability: 'readOnly',
    },
    ruleId: { type: 'integer', description: 'id of the rule that made the grant', mutability: 'readOnly' },
    ruleDescription: {
      type: 'string',
      description: 'Description of the rule that made the grant',
      mutability: 'readOnly',
    },
    holderGroup: { type: 'string', description: 'Group the grant is bound to' },
    parentGrant: { type: 'integer', description: 'id of the grant this one follows from', mutability: 'readOnly' },
    approvalProcess: {
      type: 'integer',
      description: 'id of the process that approves the grant',
      mutability: 'readOnly',
    },
    delegationStatus: { type: 'string', description: 'State of the delegation', mutability: 'readOnly' },
    ownerAccount: { type: 'string', description: 'Account that delegates the grant' },
    delegateAccount: { type: 'string', description: 'Account the grant is delegated to' },
    delegateSince: { type: 'string', format: 'local-date-time', description: 'When the delegation begins' },
    delegateUntil: { type: 'string', format: 'local-date-time', description: 'When the delegation ends' },
    sodRisk: { type: 'string', description: 'Risk of holding this role beside others', mutability: 'readOnly' },
    sodRules: {
      type: 'array',
      description: 'Rules that say which roles must not be held together',
      mutability: 'readOnly',
      items: { type: 'object', additionalProperties: true, properties: {} },
    },
    attributes: customAttributes,
    ...recordAttributes,
  },
});
