import { defineResourceType } from '../../schema/define-resource-type';
import { hostSchema } from '../schemas/host';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Hosts of networks. */
export const Host = defineResourceType({
  name: 'Host',
  endpoint: '/Host',
  schema: hostSchema,
  storageName: 'soffid.Host',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('Host')] },
  meta: metaWith(),
  relations: {
    network: { type: 'Network', on: [{ here: 'networkCode', there: 'name' }] },
  },
});
