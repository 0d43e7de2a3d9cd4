import { defineResourceType } from '../../schema/define-resource-type';
import { userTypeSchema } from '../schemas/user-type';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Kinds of users. */
export const UserType = defineResourceType({
  name: 'UserType',
  endpoint: '/UserType',
  schema: userTypeSchema,
  storageName: 'soffid.UserType',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('UserType')] },
  meta: metaWith(),
  derived: { unmanaged: { on: 'write', compute: (types) => types.map(({ managed }) => managed === false) } },
});
