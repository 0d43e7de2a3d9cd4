import { defineResourceType } from '../../schema/define-resource-type';
import { mailDomainSchema } from '../schemas/mail-domain';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Domains of mail lists. */
export const MailDomain = defineResourceType({
  name: 'MailDomain',
  endpoint: '/MailDomain',
  schema: mailDomainSchema,
  storageName: 'soffid.MailDomain',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('MailDomain')] },
  meta: metaWith(),
});
