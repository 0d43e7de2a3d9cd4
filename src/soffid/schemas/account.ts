import { defineSchema } from '../../schema/define-schema';
import { accessLists } from './access-lists';
import { customAttributes } from './custom-attributes';

/** The schema of the resource type Account. */
export const accountSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.api.Account',
  title: 'Account',
  description: 'Name on a system, with its owners',
  type: 'object',
  required: ['name', 'system', 'type', 'passwordPolicy'],
  properties: {
    name: { type: 'string', description: 'Name of the account on its system' },
    system: { type: 'string', description: 'Name of the system' },
    type: { type: 'string', description: 'U user, S shared, P privileged, I ignored', enum: ['U', 'S', 'P', 'I'] },
    passwordPolicy: { type: 'string', description: 'Name of the UserType whose password policy applies' },
    description: { type: 'string', description: 'Whose account or what for' },
    loginName: { type: 'string', description: 'Name to log in with; the name when left out' },
    disabled: { type: 'boolean', description: 'Whether the account is locked out', default: false },
    status: {
      type: 'string',
      description: 'a active, FA forced active, l locked, d disabled, FD forced disabled, r removed, x archived',
      enum: ['a', 'FA', 'l', 'd', 'FD', 'r', 'x'],
    },
    inheritNewPermissions: {
      type: 'boolean',
      description: 'Whether the account gets what its owner is granted later',
      default: false,
    },
    ...accessLists,
    accessLevel: {
      type: 'string',
      description: 'What the caller may do with it: O own, M manage, U use, N navigate, - nothing',
      mutability: 'readOnly',
      canonicalValues: ['O', 'M', 'U', 'N', '-'],
    },
    oldName: { type: 'string', description: 'Name before the last rename', mutability: 'readOnly' },
    created: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the account was created',
      mutability: 'readOnly',
    },
    lastLogin: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the account was used last',
      mutability: 'readOnly',
    },
    lastChange: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the account was changed last',
      mutability: 'readOnly',
    },
    lastUpdated: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the account was last sent to its system',
      mutability: 'readOnly',
    },
    lastPasswordSet: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the password was set last',
      mutability: 'readOnly',
    },
    passwordExpiration: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the password expires',
      mutability: 'readOnly',
    },
    hasSnapshot: {
      type: 'boolean',
      description: 'Whether permissions of the account are set aside',
      mutability: 'readOnly',
      default: false,
    },
    credentialType: { type: 'string', description: 'What the account logs in with' },
    serverType: { type: 'string', description: 'Kind of server the account is on' },
    serverName: { type: 'string', description: 'Server the account is on' },
    sshPublicKey: { type: 'string', description: 'Public SSH key' },
    loginUrl: { type: 'string', description: 'Where to log in' },
    launchType: { type: 'string', description: 'How a session is opened' },
    jumpServerGroup: { type: 'string', description: 'Group of jump servers for sessions' },
    vaultFolder: { type: 'string', description: 'Name of the vault folder it is kept in' },
    vaultFolderId: { type: 'integer', description: 'id of the vault folder it is kept in' },
    lockedBy: { type: 'string', description: 'User who has checked the account out', mutability: 'readOnly' },
    passwordStatus: { type: 'string', description: 'State of the password on the system', mutability: 'readOnly' },
    attributes: customAttributes,
    password: {
      type: 'object',
      description: 'New password',
      mutability: 'writeOnly',
      returned: 'never',
      properties: {
        value: { type: 'string', description: 'The password in clear', mutability: 'writeOnly', password: true },
        expired: {
          type: 'boolean',
          description: 'false makes the password permanent; otherwise it has to be changed at the next login',
          aliases: ['passwordExpired'],
        },
      },
      required: ['value'],
    },
  },
});
