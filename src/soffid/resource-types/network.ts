import { defineResourceType } from '../../schema/define-resource-type';
import { networkSchema } from '../schemas/network';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Networks of hosts. */
export const Network = defineResourceType({
  name: 'Network',
  endpoint: '/Network',
  schema: networkSchema,
  storageName: 'soffid.Network',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('Network')] },
  meta: metaWith(),
});
