import { randomUUID } from 'node:crypto';

import { VersionMismatchError } from '../errors/catalog';
import type { Filter } from '../filter/ast';
import { allAttributes, noAttributes } from '../resource/create-projection';
import type { StoredResource } from '../resource/stored-resource';
import type { AttributePath } from '../schema/attribute';
import { findSubAttribute, resolveAttributePath } from '../schema/attribute-path';
import type { Attributes, ResourceType } from '../schema/resource-type';
import type { Principal, ScimContext } from '../store/context';
import type { CursorPosition, ResourceStore } from '../store/resource-store';

/** Values that one look-up asks for; more are asked for in several. */
const mostValues = 5_000;

/** Resources that are held in memory where all of them are gone through. */
const pageSize = 500;

/** Finds the resource type that is served in place of one that is known here. */
export type ServedTypes = (type: ResourceType) => ResourceType;

const asItIs: ServedTypes = (type) => type;

/** A value that resources are looked up by. */
export type Key = string | number | boolean;

/**
 * The other resources of the directory, for those who have to know them while one is read or written: every look-up is
 * one query, for as many values as there are.
 */
export class Directory {
  /** `served` finds the resource types as they are served, with the custom attributes that stores have to know of. */
  constructor(
    readonly store: ResourceStore,
    readonly context: ScimContext,
    readonly served: ServedTypes = asItIs,
  ) {}

  /** Every resource that has one of these values at the path; letter case counts as the schema says. */
  async find(type: ResourceType, path: string, values: Iterable<Key | undefined>): Promise<readonly StoredResource[]> {
    const wanted = [...new Set(values)].filter((value) => value !== undefined);
    const found: StoredResource[] = [];
    for (let start = 0; start < wanted.length; start += mostValues) {
      found.push(...(await this.all(type, anyOf(this.served(type), path, wanted.slice(start, start + mostValues)))));
    }
    return found;
  }

  /** The resource with this value at the path, if there is one. */
  async findOne(type: ResourceType, path: string, value: Key | undefined): Promise<StoredResource | undefined> {
    const [first] = await this.find(type, path, [value]);
    return first;
  }

  /** Every resource that the filter selects, or every one of the type. */
  async all(type: ResourceType, filter?: Filter): Promise<readonly StoredResource[]> {
    const page = { startIndex: 1, count: Number.MAX_SAFE_INTEGER };
    const { resources } = await this.store.query({ type: this.served(type), page, projection: allAttributes, ...(filter && { filter }) }, this.context);
    return resources;
  }

  get(type: ResourceType, id: string): Promise<StoredResource | undefined> {
    return this.store.get({ type: this.served(type), id, projection: allAttributes }, this.context);
  }

  /** Every resource that the filter selects, a page at a time: also while they are changed so that it no longer does. */
  async *pages(type: ResourceType, filter: Filter): AsyncGenerator<readonly StoredResource[]> {
    let after: CursorPosition | undefined;
    do {
      const page = { count: pageSize, ...(after && { after }) };
      const { resources, next } = await this.store.query({ type: this.served(type), filter, page, projection: allAttributes }, this.context);
      yield resources;
      after = next;
    } while (after !== undefined);
  }

  /** How many resources the filter selects. */
  async count(type: ResourceType, filter: Filter): Promise<number> {
    const page = { startIndex: 1, count: 0 };
    const { totalResults } = await this.store.query({ type: this.served(type), filter, page, projection: noAttributes }, this.context);
    return totalResults;
  }

  /** Adds a resource, as it is. */
  add(type: ResourceType, attributes: Attributes): Promise<StoredResource> {
    return this.store.create({ type: this.served(type), attributes, projection: noAttributes }, this.context);
  }

  /** Takes resources away, one after the other. */
  async remove(type: ResourceType, resources: readonly StoredResource[]): Promise<void> {
    for (const { id } of resources) await this.store.delete({ type: this.served(type), id }, this.context);
  }

  /**
   * Changes attributes of a resource; `undefined` takes one away. Nothing is written when all are as they were. When the
   * resource is no longer the one that was read, a function is asked anew what to change of it.
   */
  async change(type: ResourceType, resource: StoredResource, changes: Attributes | ((attributes: Attributes) => Attributes)): Promise<void> {
    const asked = typeof changes === 'function' ? changes(resource.attributes) : changes;
    const changed = Object.entries(asked).filter(([name, value]) => resource.attributes[name] !== value);
    if (changed.length === 0) return;
    const entries = Object.entries({ ...resource.attributes, ...asked }).filter(([, value]) => value !== undefined);
    const attributes = Object.fromEntries(entries);
    const { id, version } = resource;
    try {
      await this.store.replace({ type: this.served(type), id, attributes, ifVersion: version, projection: noAttributes }, this.context);
    } catch (error) {
      if (!(error instanceof VersionMismatchError)) throw error;
      const current = await this.store.get({ type: this.served(type), id, projection: allAttributes, forUpdate: true }, this.context);
      if (current !== undefined) await this.change(type, current, changes);
    }
  }
}

/** The filter for resources that have one of the values at the path. */
export function anyOf(type: ResourceType, path: string, values: readonly Key[]): Filter {
  const place = pathNamed(type, path);
  const { caseExact } = place.subAttribute ?? place.attribute;
  return { kind: 'or', operands: values.map((value) => ({ kind: 'comparison', path: place, operator: 'eq', value, caseExact })) };
}

/** The filter for resources that have this value at the path. */
export function equals(type: ResourceType, path: string, value: Key): Filter {
  return anyOf(type, path, [value]);
}

/** The path in a type that has it; one that ends at a complex attribute means its `value`. */
export function pathNamed(type: ResourceType, text: string): AttributePath {
  const path = resolveAttributePath(type, text);
  if (path === undefined) throw new TypeError(`${type.name} has no attribute "${text}"`);
  const value = path.subAttribute === undefined ? findSubAttribute(path.attribute, 'value') : undefined;
  return value === undefined ? path : { ...path, subAttribute: value };
}

/** A context for what the service provider does of its own accord, such as looking up who logs in. */
export function ownContext<P extends Principal>(principal: P, tenant: string | undefined): ScimContext<P> {
  return {
    principal,
    tenant,
    requestId: randomUUID(),
    signal: new AbortController().signal,
    baseUrl: '',
    locate: () => undefined,
  };
}
