import { defineSchema } from '../../schema/define-schema';
import { customAttributes } from './custom-attributes';

/** The schema of the resource type MailList. */
export const mailListSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.iga.api.MailList',
  title: 'MailList',
  description: 'Mail list',
  type: 'object',
  required: ['name', 'domainName'],
  properties: {
    name: { type: 'string', description: 'Part of the address before the @' },
    domainName: { type: 'string', description: 'Name of the mail domain', aliases: ['domainCode'] },
    description: { type: 'string', description: 'Text for people' },
    usersList: {
      type: 'array',
      description: 'Members, by user name',
      shownWhenEmpty: true,
      items: { type: 'string' },
    },
    groupMembers: {
      type: 'array',
      description: 'Groups whose members are on the list, by name',
      shownWhenEmpty: true,
      items: { type: 'string' },
    },
    roleMembers: {
      type: 'array',
      description: 'Roles whose holders are on the list, as name@system or name@system/scope',
      shownWhenEmpty: true,
      items: { type: 'string' },
    },
    lists: {
      type: 'array',
      description: 'Lists on the list, as name@domain',
      shownWhenEmpty: true,
      items: { type: 'string' },
    },
    externalList: { type: 'array', description: 'Addresses outside', shownWhenEmpty: true, items: { type: 'string' } },
    explodedUsersList: {
      type: 'array',
      description: 'Everybody who is on the list, by user name',
      mutability: 'readOnly',
      shownWhenEmpty: true,
      items: { type: 'string' },
    },
    listsBelong: {
      type: 'string',
      description: 'Lists that this one is on, separated by a comma and a space',
      mutability: 'readOnly',
      shownWhenEmpty: true,
    },
    attributes: customAttributes,
  },
});
