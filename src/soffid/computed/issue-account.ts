import type { DerivedInput } from '../../hooks/derived-input';
import { derivedInput } from '../../hooks/derived-input';
import type { Attributes, DerivedAttribute } from '../../schema/resource-type';
import { Directory } from '../directory';
import { Account } from '../resource-types/account';
import { Issue } from '../resource-types/issue';
import { embedded } from './embedded';

type Computed = DerivedAttribute<Attributes, DerivedInput>;

/** The account that an issue concerns (seed 001, Issue), with what the caller may do with it: two queries for a page. */
export function issueAccount(accessLevel: Computed): Computed {
  return {
    on: 'read',
    async compute(_, { resources, store, context }) {
      const directory = new Directory(store, context);
      const issues = await directory.find(Issue, 'id', resources.map(({ id }) => Number(id)));
      const accountOf = new Map(issues.flatMap(({ id, attributes: { accountId } }) => (typeof accountId === 'number' ? [[id, accountId] as const] : [])));
      const accounts = await directory.find(Account, 'id', accountOf.values());
      const levels = await accessLevel.compute(accounts.map(({ attributes }) => attributes), derivedInput({ resources: accounts, store }, context));
      const leveled = accounts.map((account, index) => ({ ...account, attributes: { ...account.attributes, accessLevel: levels[index] } }));
      const shown = new Map(embedded(Account, leveled, context).map((account) => [account['id'], account]));
      return resources.map(({ id }) => shown.get(accountOf.get(id)));
    },
  };
}
