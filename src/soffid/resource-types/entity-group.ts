import { defineResourceType } from '../../schema/define-resource-type';
import { entityGroupSchema } from '../schemas/entity-group';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Groups of federation members. */
export const EntityGroup = defineResourceType({
  name: 'EntityGroup',
  endpoint: '/EntityGroup',
  schema: entityGroupSchema,
  storageName: 'soffid.EntityGroup',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('EntityGroup')] },
  meta: metaWith(),
});
