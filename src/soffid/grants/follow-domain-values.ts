import { fold } from '../../schema/comparable';
import type { Attributes, ResourceType } from '../../schema/resource-type';
import type { Follower } from '../behaviour';
import type { Directory } from '../directory';
import { equals } from '../directory';
import { Application } from '../resource-types/application';
import { DomainValue } from '../resource-types/domain-value';
import { Group } from '../resource-types/group';
import { Role } from '../resource-types/role';
import { RoleAccount } from '../resource-types/role-account';
import { RoleGrant } from '../resource-types/role-grant';
import type { SecurityDomain } from './security-domain';
import { domainOf } from './security-domain';

/** Where domain values stand: the attribute, and that of the id of the role whose domain they belong to. */
const places: readonly { readonly from: ResourceType; readonly value: string; readonly role: string }[] = Object.freeze([
  { from: RoleAccount, value: 'domainValue', role: 'roleId' },
  { from: RoleGrant, value: 'domainValue', role: 'roleId' },
  { from: RoleGrant, value: 'ownerRolDomainValue', role: 'ownerRole' },
]);

interface RenamedValue {
  readonly from: string;
  readonly to: string;
  /** Whether the value belongs to the domain. */
  readonly isOf: (domain: SecurityDomain) => boolean;
}

/** Grants that are limited to a group, an application or a domain value are so still when that is called something else. */
export const followDomainValues: Follower = async (change, _result, { directory }) => {
  if (change.operation === 'create' || change.operation === 'delete') return;
  await followDomainValueRename(change.type, { before: change.before.attributes, after: change.attributes }, directory);
};

/** The same for a resource that was renamed with another one. */
export async function followDomainValueRename(
  type: ResourceType,
  { before, after }: { readonly before: Attributes; readonly after: Attributes },
  directory: Directory,
): Promise<void> {
  const renamed = renamedBy(type, before, after);
  if (renamed === undefined || renamed.from === renamed.to) return;
  for (const place of places) await rename(place, renamed, directory);
}

function renamedBy(type: ResourceType, before: Attributes, after: Attributes): RenamedValue | undefined {
  switch (type.name) {
    case Group.name:
      return { from: String(before['name']), to: String(after['name']), isOf: ({ kind }) => kind === 'group' };
    case Application.name:
      return { from: String(before['name']), to: String(after['name']), isOf: ({ kind }) => kind === 'application' };
    case DomainValue.name:
      return { from: String(before['value']), to: String(after['value']), isOf: isDomainOf(before) };
    default:
      return undefined;
  }
}

function isDomainOf({ domainName, externalCodeDomain }: Attributes): RenamedValue['isOf'] {
  return ({ kind, name, application }) =>
    kind === 'custom' && fold(name) === fold(String(domainName)) && fold(application) === fold(String(externalCodeDomain));
}

async function rename({ from: type, value, role }: (typeof places)[number], { from, to, isOf }: RenamedValue, directory: Directory): Promise<void> {
  for await (const page of directory.pages(type, equals(type, value, from))) {
    const ids = page.flatMap(({ attributes }) => (typeof attributes[role] === 'number' ? attributes[role] : []));
    const roles = new Map((await directory.find(Role, 'id', ids)).map(({ id, attributes }) => [Number(id), attributes]));
    for (const grant of page) {
      const domain = domainOf(roles.get(Number(grant.attributes[role])) ?? {});
      if (domain === undefined || !isOf(domain)) continue;
      const copies = ['group', 'informationSystem'].filter((name) => type === RoleAccount && grant.attributes[name] !== undefined);
      await directory.change(type, grant, { [value]: to, ...Object.fromEntries(copies.map((name) => [name, to])) });
    }
  }
}
