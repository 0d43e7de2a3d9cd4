import { InvalidValueError } from '../../errors/catalog';
import { detail, either } from '../../errors/detail';
import { isObject } from '../../resource/attribute-value';
import type { StoredResource } from '../../resource/stored-resource';
import { fold } from '../../schema/comparable';
import type { Attributes } from '../../schema/resource-type';
import type { Saving } from '../behaviour';
import { before } from '../behaviour';
import type { Directory } from '../directory';
import { Group } from '../resource-types/group';
import { RoleGrant } from '../resource-types/role-grant';
import { roleGrantAttributes } from '../schemas/role-grant-attributes';
import type { RoleSought } from './find-roles';
import { findRoles } from './find-roles';
import type { DomainValueUse } from './security-domain';
import { checkDomainValues } from './security-domain';

const lists = ['ownedRoles', 'ownerRoles', 'granteeGroups'] as const;
type ListName = (typeof lists)[number];

/** What a grant keeps of what is written: neither names, which the roles have, nor what is computed. */
const kept: readonly string[] = Object.entries(roleGrantAttributes)
  .filter(([name, attribute]) => !('mutability' in attribute) && !['roleName', 'system', 'ownerRoleName', 'ownerSystem'].includes(name))
  .map(([name]) => name);

/** A grant as a list of a role is to have it, with the id of the other role; that of the role itself may not be known yet. */
interface Wanted {
  readonly list: ListName;
  /** The attribute that names the other side, with its position. */
  readonly path: string;
  readonly element: Attributes;
  readonly previous: Attributes | undefined;
}

/**
 * The lists of grants that a write leaves a role with: roles by their ids, groups by their names, each grant once, and
 * the ids of those that stay.
 *
 * @throws InvalidValueError for a role, a group's role or a grant that does not exist, and for a role that owns itself.
 */
export async function resolveGrants(change: Saving, directory: Directory): Promise<Attributes> {
  const changedLists = listsChangedBy(change);
  const wanted = changedLists.flatMap((list) => wantedIn(list, change));
  const others = await findRoles(wanted.map((one) => otherSide(one, change.attributes)), directory);
  const self = change.operation === 'create' ? undefined : Number(change.id);
  const grants = wanted.map((one, index) => ({ ...one, other: others[index] }));
  for (const { path, other } of grants) {
    if (other !== undefined && Number(other.id) === self) throw new InvalidValueError(detail`${path} is the role itself`);
  }
  const groups = await groupNames(wanted, directory);
  const spelt = await speltValues(grants, change.attributes, directory);
  const records = grants.map((grant, index) => ({ list: grant.list, record: recordOf(grant, spelt[index] ?? {}, groups) }));
  const changed = changedLists.filter((list) => Array.isArray(change.attributes[list])).map((list): [string, unknown] => {
    const own = records.filter((each) => each.list === list).map(({ record }) => record);
    return [list, distinct(list, own, before(change)[list])];
  });
  return { ...change.attributes, ...Object.fromEntries(changed) };
}

function listsChangedBy(change: Saving): readonly ListName[] {
  return lists.filter((list) => change.attributes[list] !== before(change)[list]);
}

function wantedIn(list: ListName, change: Saving): readonly Wanted[] {
  const stored = new Map(grantsIn(before(change)[list]).map((grant) => [grant['id'], grant]));
  return grantsIn(change.attributes[list]).map((element, index) => {
    const { id } = element;
    const path = `${list}[${index}]`;
    const previous = stored.get(id);
    if (typeof id === 'number' && previous === undefined) throw new InvalidValueError(detail`${path} has the id ${id}, and the role has no such grant`);
    return { list, path, element: { ...previous, ...element }, previous };
  });
}

function grantsIn(value: unknown): readonly Attributes[] {
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isObject) : [];
}

/** Which role is on the other side; its system is that of the role itself when none is said. */
function otherSide({ list, path, element }: Wanted, role: Attributes): RoleSought {
  const own = role['system'];
  switch (list) {
    case 'ownedRoles':
      return { path, id: element['roleId'], name: element['roleName'], system: element['system'] ?? own };
    case 'ownerRoles':
      return { path, id: element['ownerRole'], name: element['ownerRoleName'], system: element['ownerSystem'] ?? own };
    case 'granteeGroups':
      return { path };
  }
}

/** The groups that are named, as they are written where they are defined, by the folded name. */
async function groupNames(wanted: readonly Wanted[], directory: Directory): Promise<ReadonlyMap<string, string>> {
  const named = wanted.flatMap(({ list, element }) => (list === 'granteeGroups' && typeof element['ownerGroup'] === 'string' ? element['ownerGroup'] : []));
  const groups = await directory.find(Group, 'name', named);
  return new Map(groups.map(({ attributes: { name } }) => [fold(String(name)), String(name)]));
}

interface Grant extends Wanted {
  readonly other: StoredResource | undefined;
}

type Values = Partial<Record<'domainValue' | 'ownerRolDomainValue', string>>;

