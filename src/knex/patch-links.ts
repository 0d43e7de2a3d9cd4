import type { Filter } from '../filter/ast';
import { keptParts } from '../resource/kept-parts';
import type { PatchOperation } from '../resource/patch-operation';
import type { Attribute } from '../schema/attribute';
import { Bindings } from './bindings';
import type { Statement } from './executor';
import { type LinkRow, toLinkRows } from './link-columns';
import type { LinkSettings } from './linked-rows';
import type { LinkPlan, TypePlan } from './type-plan';
import { addLinks, keyCondition, type ResourceKey, TOUCH, wantedLinks } from './write-statements';

/** What a sequence of operations comes to, whatever the links are before. */
export interface LinkChange {
  /** Keys of the link attributes of which nothing remains but what is added. */
  readonly cleared: ReadonlySet<string>;
  readonly removed: ReadonlyMap<string, LinkReference>;
  readonly added: ReadonlyMap<string, LinkRow>;
}

type LinkReference = Pick<LinkRow, 'attribute' | 'value'>;

/**
 * Sums up operations on link attributes, so that one statement can do them without reading a link (RFC 7644 §3.5.2).
 * `undefined` when an operation depends on what is there: then somebody has to read it.
 */
export function planLinkChange(plan: TypePlan, operations: readonly PatchOperation[]): LinkChange | undefined {
  const change = {
    cleared: new Set<string>(),
    removed: new Map<string, LinkReference>(),
    added: new Map<string, LinkRow>(),
  };
  for (const operation of operations) {
    const link = plan.links.find(({ attribute }) => attribute === operation.path.attribute);
    if (link === undefined || !isPlainLink(link.attribute) || !addOperation(change, link, operation)) return undefined;
  }
  return change;
}

/** One statement that changes links, and the version of their owner only if there was something to change. */
export function patchLinksStatement(
  { plan, tenant, id }: ResourceKey,
  { change, ifVersion }: { readonly change: LinkChange; readonly ifVersion?: string | undefined },
  settings: LinkSettings,
): Statement {
  const bindings = new Bindings(tenant, id);
  const { resource, link } = settings.tables;
  const onConflict = change.cleared.size > 0 ? 'update' : 'nothing';
  const text = `with owner as materialized (
      select r.* from ${resource} as r where ${keyCondition(plan, ifVersion, bindings)} for no key update
    ),
    wanted as (${wantedLinks([...change.added.values()], bindings)}),
    removed as (
      delete from ${link} l using owner o
      where l.tenant = $1 and l.owner_id = o.id and (${removalCondition(change, bindings)}) returning 1
    ),
    added as (${addLinks(plan, settings, onConflict)}),
    touched as (
      update ${resource} as r set ${TOUCH} from owner o
      where r.tenant = $1 and r.id = o.id and (exists (select 1 from removed) or exists (select 1 from added))
      returning r.version, r.last_modified
    )
    select o.id, coalesce(t.version, o.version) as version, date_part('epoch', o.created) * 1000 as created,
      date_part('epoch', coalesce(t.last_modified, o.last_modified)) * 1000 as last_modified
    from owner o left join touched t on true`;
  return { text, values: bindings.values };
}

/** One of three texts, so that the statement keeps its name: arrays hold how much there is to remove. */
function removalCondition({ cleared, removed }: LinkChange, bindings: Bindings): string {
  const references = [...removed.values()];
  const conditions: string[] = [];
  if (references.length > 0) {
    const arrays = [references.map(({ attribute }) => attribute), references.map(({ value }) => value)];
    const pairs = arrays.map((array) => `${bindings.bind(array)}::text[]`).join(', ');
    conditions.push(`(l.attribute, l.value) in (select * from unnest(${pairs}))`);
  }
  if (cleared.size > 0) {
    conditions.push(`(l.attribute = any(${bindings.bind([...cleared])}::text[])
      and (l.attribute, l.value) not in (select w.attribute, w.value from wanted w))`);
  }
  return conditions.length === 0 ? 'false' : conditions.join(' or ');
}

type MutableChange = { cleared: Set<string>; removed: Map<string, LinkReference>; added: Map<string, LinkRow> };

/** False when the operation depends on what is there. */
function addOperation(change: MutableChange, link: LinkPlan, operation: PatchOperation): boolean {
  const { op, path, where } = operation;
  if (path.subAttribute !== undefined) return false;
  if (op !== 'remove') {
    if (where !== undefined) return false;
    if (op === 'replace') clear(change, link);
    for (const row of toLinkRows(link, operation.value)) add(change, row);
    return true;
  }
  const values = where === undefined ? clear(change, link) : namedValues(where);
  for (const value of values ?? []) remove(change, { attribute: link.key, value });
  return values !== undefined;
}

/** Of several rows with one value the first counts, as it would if each were added for itself. */
function add({ added, removed }: MutableChange, row: LinkRow): void {
  const identity = identityOf(row);
  if (!added.has(identity)) added.set(identity, row);
  removed.delete(identity);
}

function remove({ added, removed, cleared }: MutableChange, reference: LinkReference): void {
  const identity = identityOf(reference);
  added.delete(identity);
  if (!cleared.has(reference.attribute)) removed.set(identity, reference);
}

function clear({ cleared, removed, added }: MutableChange, { key }: LinkPlan): readonly string[] {
  cleared.add(key);
  for (const rows of [removed, added]) {
    for (const [identity, { attribute }] of rows) if (attribute === key) rows.delete(identity);
  }
  return [];
}

function identityOf({ attribute, value }: LinkReference): string {
  return JSON.stringify([attribute, value]);
}

/** The values in `value eq "a" or value eq "b"`; `undefined` for any other filter. */
function namedValues(filter: Filter): readonly string[] | undefined {
  if (filter.kind === 'comparison') {
    const { path, operator, value, caseExact } = filter;
    const isNamed = path.attribute.name === 'value' && operator === 'eq' && caseExact && typeof value === 'string';
    return isNamed ? [value] : undefined;
  }
  if (filter.kind !== 'or') return undefined;
  const operands = filter.operands.map(namedValues);
  return operands.every((operand) => operand !== undefined) ? operands.flat() : undefined;
}

/** Whether no rule of the schema depends on the other links of the resource. */
function isPlainLink(attribute: Attribute): boolean {
  const { required, mutability, definition } = attribute;
  const { minItems, maxItems } = definition as { readonly minItems?: number; readonly maxItems?: number };
  return !required && mutability === 'readWrite' && minItems === undefined && maxItems === undefined && keptParts(attribute).length === 0;
}
