import { isWholeNumber } from '../store/given-id';
import { Bindings } from './bindings';
import type { Statement } from './executor';
import { LINK_COLUMNS, linkArrays, type LinkRow } from './link-columns';
import { linkedTypes, type LinkSettings, storedType } from './linked-rows';
import type { ResourceColumns } from './resource-columns';
import { inverseColumns, RESOURCE_COLUMNS, type Selection } from './selection';
import { quoteLiteral } from './tables';
import type { TypePlan } from './type-plan';

/** The resource a statement is about; `tenant` is `''` when there is one tenant. */
export interface ResourceKey {
  readonly plan: TypePlan;
  readonly tenant: string;
  readonly id: string;
}

export interface Write {
  readonly columns: ResourceColumns;
  readonly links: readonly LinkRow[];
  /** What the statement returns beside version and times: the inverse attributes of this. */
  readonly selection: Selection;
}

/**
 * What the id of a target that is missing, or of another type, begins with: no id does, so that it violates the foreign
 * key and the violation tells which one it is.
 */
export const NO_TARGET = '\n';

const NOW = `date_trunc('milliseconds', statement_timestamp())`;

/** Sets what every change of the row with alias `r` sets; the clock of a server may be put back. */
export const TOUCH = `version = r.version + 1, last_modified = greatest(r.last_modified, ${NOW})`;

/** The resource a statement makes; without an id the database counts one. */
export interface NewResourceKey {
  readonly plan: TypePlan;
  readonly tenant: string;
  readonly id: string | undefined;
}

/** A number that is given must not come up again. */
function newIdExpression(id: string | undefined, { tables }: LinkSettings, bindings: Bindings): string {
  if (id === undefined) return `${tables.nextId}()`;
  const given = `${bindings.bind(id)}::text`;
  return isWholeNumber(id) ? `${tables.keepId}(${given})` : given;
}

/** One statement that inserts a resource together with its links. */
export function insertStatement(
  { plan, tenant, id }: NewResourceKey,
  { columns, links }: Write,
  settings: LinkSettings,
): Statement {
  const bindings = new Bindings(tenant);
  const idExpression = newIdExpression(id, settings, bindings);
  const values = columnValues(columns).map((value) => bindings.bind(value));
  const insert = `insert into ${settings.tables.resource} as r
    (tenant, type, id, created, last_modified, display, display_key, body, hidden, search)
    values ($1, ${plan.typeLiteral}, ${idExpression}, ${NOW}, ${NOW}, ${values.join(', ')})
    returning ${RESOURCE_COLUMNS}`;
  if (links.length === 0) return { text: insert, values: bindings.values };

  const wanted = wantedLinks(links, bindings);
  const added = addLinks(plan, settings, 'nothing');
  const text = `with owner as (${insert}), wanted as (${wanted}), added as (${added}) select * from owner`;
  return { text, values: bindings.values };
}

export interface Update extends Write {
  readonly ifVersion?: string | undefined;
  /** Keys of the links that stay as they are. */
  readonly untouched?: readonly string[];
}

/** One statement that replaces a resource, and of its links those that differ. */
export function updateStatement(
  { plan, tenant, id }: ResourceKey,
  { columns, links, selection, ifVersion, untouched = [] }: Update,
  settings: LinkSettings,
): Statement {
  const bindings = new Bindings(tenant, id);
  const returned = [RESOURCE_COLUMNS, ...inverseColumns(selection, { plan, settings, bindings })].join(', ');
  const update = `update ${settings.tables.resource} as r set ${TOUCH}, ${assignments(columns, bindings)}
    where ${keyCondition(plan, ifVersion, bindings)} returning ${returned}`;
  if (plan.links.length === untouched.length) return { text: update, values: bindings.values };

  const isReplaced = untouched.length === 0 ? 'true' : `l.attribute <> all (${bindings.bind(untouched)}::text[])`;
  const text = `with owner as (${update}), wanted as (${wantedLinks(links, bindings)}),
    removed as (
      delete from ${settings.tables.link} l using owner o
      where l.tenant = $1 and l.owner_id = o.id and ${isReplaced}
        and (l.attribute, l.value) not in (select w.attribute, w.value from wanted w)
    ),
    added as (${addLinks(plan, settings, 'update')})
    select * from owner`;
  return { text, values: bindings.values };
}

