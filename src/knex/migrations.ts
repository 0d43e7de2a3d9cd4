import type { Executor } from './executor';
import { quoteIdentifier, quoteLiteral, type Tables } from './tables';

/** Any constant will do, as long as every process uses the same. */
const MIGRATION_LOCK = 7643_7644;
const ID_LOCK = 7643_7645;

/**
 * Forward only: a migration that has been released never changes; a new need is a new entry at the end.
 * The names in it stay valid for the previous minor version, so that old and new processes may run side by side.
 */
const MIGRATIONS: readonly ((tables: Tables) => readonly string[])[] = Object.freeze([
  createTables,
  createLinkWalks,
  interpretLinkWalks,
  createIdCounter,
]);

/** Brings the tables up to date; the caller holds a transaction, and other processes wait until it ends. */
export async function runMigrations(executor: Executor, tables: Tables): Promise<void> {
  // The times of a pool are those of requests: waiting for another process, or indexing what is there, may take longer.
  await execute(executor, 'set local statement_timeout = 0');
  await execute(executor, 'set local lock_timeout = 0');
  await execute(executor, `select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
  if (tables.schema !== undefined)
    await execute(executor, `create schema if not exists ${quoteIdentifier(tables.schema)}`);
  await execute(
    executor,
    `create table if not exists ${tables.migration} (step int primary key, applied timestamptz not null default now())`,
  );
  const applied = await executor.run<{ step: number }>({
    text: `select step from ${tables.migration}`,
    values: [],
    shape: 'once',
  });
  const done = new Set(applied.map(({ step }) => step));
  for (const [step, migration] of MIGRATIONS.entries()) {
    if (done.has(step)) continue;
    for (const text of migration(tables)) await execute(executor, text);
    await executor.run({ text: `insert into ${tables.migration} (step) values ($1)`, values: [step], shape: 'once' });
  }
}

/** Runs one statement of data definition. */
export async function execute(executor: Executor, text: string): Promise<void> {
  await executor.run({ text, values: [], shape: 'once' });
}

function createTables(tables: Tables): readonly string[] {
  return [...createResourceTable(tables), ...createLinkTable(tables), ...createTotals(tables)];
}

function createResourceTable({ resource }: Tables): readonly string[] {
  return [
    `create table ${resource} (
      tenant text collate "C" not null,
      type text collate "C" not null,
      id text collate "C" not null,
      seq bigint generated always as identity,
      version bigint not null default 1,
      created timestamptz not null,
      last_modified timestamptz not null,
      display text,
      display_key text collate "C",
      body text not null,
      hidden text,
      search jsonb not null,
      linked boolean not null default false,
      primary key (tenant, id)
    )`,
    // An ordinary user fits into its row: compressing and fetching it from elsewhere would cost every read.
    `alter table ${resource} set (toast_tuple_target = 8160)`,
    `create index scim_resource_order on ${resource} (tenant, type, seq)`,
  ];
}

function createLinkTable({ resource, link, markLinked }: Tables): readonly string[] {
  return [
    `create table ${link} (
      tenant text collate "C" not null,
      owner_id text collate "C" not null,
      attribute text collate "C" not null,
      value text collate "C" not null,
      target_id text collate "C",
      seq bigint generated always as identity,
      type text,
      display text,
      extra text,
      search jsonb,
      primary key (tenant, owner_id, attribute, value),
      constraint scim_link_owner foreign key (tenant, owner_id) references ${resource} (tenant, id) on delete cascade,
      constraint scim_link_target foreign key (tenant, target_id) references ${resource} (tenant, id) on delete cascade
    )`,
    // The target first: without statistics the planner would take an index that starts with the tenant for anything.
    `create index scim_link_target_id on ${link} (target_id, tenant)`,
    // Looking for links that are not there would cost a list more than all its resources: what was never linked says so.
    `create function ${markLinked}() returns trigger language plpgsql as $$
    begin
      update ${resource} as r set linked = true from added a
      where r.tenant = a.tenant and r.id = a.target_id and not r.linked;
      return null;
    end $$`,
    `create trigger scim_link_added after insert on ${link}
     referencing new table as added for each statement execute function ${markLinked}()`,
  ];
}

/** Counting rows costs more than everything else in a list, so inserts and deletes keep the count. */
function createTotals(tables: Tables): readonly string[] {
  const { resource, total, countInserted, countDeleted } = tables;
  const count = (
    name: string,
    sign: '' | '-',
  ): string => `create function ${name}() returns trigger language plpgsql as $$
    begin
      insert into ${total} as t (tenant, type, slot, count)
      select tenant, type, pg_backend_pid() & 63, ${sign}count(*) from changed
      group by tenant, type order by tenant, type
      on conflict (tenant, type, slot) do update set count = t.count + excluded.count;
      return null;
    end $$`;
  return [
    `create table ${total} (
      tenant text collate "C" not null,
      type text collate "C" not null,
      slot int not null,
      count bigint not null,
      primary key (tenant, type, slot)
    ) with (fillfactor = 50)`,
    count(countInserted, ''),
    count(countDeleted, '-'),
    `create trigger scim_count_inserted after insert on ${resource}
     referencing new table as changed for each statement execute function ${countInserted}()`,
    `create trigger scim_count_deleted after delete on ${resource}
     referencing old table as changed for each statement execute function ${countDeleted}()`,
  ];
}

/**
 * Links over several resources, as nested groups have them. As functions, because the planner takes what it cannot
 * look into for cheap: written out, it would compile every list to machine code, which costs more than the list.
 *
 * Cycles end because `union` lets no row come twice. Parameters: tenant, id, attribute, type of the owners.
 */
function createLinkWalks({ resource, link, ownersAbove, targetsBelow }: Tables): readonly string[] {
  const owner = `join ${resource} o on o.tenant = $1 and o.id = l.owner_id and o.type = $4`;
  const columns = 'o.id, o.seq, o.display, o.display_key, o.linked';
  // Row by row and by index: how few rows a step has is nothing the planner can know, and it would read all links.
  const each = (column: string, condition: string): string =>
    `cross join lateral (select l.${column} from ${link} l where l.tenant = $1 and l.${condition} and l.attribute = $3 offset 0) l`;
  // To plan such a statement takes ten times as long as to run it.
  const planOnce = 'set plan_cache_mode = force_generic_plan';
  return [
    `create function ${ownersAbove}(text, text, text, text)
    returns table (id text, seq bigint, display text, display_key text, direct boolean)
    language plpgsql stable rows 10 ${planOnce} as $$
    begin
      return query
      with recursive reached (id, seq, display, display_key, linked, direct) as (
        select ${columns}, true from ${link} l ${owner}
        where l.tenant = $1 and l.target_id = $2 and l.attribute = $3
        union
        select ${columns}, false from reached x ${each('owner_id', 'target_id = x.id')} ${owner}
        where x.linked
      )
      select x.id, x.seq, x.display, x.display_key, bool_or(x.direct)
      from reached x group by x.id, x.seq, x.display, x.display_key;
    end $$`,
    `create function ${targetsBelow}(text, text, text, text) returns setof text
    language plpgsql stable rows 100 ${planOnce} as $$
    begin
      return query
      with recursive below (id) as (
        select o.id from ${resource} o where o.tenant = $1 and o.id = $2 and o.type = $4
        union
        select o.id from below b ${each('target_id', 'owner_id = b.id')}
        join ${resource} o on o.tenant = $1 and o.id = l.target_id and o.type = $4
      )
      select l.target_id from below b ${each('target_id', 'owner_id = b.id')}
      where l.target_id is not null;
    end $$`,
  ];
}

/** To compile a walk to machine code takes ten times as long as to walk, and is done at every call. */
function interpretLinkWalks({ ownersAbove, targetsBelow }: Tables): readonly string[] {
  return [ownersAbove, targetsBelow].map((name) => `alter function ${name}(text, text, text, text) set jit = off`);
}

/**
 * Ids that are whole numbers, counted for all types and tenants. A sequence can be set back by two that set it forward
 * at once, so whoever keeps a given id has it alone until the end of the transaction.
 */
function createIdCounter({ ids, nextId, keepId }: Tables): readonly string[] {
  const sequence = quoteLiteral(ids);
  return [
    `create sequence ${ids}`,
    `create function ${nextId}() returns text language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(${ID_LOCK});
      return nextval(${sequence})::text;
    end $$`,
    `create function ${keepId}(given text) returns text language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(${ID_LOCK});
      perform setval(${sequence}, greatest(s.last_value, given::bigint)) from ${ids} s
      where s.last_value < given::bigint or not s.is_called;
      return given;
    end $$`,
  ];
}
