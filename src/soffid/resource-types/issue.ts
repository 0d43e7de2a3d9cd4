import { defineResourceType } from '../../schema/define-resource-type';
import { issueSchema } from '../schemas/issue';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Events that somebody has to look at. */
export const Issue = defineResourceType({
  name: 'Issue',
  endpoint: '/Issue',
  schema: issueSchema,
  storageName: 'soffid.Issue',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('Issue')] },
  meta: metaWith(),
  relations: {
    account: { type: 'Account', on: [{ here: 'accountId', there: 'id' }] },
    user: { type: 'User', on: [{ here: 'users.userName', there: 'userName' }] },
  },
});
