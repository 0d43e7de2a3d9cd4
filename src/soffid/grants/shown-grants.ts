import type { DerivedInput } from '../../hooks/derived-input';
import type { StoredResource } from '../../resource/stored-resource';
import type { Urls } from '../../resource/urls';
import type { Attributes, DerivedAttribute, ResourceType } from '../../schema/resource-type';
import { embedded } from '../computed/embedded';
import { Directory, anyOf } from '../directory';
import { Group } from '../resource-types/group';
import { RoleGrant } from '../resource-types/role-grant';

/** The attributes of a role that its grants make up. */
type ShownGrants = Readonly<Record<'ownedRoles' | 'ownerRoles' | 'granteeGroups' | 'ownerGroups', readonly Attributes[]>>;

/**
 * The grants of roles are resources of their own, which both sides show (seed 001, Role): three queries for a page. What
 * is written to a role is kept by its behaviour. `roleType` tells the type of roles, which has these attributes itself.
 */
export function grantAttributes(roleType: () => ResourceType): Readonly<Record<keyof ShownGrants, DerivedAttribute>> {
  const shown = (name: keyof ShownGrants, writable: boolean): DerivedAttribute => ({
    on: 'read',
    writable,
    compute: async (_, input: DerivedInput) => {
      const pages = await input.once('grants', () => grantsOf(input, roleType()));
      return pages.map(({ [name]: grants }) => (grants.length > 0 ? grants : undefined));
    },
  });
  return {
    ownedRoles: shown('ownedRoles', true),
    ownerRoles: shown('ownerRoles', true),
    granteeGroups: shown('granteeGroups', true),
    ownerGroups: shown('ownerGroups', false),
  };
}

/** What grants refer to. */
interface Referred {
  readonly roles: ReadonlyMap<number, Attributes>;
  readonly groups: ReadonlyMap<unknown, StoredResource>;
  readonly urls: Urls;
}

async function grantsOf({ resources, store, context }: DerivedInput, roleType: ResourceType): Promise<readonly ShownGrants[]> {
  const directory = new Directory(store, context);
  const ids = resources.map(({ id }) => Number(id));
  const grants = await directory.all(RoleGrant, { kind: 'or', operands: [anyOf(RoleGrant, 'roleId', ids), anyOf(RoleGrant, 'ownerRole', ids)] });
  const sides = grants.flatMap(({ attributes: { roleId, ownerRole } }) => [roleId, ownerRole].filter((id) => typeof id === 'number'));
  const roles = await directory.find(roleType, 'id', sides);
  const groups = await directory.find(Group, 'name', grants.flatMap(({ attributes: { ownerGroup } }) => (typeof ownerGroup === 'string' ? ownerGroup : [])));
  const referred: Referred = {
    roles: new Map(roles.map(({ id, attributes }) => [Number(id), attributes])),
    groups: new Map(groups.map((group) => [group.attributes['name'], group])),
    urls: context,
  };
  const [byOwner, byRole] = [grouped(grants, 'ownerRole'), grouped(grants, 'roleId')];
  return ids.map((id) => grantsOfRole(byOwner.get(id) ?? [], byRole.get(id) ?? [], referred));
}

function grouped(grants: readonly StoredResource[], name: string): ReadonlyMap<unknown, readonly StoredResource[]> {
  const groups = new Map<unknown, StoredResource[]>();
  for (const grant of grants) {
    const others = groups.get(grant.attributes[name]);
    if (others === undefined) groups.set(grant.attributes[name], [grant]);
    else others.push(grant);
  }
  return groups;
}

function grantsOfRole(owned: readonly StoredResource[], granted: readonly StoredResource[], referred: Referred): ShownGrants {
  const toGroups = granted.filter(({ attributes: { ownerGroup } }) => ownerGroup !== undefined);
  const shown = (grant: StoredResource): Attributes => shownGrant(grant, referred);
  return {
    ownedRoles: owned.map(shown),
    ownerRoles: granted.filter(({ attributes: { ownerRole } }) => ownerRole !== undefined).map(shown),
    granteeGroups: toGroups.map(shown),
    ownerGroups: [...new Set(toGroups.map(({ attributes: { ownerGroup } }) => ownerGroup))].flatMap((name) => shownGroup(name, referred)),
  };
}

function shownGrant({ id, attributes }: StoredResource, { roles, urls }: Referred): Attributes {
  const { roleId, ownerRole, domainValue } = attributes;
  const [role, owner] = [roles.get(Number(roleId)), roles.get(Number(ownerRole))];
  return assigned({
    ...attributes,
    schemas: [RoleGrant.schema.$id],
    id: Number(id),
    hasDomain: domainValue !== undefined,
    roleName: role?.['name'],
    roleDescription: role?.['description'],
    system: role?.['system'],
    informationSystem: role?.['informationSystemName'],
    ownerRoleName: owner?.['name'],
    ownerRoleDescription: owner?.['description'],
    ownerSystem: owner?.['system'],
    ownerInformationSystem: owner?.['informationSystemName'],
    meta: { resourceType: RoleGrant.name, location: urls.locate(RoleGrant.name, id) },
  });
}

function shownGroup(name: unknown, { groups, urls }: Referred): readonly Attributes[] {
  const group = groups.get(name);
  return group === undefined ? [] : embedded(Group, [group], urls);
}

function assigned(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}
