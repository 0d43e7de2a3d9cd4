import { defineResourceType } from '../../schema/define-resource-type';
import { systemSchema } from '../schemas/system';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Managed systems. */
export const System = defineResourceType({
  name: 'System',
  endpoint: '/System',
  schema: systemSchema,
  storageName: 'soffid.System',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('System')] },
  meta: metaWith(),
});
