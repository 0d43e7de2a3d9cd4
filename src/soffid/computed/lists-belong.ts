import type { DerivedInput } from '../../hooks/derived-input';
import { fold } from '../../schema/comparable';
import type { Attributes, DerivedAttribute } from '../../schema/resource-type';
import { Directory } from '../directory';
import { qualifiedName } from '../references/naming';
import { MailList } from '../resource-types/mail-list';

/** The addresses of the mail lists that a list is on, with a comma and a space between them (seed 001, MailList): two queries. */
export const listsBelong: DerivedAttribute<Attributes, DerivedInput> = {
  on: 'read',
  async compute(_, { resources, store, context }) {
    const directory = new Directory(store, context);
    const lists = await directory.find(MailList, 'id', resources.map(({ id }) => Number(id)));
    const addresses = new Map(lists.map(({ id, attributes }) => [id, qualifiedName(MailList, attributes)]));
    const above = await directory.find(MailList, 'lists', addresses.values());
    const belonging = new Map<string, string[]>();
    for (const { attributes } of above) {
      for (const address of new Set(((attributes['lists'] ?? []) as readonly string[]).map(fold))) {
        belonging.set(address, [...(belonging.get(address) ?? []), qualifiedName(MailList, attributes)]);
      }
    }
    return resources.map(({ id }) => belonging.get(fold(addresses.get(id) ?? ''))?.sort().join(', '));
  },
};
