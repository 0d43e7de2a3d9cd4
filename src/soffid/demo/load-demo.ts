import { parseFilter } from '../../filter/parse-filter';
import { noAttributes } from '../../resource/create-projection';
import type { ResourceStore } from '../../store/resource-store';
import { defaultDomain } from '../access/stored-password';
import type { StoredPassword } from '../access/stored-password';
import { ownContext } from '../directory';
import type { ImportedResource, ImportOptions } from '../import-resources';
import { importResources } from '../import-resources';
import { User } from '../resource-types/user';
import { demoAccounts } from './accounts';
import { demoGroups } from './groups';
import { demoMail } from './mail';
import { demoProcesses } from './processes';
import { demoRoles } from './roles';
import { demoSystems } from './systems';
import { demoUsers } from './users';

const administrator = 'admin';

/** Every resource of the documents, each after those that it refers to. */
export const demoResources: readonly ImportedResource[] = Object.freeze([
  ...demoSystems,
  ...demoGroups,
  ...demoUsers,
  ...demoAccounts,
  ...demoRoles,
  ...demoMail,
  ...demoProcesses,
]);

/** What `loadDemo` can be told. */
export interface DemoOptions extends ImportOptions {
  /** Hash of the password of the user `admin`. Default: none, so that nobody can log in. */
  readonly passwordHash?: string;
}

/**
 * Puts the resources that the documents of Soffid print into a store, with the ids that are printed there.
 *
 * Answers whether it did: where there is a user `admin`, nothing is done.
 *
 * @throws UniquenessError when another resource has one of the ids.
 *
 * @example
 * ```ts
 * await loadDemo(store, { passwordHash: await passwords.hash('changeit') });
 * ```
 */
export async function loadDemo(store: ResourceStore, options: DemoOptions = {}): Promise<boolean> {
  if (await hasAdministrator(store, options)) return false;
  await importResources(store, demoResources.map((resource) => withPassword(resource, options)), options);
  return true;
}

async function hasAdministrator(store: ResourceStore, { types = [User], tenant }: DemoOptions): Promise<boolean> {
  const type = types.find(({ name }) => name === User.name) ?? User;
  const filter = parseFilter(`userName eq "${administrator}"`, type);
  const page = { startIndex: 1, count: 0 };
  const { totalResults } = await store.query({ type, filter, page, projection: noAttributes }, ownContext({ id: administrator }, tenant));
  return totalResults > 0;
}

function withPassword(resource: ImportedResource, { passwordHash }: DemoOptions): ImportedResource {
  const { type, attributes } = resource;
  if (passwordHash === undefined || type !== User.name || attributes['userName'] !== administrator) return resource;
  const password: StoredPassword = { domain: defaultDomain, value: passwordHash, passwordExpired: false };
  return { ...resource, attributes: { ...attributes, password: [password] } };
}
