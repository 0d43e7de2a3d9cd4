import { randomUUID } from 'node:crypto';
import { UniquenessError, VersionMismatchError, applyQuery, uniqueKeys } from 'scim-router';
import type { ResourceStore, ResourceType, ScimContext, StoredResource } from 'scim-router';

/** The resources of one type and tenant. */
type Table = Map<string, StoredResource>;

/** A store on plain maps; `applyQuery` does what is SCIM about it. Has no transactions and checks no references. */
export function createCustomStore(): ResourceStore {
  const tables = new Map<string, Table>();

  function tableOf({ name }: ResourceType, { tenant }: ScimContext): Table {
    const key = JSON.stringify([tenant ?? null, name]);
    const table = tables.get(key) ?? new Map<string, StoredResource>();
    tables.set(key, table);
    return table;
  }

  return {
    async create({ type, attributes }, context) {
      const now = new Date();
      return save(tableOf(type, context), type, { id: randomUUID(), created: now, lastModified: now, attributes });
    },
    get: async ({ type, id }, context) => structuredClone(tableOf(type, context).get(id)),
    query: async (request, context) =>
      structuredClone(applyQuery(tableOf(request.type, context).values(), request, context)),
    async replace({ type, id, attributes, ifVersion }, context) {
      const before = find(tableOf(type, context), id, ifVersion);
      return before && save(tableOf(type, context), type, { ...before, lastModified: new Date(), attributes });
    },
    async delete({ type, id, ifVersion }, context) {
      return find(tableOf(type, context), id, ifVersion) !== undefined && tableOf(type, context).delete(id);
    },
  };
}

function find(table: Table, id: string, ifVersion = table.get(id)?.version): StoredResource | undefined {
  const resource = table.get(id);
  if (resource && resource.version !== ifVersion) throw new VersionMismatchError(`${id} has changed`);
  return resource;
}

function save(table: Table, type: ResourceType, resource: Omit<StoredResource, 'version'>): StoredResource {
  const others = [...table.values()].filter(({ id }) => id !== resource.id);
  const taken = new Set(others.flatMap(({ attributes }) => uniqueKeys(type, attributes).map(({ key }) => key)));
  const clash = uniqueKeys(type, resource.attributes).find(({ key }) => taken.has(key));
  if (clash !== undefined) throw new UniquenessError(`${clash.names.join(' and ')} is already in use`);
  table.set(resource.id, structuredClone({ ...resource, version: randomUUID() }));
  return structuredClone(table.get(resource.id)!);
}