/** One statement that replaces the attributes of a resource that the transaction holds, and leaves its links alone. */
export function updateAttributesStatement(
  { plan, tenant, id }: ResourceKey,
  columns: ResourceColumns,
  { tables }: LinkSettings,
): Statement {
  const bindings = new Bindings(tenant, id);
  const text = `update ${tables.resource} as r set ${TOUCH}, ${assignments(columns, bindings)}
    where ${keyCondition(plan, undefined, bindings)} returning ${RESOURCE_COLUMNS}`;
  return { text, values: bindings.values };
}

/** One statement that deletes a resource and marks those that referred to it as changed. */
export function deleteStatement(
  { plan, tenant, id }: ResourceKey,
  ifVersion: string | undefined,
  settings: LinkSettings,
): Statement {
  const bindings = new Bindings(tenant, id);
  const { resource, link } = settings.tables;
  const text = `with gone as (
      delete from ${resource} as r where ${keyCondition(plan, ifVersion, bindings)} returning r.id
    ),
    touched as (
      update ${resource} as r set ${TOUCH}
      from (select distinct l.owner_id from ${link} l where l.tenant = $1 and l.target_id = $2 and l.owner_id <> $2) o
      where r.tenant = $1 and r.id = o.owner_id and exists (select 1 from gone)
    )
    select id from gone`;
  return { text, values: bindings.values };
}

/** Whether the resource exists; holds it until the end of the transaction when asked to. */
export function existsStatement({ plan, tenant, id }: ResourceKey, settings: LinkSettings, lock = ''): Statement {
  const condition = `r.tenant = $1 and r.type = ${plan.typeLiteral} and r.id = $2`;
  return {
    text: `select r.id, r.version from ${settings.tables.resource} as r where ${condition} ${lock}`,
    values: [tenant, id],
  };
}

/** The row with alias `r`, `$1` and `$2` being tenant and id. */
export function keyCondition({ typeLiteral }: TypePlan, ifVersion: string | undefined, bindings: Bindings): string {
  const key = `r.tenant = $1 and r.type = ${typeLiteral} and r.id = $2`;
  return ifVersion === undefined ? key : `${key} and r.version::text = ${bindings.bind(ifVersion)}`;
}

/** The links to be there, as a table. */
export function wantedLinks(links: readonly LinkRow[], bindings: Bindings): string {
  const arrays = linkArrays(links).map((array) => `${bindings.bind(array)}::text[]`);
  return `select * from unnest(${arrays.join(', ')}) with ordinality as w(${LINK_COLUMNS.join(', ')}, position)`;
}

/**
 * Adds the links of `wanted` to the row of `owner`. What the database knows of the target is not copied; without
 * referential integrity a value may name no resource.
 */
export function addLinks(plan: TypePlan, settings: LinkSettings, onConflict: 'nothing' | 'update'): string {
  const { tables, referentialIntegrity } = settings;
  const target = referentialIntegrity ? `coalesce(t.id, E'\\n' || w.value)` : 't.id';
  const columns = '(type, display, extra, search)';
  const change = `do update set ${columns} = (excluded.type, excluded.display, excluded.extra, excluded.search)
    where (l.type, l.display, l.extra, l.search) is distinct from
      (excluded.type, excluded.display, excluded.extra, excluded.search)`;
  return `insert into ${tables.link} as l (tenant, owner_id, attribute, value, target_id, type, display, extra, search)
    select $1, o.id, w.attribute, w.value, ${target}, w.type, w.display, w.extra, w.search::jsonb
    from owner o cross join wanted w
    left join ${tables.resource} t on t.tenant = $1 and t.id = w.value and ${acceptedTarget(plan, settings)} order by w.position
    on conflict (tenant, owner_id, attribute, value) ${onConflict === 'nothing' ? 'do nothing' : change} returning 1`;
}

/** Whether the resource `t` is of a type that the link `w` may refer to (RFC 7643 §7, `referenceTypes`). */
function acceptedTarget({ links }: TypePlan, settings: LinkSettings): string {
  const cases = links.flatMap(({ attribute, key }) => {
    const types = linkedTypes(attribute);
    return types.length === 0
      ? []
      : [`when ${quoteLiteral(key)} then t.type in (${types.map((name) => storedType(name, settings)).join(', ')})`];
  });
  return cases.length === 0 ? 'true' : `case w.attribute ${cases.join(' ')} else true end`;
}

function assignments(columns: ResourceColumns, bindings: Bindings): string {
  const [display, displayKey, body, hidden, search] = columnValues(columns).map((value) => bindings.bind(value));
  return `display = ${display}, display_key = ${displayKey}, body = ${body}, hidden = ${hidden}, search = ${search}`;
}

function columnValues({ display, displayKey, body, hidden, search }: ResourceColumns): readonly unknown[] {
  return [display, displayKey, body, hidden, search];
}
