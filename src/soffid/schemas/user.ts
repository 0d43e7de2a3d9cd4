import { defineSchema } from '../../schema/define-schema';
import { customAttributes } from './custom-attributes';

/** The schema of the resource type User. */
export const userSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.api.User',
  title: 'User',
  description: 'Person who has accounts',
  type: 'object',
  required: ['userName', 'firstName', 'lastName', 'userType', 'primaryGroup'],
  properties: {
    userName: { type: 'string', description: 'Name to log in with and to be referred to by', uniqueness: 'server' },
    firstName: { type: 'string', description: 'Given name' },
    lastName: { type: 'string', description: 'Family name' },
    middleName: { type: 'string', description: 'Second family name or middle name', aliases: ['lastName2'] },
    fullName: { type: 'string', description: 'First, last and middle name as one text', mutability: 'readOnly' },
    userType: { type: 'string', description: 'Kind of user, the name of a UserType' },
    primaryGroup: { type: 'string', description: 'Name of the main group' },
    primaryGroupDescription: { type: 'string', description: 'Description of the main group', mutability: 'readOnly' },
    active: { type: 'boolean', description: 'Whether the user may log in', default: false },
    multiSession: { type: 'boolean', description: 'Whether several sessions at a time are allowed', default: false },
    comments: { type: 'string', description: 'Remarks' },
    homeServer: { type: 'string', description: 'Host of the home directory' },
    profileServer: { type: 'string', description: 'Host of the roaming profile' },
    mailServer: { type: 'string', description: 'Host of the mailbox' },
    emailAddress: { type: 'string', description: 'Mail address' },
    shortName: { type: 'string', description: 'Part of the mail address before the @' },
    mailDomain: { type: 'string', description: 'Name of the mail domain' },
    mailAlias: {
      type: 'string',
      description: 'Addresses of the mail lists the user is on, separated by a comma and a space',
      mutability: 'readOnly',
      shownWhenEmpty: true,
    },
    nationalID: { type: 'string', description: 'Number of the identity card' },
    phoneNumber: { type: 'string', description: 'Telephone number' },
    createdByUser: {
      type: 'string',
      description: 'Account that created the user',
      mutability: 'readOnly',
      aliases: ['createdBy'],
    },
    createdDate: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the user was created',
      mutability: 'readOnly',
      aliases: ['createdOn'],
    },
    modifiedByUser: {
      type: 'string',
      description: 'Account that changed the user last',
      mutability: 'readOnly',
      aliases: ['modifiedBy'],
    },
    modifiedDate: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the user was changed last',
      mutability: 'readOnly',
      aliases: ['modifiedOn'],
    },
    attributes: customAttributes,
    password: {
      type: 'array',
      description: 'New passwords, one for each password domain',
      mutability: 'writeOnly',
      returned: 'never',
      items: {
        type: 'object',
        properties: {
          domain: {
            type: 'string',
            description: 'Name of the password domain; DEFAULT when left out',
            default: 'DEFAULT',
          },
          value: { type: 'string', description: 'The password in clear', mutability: 'writeOnly', password: true },
          passwordExpired: {
            type: 'boolean',
            description: 'false makes the password permanent; otherwise it has to be changed at the next login',
            aliases: ['expired'],
          },
        },
        required: ['value'],
      },
    },
  },
});
