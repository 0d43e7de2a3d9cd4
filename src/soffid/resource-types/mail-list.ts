import { defineResourceType } from '../../schema/define-resource-type';
import { mailListSchema } from '../schemas/mail-list';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Mail lists. */
export const MailList = defineResourceType({
  name: 'MailList',
  endpoint: '/MailList',
  schema: mailListSchema,
  storageName: 'soffid.MailList',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('MailList')] },
  meta: metaWith(),
  uniqueTogether: [['name', 'domainName']],
});