/** Domain values as they are written where they are defined; what a grant had before is not asked again. */
async function speltValues(grants: readonly Grant[], self: Attributes, directory: Directory): Promise<readonly Values[]> {
  const uses = grants.flatMap((grant, index) => usesOf(grant, self).map((use) => ({ ...use, index })));
  const values = await checkDomainValues(uses, directory);
  return grants.map((_, index) => {
    const own = uses.map((use, place) => ({ ...use, spelt: values[place] })).filter((use) => use.index === index);
    return Object.fromEntries(own.map(({ name, spelt }) => [name, spelt]));
  });
}

function usesOf({ list, path, element, previous, other }: Grant, self: Attributes): readonly (DomainValueUse & { readonly name: keyof Values })[] {
  const [owned, owner] = list === 'ownedRoles' ? [other?.attributes, self] : [self, list === 'ownerRoles' ? other?.attributes : undefined];
  const use = (name: keyof Values, role: Attributes | undefined) => {
    const value = element[name];
    if (typeof value !== 'string' || value === '' || role === undefined || previous?.[name] === value) return [];
    return [{ name, path: `${path}.${name}`, value, role }];
  };
  return [...use('domainValue', owned), ...use('ownerRolDomainValue', owner)];
}

/** The grant as its list has it. */
function recordOf({ list, path, element, other }: Grant, values: Values, groups: ReadonlyMap<string, string>): Attributes {
  const named = list === 'granteeGroups' ? element['ownerGroup'] : other?.id;
  if (typeof named !== 'string') throw new InvalidValueError(detail`${path} must have ${sideNames[list]}`);
  const ownerGroup = groups.get(fold(named));
  if (list === 'granteeGroups' && ownerGroup === undefined) throw new InvalidValueError(detail`${path} names the ${Group.name} "${named}", which does not exist`);
  const own = Object.fromEntries(kept.filter((name) => element[name] !== undefined).map((name) => [name, element[name]]));
  const side = { roleId: undefined, ownerRole: undefined, ownerGroup: undefined, ...sideOf(list, other, ownerGroup) };
  const status = list === 'granteeGroups' ? {} : { status: element['status'] ?? 'A' };
  const record = { enabled: true, mandatory: true, ...own, ...side, ...status, ...values, id: element['id'] };
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

const sideNames = Object.freeze({
  ownedRoles: either(['roleId', 'roleName']),
  ownerRoles: either(['ownerRole', 'ownerRoleName']),
  granteeGroups: 'ownerGroup',
});

function sideOf(list: ListName, other: StoredResource | undefined, ownerGroup: unknown): Attributes {
  switch (list) {
    case 'ownedRoles':
      return { roleId: Number(other?.id) };
    case 'ownerRoles':
      return { ownerRole: Number(other?.id) };
    case 'granteeGroups':
      return { ownerGroup };
  }
}

/** Each grant once; one that is there already, under the id that it has. */
function distinct(list: ListName, records: readonly Attributes[], previous: unknown): readonly Attributes[] {
  const ids = new Map(grantsIn(previous).map((grant) => [grantKey(list, grant), grant['id']]));
  const found = new Map<string, Attributes>();
  for (const record of records) {
    const key = grantKey(list, record);
    if (found.has(key)) continue;
    const id = record['id'] ?? ids.get(key);
    found.set(key, { ...record, ...(id !== undefined && { id }) });
  }
  return [...found.values()];
}

/** What tells grants of one list apart, which have the role itself in common. */
function grantKey(list: ListName, { roleId, ownerRole, ownerGroup, domainValue, ownerRolDomainValue }: Attributes): string {
  const other = { ownedRoles: roleId, ownerRoles: ownerRole, granteeGroups: fold(String(ownerGroup)) }[list];
  return JSON.stringify([other, domainValue ?? null, ownerRolDomainValue ?? null]);
}

/** Makes the grants what the lists of a role say, when the role is written. */
export async function keepGrants(change: Saving, { id }: StoredResource, directory: Directory): Promise<void> {
  const self = Number(id);
  const changed = listsChangedBy(change);
  const wanted = changed.flatMap((list) => grantsIn(change.attributes[list]).map((grant) => grantResource(list, grant, self)));
  const wantedIds = new Set(wanted.map((grant) => grant.id));
  const previous = changed.flatMap((list) => grantsIn(before(change)[list])).map((grant) => Number(grant['id']));
  const stored = new Map((await directory.find(RoleGrant, 'id', previous)).map((grant) => [Number(grant.id), grant]));
  await directory.remove(RoleGrant, [...stored].flatMap(([number, grant]) => (wantedIds.has(number) ? [] : [grant])));
  for (const { id: number, attributes } of wanted) {
    const grant = number === undefined ? undefined : stored.get(number);
    if (grant === undefined) await directory.add(RoleGrant, attributes);
    else await directory.change(RoleGrant, grant, { ...withoutAll(grant.attributes), ...attributes });
  }
}

function grantResource(list: ListName, grant: Attributes, self: number): { readonly id: number | undefined; readonly attributes: Attributes } {
  const own = Object.fromEntries(kept.filter((name) => grant[name] !== undefined).map((name) => [name, grant[name]]));
  const side = list === 'ownedRoles' ? { ownerRole: self } : { roleId: self };
  const id = typeof grant['id'] === 'number' ? grant['id'] : undefined;
  return { id, attributes: { ...own, ...side, hasDomain: grant['domainValue'] !== undefined } };
}

function withoutAll(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.keys(attributes).map((name) => [name, undefined]));
}
