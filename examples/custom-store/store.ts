import { randomUUID } from 'node:crypto';
import { UniquenessError, VersionMismatchError, applyQuery } from 'scim-router';
import type { Attributes, Filter, ResourceStore, ResourceType, ScimContext, StoredResource } from 'scim-router';

type Table = Map<string, StoredResource>;

/** A store in less than a screen: maps of resources, with the queries of SCIM answered by `applyQuery`. */
export function createCustomStore(): ResourceStore {
  const tables = new Map<string, Table>();

  function tableOf(type: ResourceType, { tenant }: ScimContext): Table {
    const key = JSON.stringify([tenant ?? null, type.name]);
    const table = tables.get(key) ?? new Map<string, StoredResource>();
    tables.set(key, table);
    return table;
  }

  function current(table: Table, { id, ifVersion }: { readonly id: string; readonly ifVersion?: string }) {
    const resource = table.get(id);
    const isOther = resource !== undefined && ifVersion !== undefined && ifVersion !== resource.version;
    if (isOther) throw new VersionMismatchError('The resource has changed in the meantime');
    return resource;
  }

  function put(type: ResourceType, put: { attributes: Attributes; before?: StoredResource }, context: ScimContext) {
    const lastModified = new Date();
    const { id, created } = put.before ?? { id: randomUUID(), created: lastModified };
    const resource = { id, version: randomUUID(), created, lastModified, attributes: structuredClone(put.attributes) };
    assertUnique(tableOf(type, context), { type, resource }, context);
    tableOf(type, context).set(id, resource);
    return structuredClone(resource);
  }

  return {
    create: async ({ type, attributes }, context) => put(type, { attributes }, context),
    get: async ({ type, id }, context) => structuredClone(tableOf(type, context).get(id)),
    query: async (request, context) => structuredClone(applyQuery(tableOf(request.type, context).values(), request, context)),
    replace: async (request, context) => {
      const before = current(tableOf(request.type, context), request);
      return before && put(request.type, { attributes: request.attributes, before }, context);
    },
    delete: async (request, context) => {
      const table = tableOf(request.type, context);
      return current(table, request) !== undefined && table.delete(request.id);
    },
  };
}

/** `uniqueness` of the schema: no other resource may be found by the same value. */
function assertUnique(table: Table, { type, resource }: { type: ResourceType; resource: StoredResource }, context: ScimContext) {
  const page = { startIndex: 1, count: 1 };
  const others = [...table.values()].filter(({ id }) => id !== resource.id);
  for (const attribute of type.attributes.filter(({ uniqueness, schema }) => uniqueness !== 'none' && schema)) {
    const { extension, name, caseExact } = attribute;
    const owner = extension === undefined ? resource.attributes : (resource.attributes[extension] as Attributes | undefined);
    const value = owner?.[name];
    if (typeof value !== 'string') continue;
    const filter: Filter = { kind: 'comparison', path: { attribute }, operator: 'eq', value, caseExact };
    const found = applyQuery(others, { type, filter, page, projection: { kind: 'all', includes: () => true } }, context);
    if (found.totalResults > 0) throw new UniquenessError(`${name} is already in use`);
  }
}
