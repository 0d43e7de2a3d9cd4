import { defineResourceType } from '../../schema/define-resource-type';
import { auditSchema } from '../schemas/audit';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Records of changes. The service provider writes them; clients only read. */
export const Audit = defineResourceType({
  name: 'Audit',
  endpoint: '/Audit',
  schema: auditSchema,
  storageName: 'soffid.Audit',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('Audit')] },
  meta: metaWith(),
});
