import { randomUUID } from 'node:crypto';

import { VersionMismatchError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { StoredResource } from '../resource/stored-resource';
import { givenId } from '../store/given-id';
import type { CreateRequest, DeleteRequest, ReplaceRequest } from '../store/resource-store';
import { refusingConflicts } from './constraint-errors';
import type { Executor } from './executor';
import { linksOf } from './link-columns';
import { readResource } from './read-resources';
import { type ResourceColumns, resourceColumns } from './resource-columns';
import { type Selection, selectionOf } from './selection';
import type { RequestScope } from './store-scope';
import { type ResourceRow, storedRow } from './stored-row';
import { deleteStatement, existsStatement, insertStatement, updateStatement, type Write } from './write-statements';

export async function createResource(
  executor: Executor,
  request: CreateRequest,
  scope: RequestScope,
): Promise<StoredResource> {
  const given = givenId(request);
  const id = given ?? (request.type.identifiers === 'integer' ? undefined : randomUUID());
  const write = prepare(request, scope);
  const insert = insertStatement({ ...scope, id }, write, scope.settings);
  return refusingConflicts({ plan: scope.plan, references: write.links, given }, () =>
    thenRead(executor, { write, scope }, async (run) => {
      const [row] = await run.run<ResourceRow>(insert);
      return row;
    }),
  ) as Promise<StoredResource>;
}

export function replaceResource(
  executor: Executor,
  request: ReplaceRequest,
  scope: RequestScope,
): Promise<StoredResource | undefined> {
  const { id, ifVersion } = request;
  const write = prepare(request, scope);
  const update = updateStatement({ ...scope, id }, { ...write, ifVersion, untouched: untouchedKeys(request, scope) }, scope.settings);
  return refusingConflicts({ plan: scope.plan, references: write.links }, () =>
    thenRead(executor, { write, scope }, async (run) => {
      const [row] = await run.run<ResourceRow>(update);
      if (row === undefined) await assertNoOtherVersion(run, { id, ifVersion }, scope);
      return row;
    }),
  );
}

function untouchedKeys({ untouchedLinks = [] }: ReplaceRequest, { plan }: RequestScope): readonly string[] {
  return plan.links.filter(({ attribute }) => untouchedLinks.includes(attribute)).map(({ key }) => key);
}

export async function deleteResource(
  executor: Executor,
  { id, ifVersion }: DeleteRequest,
  scope: RequestScope,
): Promise<boolean> {
  const rows = await executor.run(deleteStatement({ ...scope, id }, ifVersion, scope.settings));
  if (rows.length === 0) await assertNoOtherVersion(executor, { id, ifVersion }, scope);
  return rows.length > 0;
}

/** Tells a resource that is gone from one that changed, after a statement that matched none. */
export async function assertNoOtherVersion(
  executor: Executor,
  { id, ifVersion }: { readonly id: string; readonly ifVersion: string | undefined },
  scope: RequestScope,
): Promise<void> {
  if (ifVersion === undefined) return;
  const rows = await executor.run(existsStatement({ ...scope, id }, scope.settings));
  if (rows.length > 0) throw new VersionMismatchError(detail`the resource has changed since that version`);
}

function prepare({ attributes, projection }: CreateRequest | ReplaceRequest, { plan }: RequestScope): Write {
  return {
    columns: resourceColumns(plan, attributes),
    links: linksOf(plan, attributes),
    selection: selectionOf(plan, projection),
  };
}

interface Written {
  readonly write: Write;
  readonly scope: RequestScope;
}

/**
 * Completes what was written to what the answer needs. The attributes are known; links have to be read, for what
 * their targets say, and in the same transaction.
 */
async function thenRead(
  executor: Executor,
  { write: { columns, selection }, scope }: Written,
  write: (executor: Executor) => Promise<ResourceRow | undefined>,
): Promise<StoredResource | undefined> {
  if (selection.links.length > 0) {
    return executor.retriedTransaction(async (transaction) => {
      const written = await write(transaction);
      return written === undefined ? undefined : readResource(transaction, { id: written.id, selection }, scope);
    });
  }
  const row = await write(executor);
  return row === undefined ? undefined : storedRow(withColumns(row, columns, selection), selection);
}

function withColumns(row: ResourceRow, { body, hidden }: ResourceColumns, selection: Selection): ResourceRow {
  return { ...row, body, ...(selection.hidden ? { hidden } : {}) };
}
