import { defineSchema } from '../../schema/define-schema';

/** The schema of the resource type MailDomain. */
export const mailDomainSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.iga.api.MailDomain',
  title: 'MailDomain',
  description: 'Domain of mail addresses',
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', description: 'Domain of mail addresses', uniqueness: 'server', aliases: ['code'] },
    description: { type: 'string', description: 'Text for people' },
    obsolete: { type: 'boolean', description: 'Whether new lists may no longer use the domain', default: false },
  },
});
