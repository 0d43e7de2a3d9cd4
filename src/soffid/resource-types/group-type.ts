import { defineResourceType } from '../../schema/define-resource-type';
import { groupTypeSchema } from '../schemas/group-type';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Kinds of groups. */
export const GroupType = defineResourceType({
  name: 'GroupType',
  endpoint: '/GroupType',
  schema: groupTypeSchema,
  storageName: 'soffid.GroupType',
  identifiers: 'integer',
  aliases: {
    names: ['OUType'],
    endpoints: ['/OUType'],
    schemas: [urnsEndingWith('GroupType', 'OUType')],
  },
  meta: metaWith(),
});
