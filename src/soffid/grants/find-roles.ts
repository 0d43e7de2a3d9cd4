import { InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import type { StoredResource } from '../../resource/stored-resource';
import { fold } from '../../schema/comparable';
import type { Directory } from '../directory';
import { Role } from '../resource-types/role';

/** How a client says which role it means: by its id, or by its name and system. */
export interface RoleSought {
  /** The attribute to name when there is none. */
  readonly path: string;
  readonly id?: unknown;
  readonly name?: unknown;
  readonly system?: unknown;
}

/**
 * The roles that are meant, in the order given: two queries for however many. An id goes before a name. Of what has
 * neither a number for an id nor texts for a name, the answer is `undefined`.
 *
 * @throws InvalidValueError for a role that does not exist.
 */
export async function findRoles(sought: readonly RoleSought[], directory: Directory): Promise<readonly (StoredResource | undefined)[]> {
  const ids = sought.flatMap(({ id }) => (typeof id === 'number' ? id : []));
  const names = sought.flatMap(({ id, name }) => (typeof id !== 'number' && typeof name === 'string' ? name : []));
  const [byId, byName] = [await directory.find(Role, 'id', ids), await directory.find(Role, 'name', names)];
  const roles = new Map<number | string, StoredResource>([
    ...byId.map((role) => [Number(role.id), role] as const),
    ...byName.map((role) => [nameKey(role.attributes['name'], role.attributes['system']), role] as const),
  ]);
  return sought.map((one) => {
    const key = keyOf(one);
    if (key === undefined) return undefined;
    const role = roles.get(key);
    if (role === undefined) throw new InvalidValueError(detail`${one.path} names the role ${nameOf(one)}, which does not exist`);
    return role;
  });
}

function keyOf({ id, name, system }: RoleSought): number | string | undefined {
  if (typeof id === 'number') return id;
  return typeof name === 'string' && typeof system === 'string' ? nameKey(name, system) : undefined;
}

function nameKey(name: unknown, system: unknown): string {
  return JSON.stringify([fold(String(name)), fold(String(system))]);
}

function nameOf({ id, name, system }: RoleSought): string {
  return typeof id === 'number' ? String(id) : `"${String(name)}@${String(system)}"`;
}
