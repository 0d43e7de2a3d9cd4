/** The qualified names of the tables and functions of one store. */
export interface Tables {
  readonly schema: string | undefined;
  readonly resource: string;
  readonly link: string;
  readonly total: string;
  readonly migration: string;
  /** Trigger functions that keep `total`. */
  readonly countInserted: string;
  readonly countDeleted: string;
  /** Trigger function that keeps `linked`. */
  readonly markLinked: string;
  /** Functions that follow links over several resources, up and down. */
  readonly ownersAbove: string;
  readonly targetsBelow: string;
  /** Counts the ids that are whole numbers. */
  readonly ids: string;
  /** Functions that give the next of these ids, and keep one that is given. */
  readonly nextId: string;
  readonly keepId: string;
}

/** `options.schema` qualifies every name; without it the search path of the connection decides. */
export function nameTables(schema: string | undefined): Tables {
  const prefix = schema === undefined ? '' : `${quoteIdentifier(schema)}.`;
  return Object.freeze({
    schema,
    resource: `${prefix}scim_resource`,
    link: `${prefix}scim_link`,
    total: `${prefix}scim_total`,
    migration: `${prefix}scim_migration`,
    countInserted: `${prefix}scim_count_inserted`,
    countDeleted: `${prefix}scim_count_deleted`,
    markLinked: `${prefix}scim_mark_linked`,
    ownersAbove: `${prefix}scim_owners_above`,
    targetsBelow: `${prefix}scim_targets_below`,
    ids: `${prefix}scim_id`,
    nextId: `${prefix}scim_next_id`,
    keepId: `${prefix}scim_keep_id`,
  });
}

export function quoteIdentifier(name: string): string {
  assertPlain(name);
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A name of the schema as an SQL literal. For names from code only, never for values from a request: partial and
 * expression indexes are used only when the planner sees the very text they were made of.
 */
export function quoteLiteral(text: string): string {
  assertPlain(text);
  return text.includes('\\')
    ? `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
    : `'${text.replaceAll("'", "''")}'`;
}

function assertPlain(text: string): void {
  if (text === '' || text.includes('\0')) throw new TypeError('a name in SQL must not be empty or contain U+0000');
}
