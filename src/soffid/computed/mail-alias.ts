import type { DerivedInput } from '../../hooks/derived-input';
import { fold } from '../../schema/comparable';
import type { Attributes, DerivedAttribute } from '../../schema/resource-type';
import { Directory } from '../directory';
import { qualifiedName } from '../references/naming';
import { MailList } from '../resource-types/mail-list';

/** The addresses of the mail lists that have a user among their own members (seed 001, User): one query for all users. */
export const mailAlias: DerivedAttribute<Attributes, DerivedInput> = {
  on: 'read',
  async compute(users, { store, context }) {
    const names = users.map(({ userName }) => String(userName));
    const lists = await new Directory(store, context).find(MailList, 'usersList', names);
    const addresses = new Map<string, string[]>();
    for (const { attributes } of lists) {
      for (const member of (attributes['usersList'] ?? []) as readonly string[]) {
        const key = fold(member);
        addresses.set(key, [...(addresses.get(key) ?? []), qualifiedName(MailList, attributes)]);
      }
    }
    return names.map((name) => addresses.get(fold(name))?.sort().join(', '));
  },
};
