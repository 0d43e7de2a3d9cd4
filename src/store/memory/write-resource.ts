import { randomUUID } from 'node:crypto';
import { UniquenessError, VersionMismatchError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import type { StoredResource } from '../../resource/stored-resource';
import type { Attribute } from '../../schema/attribute';
import type { Attributes, ResourceType } from '../../schema/resource-type';
import { givenId, isWholeNumber } from '../given-id';
import type { CreateRequest, DeleteRequest, PatchRequest, ReplaceRequest } from '../resource-store';
import { applyLinkOperation, isLinkOperation } from './link-patch';
import { LinkSet, removeLinksTo, splitAttributes, type SplitAttributes } from './links';
import { findRow, groupKey, type MemoryScope, type Row } from './memory-state';
import { readResource } from './read-resource';
import { claimUniqueValues, releaseUniqueValues } from './unique-values';

interface Target {
  readonly type: ResourceType;
  readonly id: string;
  readonly ifVersion?: string;
}

/** @throws UniquenessError, InvalidValueError for a reference to nothing. */
export function createResource(scope: MemoryScope, request: CreateRequest): StoredResource {
  const now = new Date();
  const split = splitAttributes(request.type, request.attributes);
  const version = scope.state.nextVersion();
  const times = { created: now, lastModified: now };
  // Versions are counted, and one of a new resource is later than all before it.
  const row = { id: newId(scope, request), place: Number(version), type: request.type, version, ...times, attributes: split.own };
  putRow(scope, undefined, row);
  replaceLinks(scope, row, split);
  return readResource(scope, row, request);
}

function newId(scope: MemoryScope, request: CreateRequest): string {
  const { state, context } = scope;
  const id = givenId(request);
  if (id === undefined) return request.type.identifiers === 'integer' ? state.nextId() : randomUUID();
  if (state.places.get(groupKey(context.tenant), id) !== undefined) {
    throw new UniquenessError(detail`The id ${JSON.stringify(id)} is already in use`);
  }
  if (isWholeNumber(id)) state.keepId(id);
  return id;
}

/** @throws VersionMismatchError, UniquenessError, InvalidValueError for a reference to nothing. */
export function replaceResource(scope: MemoryScope, request: ReplaceRequest): StoredResource | undefined {
  const before = currentRow(scope, request);
  if (before === undefined) return undefined;
  const split = splitAttributes(request.type, request.attributes);
  const row = changeRow(scope, before, { type: request.type, attributes: split.own });
  replaceLinks(scope, row, without(split, request.untouchedLinks));
  return readResource(scope, row, request);
}

/**
 * Applies operations on links to the links alone, however many there are, and the others to the remaining attributes.
 *
 * @throws VersionMismatchError, UniquenessError, InvalidValueError for a reference to nothing, and what `apply` throws.
 */
export function patchResource(scope: MemoryScope, request: PatchRequest): StoredResource | undefined {
  const before = currentRow(scope, request);
  if (before === undefined) return undefined;
  const { type, operations } = request;
  const onLinks = operations.filter((operation) => isLinkOperation(type, operation));
  const others = operations.filter((operation) => !isLinkOperation(type, operation));

  const attributes = others.length === 0 ? before.attributes : request.apply(before.attributes, others);
  const effects = onLinks.map((operation) => applyLinkOperation(scope, before, operation));
  if (attributes === before.attributes && !effects.includes(true)) return readResource(scope, before, request);

  const row = changeRow(scope, before, { type, attributes: splitAttributes(type, attributes).own });
  return readResource(scope, row, request);
}

/** @throws VersionMismatchError. */
export function deleteResource(scope: MemoryScope, request: DeleteRequest): boolean {
  const row = currentRow(scope, request);
  if (row === undefined) return false;
  const { state, context } = scope;
  releaseUniqueValues(scope, row);
  for (const attribute of row.type.links) new LinkSet(scope, { ...row, attribute }).replace([]);
  state.rows.delete(groupKey(context.tenant, row.type.storageName), row.id);
  state.places.delete(groupKey(context.tenant), row.id);
  if (state.referentialIntegrity) for (const owner of removeLinksTo(scope, row)) touchRow(scope, owner.id);
  return true;
}

function currentRow({ state, context }: MemoryScope, { type, id, ifVersion }: Target): Row | undefined {
  const row = state.rows.get(groupKey(context.tenant, type.storageName), id);
  if (row !== undefined && ifVersion !== undefined && ifVersion !== row.version) {
    throw new VersionMismatchError(detail`${type.name} ${id} has changed since version ${ifVersion}`);
  }
  return row;
}

function changeRow(scope: MemoryScope, before: Row, change: { type: ResourceType; attributes: Attributes }): Row {
  const now = new Date();
  // The clock of a machine may be set back; a resource must not seem to have changed before it did.
  const lastModified = now < before.lastModified ? before.lastModified : now;
  const row = { ...before, ...change, version: scope.state.nextVersion(), lastModified };
  putRow(scope, before, row);
  return row;
}

/** A resource whose links changed because a target was deleted has changed, too. */
function touchRow(scope: MemoryScope, id: string): void {
  const row = findRow(scope, id);
  if (row !== undefined) changeRow(scope, row, { type: row.type, attributes: row.attributes });
}

function putRow(scope: MemoryScope, before: Row | undefined, row: Row): void {
  const { state, context } = scope;
  if (before?.attributes !== row.attributes) claimUniqueValues(scope, before, row);
  const group = groupKey(context.tenant, row.type.storageName);
  state.rows.set(group, row.id, Object.freeze(row));
  state.places.set(groupKey(context.tenant), row.id, group);
}

function without({ own, links }: SplitAttributes, untouched: readonly Attribute[] = []): SplitAttributes {
  return { own, links: new Map([...links].filter(([attribute]) => !untouched.includes(attribute))) };
}

function replaceLinks(scope: MemoryScope, row: Row, { links }: SplitAttributes): void {
  for (const [attribute, elements] of links) {
    new LinkSet(scope, { id: row.id, type: row.type, attribute }).replace(elements);
  }
}
