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
  accept: { account: accountFromName },
  relations: {
    user: { type: 'User', on: [{ here: 'users.userName', there: 'userName' }] },
  },
});

/** Some clients send the name alone. */
function accountFromName(value: unknown): unknown {
  return typeof value === 'string' ? { name: value } : value;
}
