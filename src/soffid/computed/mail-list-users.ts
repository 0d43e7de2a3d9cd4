import type { DerivedInput } from '../../hooks/derived-input';
import type { StoredResource } from '../../resource/stored-resource';
import { fold } from '../../schema/comparable';
import type { Attributes, DerivedAttribute } from '../../schema/resource-type';
import { Directory } from '../directory';
import { membersOf } from '../grants/group-members';
import { holdersOf } from '../grants/role-holders';
import { qualifiedName } from '../references/naming';
import { partsOf } from '../references/reference-text';
import { MailList } from '../resource-types/mail-list';
import { Role } from '../resource-types/role';
import { User } from '../resource-types/user';

/** What lists have in them, lists within lists included. */
interface Content {
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

/**
 * Everybody who is on a mail list (seed 001, MailList): active users who are named, who are in a group on the list, who
 * have a role on it by whatever way, or who are on a list on it. The look-ups are for all lists of a page, and as many
 * as lists, groups and roles are nested.
 */
export function mailListUsers(now: () => Date): DerivedAttribute<Attributes, DerivedInput> {
  return {
    on: 'read',
    async compute(_, { resources, store, context }) {
      const directory = new Directory(store, context);
      const lists = await directory.find(MailList, 'id', resources.map(({ id }) => Number(id)));
      const reached = await listsReached(lists, directory);
      const contents = new Map(lists.map((list) => [list.id, contentOf(list, reached)]));
      const usersOf = await lookUp([...contents.values()], directory, now());
      return resources.map(({ id }) => {
        const content = contents.get(id);
        const users = content === undefined ? [] : usersOf(content);
        return users.length > 0 ? users : undefined;
      });
    },
  };
}

type Lists = ReadonlyMap<string, StoredResource>;

/** The lists and all that are on them, by their folded addresses: a look-up for each level. */
async function listsReached(lists: readonly StoredResource[], directory: Directory): Promise<Lists> {
  const reached = new Map<string, StoredResource>();
  let level = lists;
  while (level.length > 0) {
    for (const list of level) reached.set(addressOf(list), list);
    const inside = level.flatMap(({ attributes }) => textsIn(attributes['lists'])).filter((address) => !reached.has(fold(address)));
    const found = await directory.find(MailList, 'name', inside.map((address) => partsOf(address)?.name));
    const wanted = new Set(inside.map(fold));
    level = found.filter((list) => wanted.has(addressOf(list)) && !reached.has(addressOf(list)));
  }
  return reached;
}

function contentOf(list: StoredResource, reached: Lists): Content {
  const visited = new Set([list]);
  // A set visits what is added on the way, and nothing twice.
  for (const { attributes } of visited) {
    for (const address of textsIn(attributes['lists'])) {
      const inside = reached.get(fold(address));
      if (inside !== undefined) visited.add(inside);
    }
  }
  const all = (name: string): ReadonlySet<string> => new Set([...visited].flatMap(({ attributes }) => textsIn(attributes[name]).map(fold)));
  return { users: all('usersList'), groups: all('groupMembers'), roles: all('roleMembers') };
}

/** Looks up what all lists need, and tells who is on each. */
async function lookUp(contents: readonly Content[], directory: Directory, now: Date): Promise<(content: Content) => readonly string[]> {
  const members = await membersOf([...new Set(contents.flatMap(({ groups }) => [...groups]))], { directory, isDeep: false });
  const holders = await holdersByText(new Set(contents.flatMap(({ roles }) => [...roles])), directory, now);
  const named = contents.flatMap(({ users }) => [...users]);
  const candidates = [...named, ...members.map(({ userName }) => userName), ...[...holders.values()].flat()];
  const users = (await directory.find(User, 'userName', candidates)).filter(({ attributes }) => attributes['active'] === true);
  const names = new Map(users.map(({ attributes: { userName } }) => [fold(String(userName)), String(userName)]));
  return ({ users: own, groups, roles }) => {
    const ofGroups = members.filter(({ group }) => groups.has(group)).map(({ userName }) => fold(userName));
    const ofRoles = [...roles].flatMap((role) => holders.get(role) ?? []).map(fold);
    return [...new Set([...own, ...ofGroups, ...ofRoles])].flatMap((name) => names.get(name) ?? []);
  };
}

/** Who has the roles that texts name: `role@system` for any domain value, `role@system/scope` for one. */
async function holdersByText(texts: ReadonlySet<string>, directory: Directory, now: Date): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = [...texts].map((text) => text.slice(0, text.indexOf('@')));
  const roles = await directory.find(Role, 'name', [...names, ...[...texts].flatMap((text) => partsOf(text)?.name ?? [])]);
  const meant = [...texts].flatMap((text) => roles.flatMap((role) => meaningOf(text, role)));
  const holdings = await holdersOf([...new Set(meant.map(({ roleId }) => roleId))], directory, now);
  return new Map(
    [...texts].map((text) => {
      const own = meant.filter((one) => one.text === text);
      const held = holdings.filter(({ roleId, domainValue }) => own.some((one) => one.roleId === roleId && isInScope(one.scope, domainValue)));
      return [text, held.map(({ userName }) => userName)];
    }),
  );
}

interface Meaning {
  readonly text: string;
  readonly roleId: number;
  readonly scope: string | undefined;
}

function meaningOf(text: string, role: StoredResource): readonly Meaning[] {
  const name = fold(qualifiedName(Role, role.attributes));
  if (text === name) return [{ text, roleId: Number(role.id), scope: undefined }];
  return text.startsWith(`${name}/`) ? [{ text, roleId: Number(role.id), scope: text.slice(name.length + 1) }] : [];
}

function isInScope(scope: string | undefined, domainValue: string | undefined): boolean {
  return scope === undefined || (domainValue !== undefined && fold(domainValue) === scope);
}

function addressOf({ attributes }: StoredResource): string {
  return fold(qualifiedName(MailList, attributes));
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}
