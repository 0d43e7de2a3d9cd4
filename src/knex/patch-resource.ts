import type { PatchOperation } from '../resource/patch-operation';
import type { StoredResource } from '../resource/stored-resource';
import type { PatchRequest } from '../store/resource-store';
import { refusingConflicts } from './constraint-errors';
import type { Executor } from './executor';
import { type LinkChange, patchLinksStatement, planLinkChange } from './patch-links';
import { readResource } from './read-resources';
import { resourceColumns } from './resource-columns';
import { type Selection, selectionOf } from './selection';
import type { RequestScope } from './store-scope';
import { type ResourceRow, storedRow } from './stored-row';
import { assertNoOtherVersion } from './write-resource';
import { updateAttributesStatement } from './write-statements';

/** PATCH /{endpoint}/{id} — RFC 7644 §3.5.2: links are changed where they are, without being read. */
export async function patchResource(
  executor: Executor,
  request: PatchRequest,
  scope: RequestScope,
): Promise<StoredResource | undefined> {
  const isLink = ({ path }: PatchOperation): boolean => scope.plan.type.links.includes(path.attribute);
  const onLinks = request.operations.filter(isLink);
  const onAttributes = request.operations.filter((operation) => !isLink(operation));
  const change = onLinks.length === 0 ? undefined : planLinkChange(scope.plan, onLinks);
  if (change === undefined) return request.readModifyWrite();

  const selection = selectionOf(scope.plan, request.projection);
  const patch: Patch = { request, change, onAttributes, selection, scope };
  // One statement stands alone; whatever needs several holds the resource meanwhile.
  const isSingle = onAttributes.length === 0 && !selection.body;
  return refusingConflicts({ plan: scope.plan, references: change.added.values() }, () =>
    isSingle ? patchLinks(executor, patch) : executor.retriedTransaction((transaction) => patchAll(transaction, patch)),
  );
}

interface Patch {
  readonly request: PatchRequest;
  readonly change: LinkChange;
  readonly onAttributes: readonly PatchOperation[];
  readonly selection: Selection;
  readonly scope: RequestScope;
}

async function patchLinks(executor: Executor, { request, change, scope }: Patch): Promise<StoredResource | undefined> {
  const { id, ifVersion } = request;
  const statement = patchLinksStatement({ ...scope, id }, { change, ifVersion }, scope.settings);
  const [row] = await executor.run<ResourceRow>(statement);
  if (row === undefined) {
    await assertNoOtherVersion(executor, { id, ifVersion }, scope);
    return undefined;
  }
  return storedRow(row, selectionOf(scope.plan, { kind: 'none', includes: () => false }));
}

/** Links first: their statement locks the resource and checks its version. */
async function patchAll(executor: Executor, patch: Patch): Promise<StoredResource | undefined> {
  const {
    request: { id },
    onAttributes,
    selection,
    scope,
  } = patch;
  const patched = await patchLinks(executor, patch);
  if (patched === undefined) return undefined;
  const row = onAttributes.length === 0 ? undefined : await patchAttributes(executor, patch);
  if (selection.body) return readResource(executor, { id, selection }, scope);
  return row === undefined ? patched : storedRow(row, selection);
}

/** Returns no row when the operations had no effect. */
async function patchAttributes(
  executor: Executor,
  { request: { id, apply }, onAttributes, scope }: Patch,
): Promise<ResourceRow | undefined> {
  const stored = selectionOf(scope.plan, { kind: 'all', includes: () => true });
  const current = await readResource(executor, { id, selection: { ...stored, links: [] } }, scope);
  if (current === undefined) return undefined;
  const attributes = apply(current.attributes, onAttributes);
  if (attributes === current.attributes) return undefined;
  const columns = resourceColumns(scope.plan, attributes);
  const [row] = await executor.run<ResourceRow>(updateAttributesStatement({ ...scope, id }, columns, scope.settings));
  return row;
}
