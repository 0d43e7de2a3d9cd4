import { parseFilter } from '../../filter/parse-filter';
import type { DerivedInput } from '../../hooks/derived-input';
import { noAttributes } from '../../resource/create-projection';
import type { Attributes, ResourceType } from '../../schema/resource-type';
import type { ScimContext } from '../../store/context';
import type { ResourceStore } from '../../store/resource-store';
import { soffidTypes } from '../resource-types/soffid-types';
import { demoAccounts } from './accounts';
import type { DemoResource } from './demo-resource';
import { demoGroups } from './groups';
import { demoMail } from './mail';
import { demoProcesses } from './processes';
import { demoRoles } from './roles';
import { demoSystems } from './systems';
import { demoUsers } from './users';

/** Every resource of the documents, each after those that it refers to. */
export const demoResources: readonly DemoResource[] = Object.freeze([
  ...demoSystems,
  ...demoGroups,
  ...demoUsers,
  ...demoAccounts,
  ...demoRoles,
  ...demoMail,
  ...demoProcesses,
]);

/**
 * Puts the resources that the documents of Soffid print into a store, with the ids that are printed there.
 *
 * Answers whether it did: where there is a user `admin`, nothing is done. `types` are those that the store knows,
 * default those of this profile.
 *
 * @throws UniquenessError when another resource has one of the ids.
 *
 * @example
 * ```ts
 * await loadDemo(store, context);
 * ```
 */
export async function loadDemo<C extends ScimContext>(
  store: ResourceStore<C>,
  context: C,
  types: readonly ResourceType[] = soffidTypes,
): Promise<boolean> {
  const load = async (target: ResourceStore<C>): Promise<boolean> => {
    if (await hasAdministrator(target, context, typeNamed(types, 'User'))) return false;
    for (const { type: name, id, attributes } of demoResources) {
      const type = typeNamed(types, name);
      const complete = await withDerived(type, attributes, { store: target, context });
      await target.create({ type, id: String(id), attributes: complete, projection: noAttributes }, context);
    }
    return true;
  };
  return store.transaction === undefined ? load(store) : store.transaction(load, context);
}

async function hasAdministrator<C extends ScimContext>(store: ResourceStore<C>, context: C, type: ResourceType): Promise<boolean> {
  const filter = parseFilter('userName eq "admin"', type);
  const page = { startIndex: 1, count: 0 };
  const { totalResults } = await store.query({ type, filter, page, projection: noAttributes }, context);
  return totalResults > 0;
}

function typeNamed(types: readonly ResourceType[], name: string): ResourceType {
  const type = types.find((each) => each.name === name);
  if (type === undefined) throw new TypeError(`The documents print resources of the type ${name}, which is not among the types`);
  return type;
}

/** What follows from the attributes, as it is stored with every write. */
async function withDerived(
  type: ResourceType,
  attributes: Attributes,
  place: Pick<DerivedInput, 'store' | 'context'>,
): Promise<Attributes> {
  const result: Record<string, unknown> = { ...attributes };
  const now = new Date();
  const resources = [{ id: '', version: '', created: now, lastModified: now, attributes: result }];
  for (const [name, { on, compute }] of Object.entries(type.derived)) {
    if (on !== 'write') continue;
    const [value] = await compute([result], { resources, ...place });
    if (value !== undefined) result[name] = value;
  }
  return result;
}
