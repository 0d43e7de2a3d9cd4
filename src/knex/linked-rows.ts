import type { Attribute } from '../schema/attribute';
import { fold } from '../schema/comparable';
import type { Bindings } from './bindings';
import { quoteLiteral, type Tables } from './tables';
import type { InversePlan, LinkPlan } from './type-plan';

/** What statements need to know about the surroundings of one request. */
export interface LinkSettings {
  readonly tables: Tables;
  /** Whether every `value` is the id of an existing resource. */
  readonly referentialIntegrity: boolean;
  /** URL prefixes by resource type, for `$ref`. */
  readonly prefixes: ReadonlyMap<string, string>;
  /** Under which name resources are kept, by that of their type, where the two differ. */
  readonly storageNames: ReadonlyMap<string, string>;
}

/** The name under which resources of a type are kept, as an SQL literal. */
export function storedType(name: string, { storageNames }: LinkSettings): string {
  return quoteLiteral(storageNames.get(name) ?? name);
}

/** Rows to select from. */
export interface Rows {
  readonly from: string;
  readonly where?: string;
}

/** A sub-attribute of links, as SQL text expressions: as shown, and in the form that comparisons see. */
export interface LinkedValue {
  readonly shown: string;
  readonly key: string;
}

/** The rows that make up a link or inverse attribute of the resource with alias `r`. */
export interface LinkedRows {
  readonly rows: Rows;
  readonly order: string;
  /** Whether an element is an object; else it is the `value` alone. */
  readonly isComplex: boolean;
  /** The sub-attribute of that name; `undefined` when the schema has none. */
  readonly value: (name: string) => LinkedValue | undefined;
  /** Rows that are there exactly when `rows` are, and found sooner. Absent: `rows` themselves. */
  readonly witness?: Rows;
  /** The condition that one of the values is this one (a placeholder), when it can be told without looking at `rows`. */
  readonly contains?: (value: string) => string;
}

export function linkRows(link: LinkPlan, settings: LinkSettings, bindings: Bindings): LinkedRows {
  const { tables, referentialIntegrity } = settings;
  const value = referentialIntegrity ? 'l.target_id' : `coalesce(l.search ->> 'value', l.value)`;
  const values: ValueMakers = new Map([
    ['value', () => ({ shown: 'l.value', key: value })],
    [
      'type',
      () => ({
        shown: `coalesce(${shownType('t.type', settings)}, l.type)`,
        key: `coalesce(${foldedType('t.type', settings)}, l.search ->> 'type')`,
      }),
    ],
    ['$ref', () => sameKey(`${prefixOf(link, settings, bindings)} || l.value`)],
    [
      'display',
      () => ({ shown: 'coalesce(t.display, l.display)', key: `coalesce(t.display_key, l.search ->> 'display')` }),
    ],
  ]);
  return {
    rows: {
      from: `${tables.link} l left join ${tables.resource} t on t.tenant = l.tenant and t.id = l.target_id`,
      where: `l.tenant = r.tenant and l.owner_id = r.id and l.attribute = ${quoteLiteral(link.key)}`,
    },
    order: 'l.seq',
    isComplex: link.attribute.type === 'complex',
    value: onDemand(link, values, (name) => ({
      shown: `l.extra::jsonb ->> ${quoteLiteral(name)}`,
      key: `l.search ->> ${quoteLiteral(name)}`,
    })),
  };
}

export function inverseRows(inverse: InversePlan, settings: LinkSettings, bindings: Bindings): LinkedRows {
  return inverse.transitive ? transitiveRows(inverse, settings, bindings) : directRows(inverse, settings, bindings);
}

function directRows(inverse: InversePlan, settings: LinkSettings, bindings: Bindings): LinkedRows {
  const { tables } = settings;
  const { type, attribute } = inverse.source;
  const values: ValueMakers = new Map([
    ['value', () => sameKey('o.id')],
    ['$ref', () => sameKey(`${bindings.bind(settings.prefixes.get(type) ?? null)}::text || o.id`)],
    ['display', () => ({ shown: 'o.display', key: 'o.display_key' })],
    ['type', () => inverseType(inverse)],
  ]);
  return {
    rows: {
      from: `${tables.link} l join ${tables.resource} o on o.tenant = l.tenant and o.id = l.owner_id`,
      where: `l.tenant = r.tenant and l.target_id = r.id and l.attribute = ${quoteLiteral(attribute)}
        and o.type = ${storedType(type, settings)}`,
    },
    order: 'o.seq',
    isComplex: inverse.attribute.type === 'complex',
    value: onDemand(inverse, values, () => sameKey('null::text')),
  };
}

/** The elements as JSON text without the brackets, null when there are none; a scalar sub-select on alias `r`. */
export function renderRows({ rows, order, value, isComplex }: LinkedRows, withExtra: boolean): string {
  const element = isComplex ? complexElement(value, withExtra) : `to_json(${value('value')?.shown})::text`;
  return `(select string_agg(${element}, ',' order by ${order}) from ${rows.from} where ${rows.where})`;
}

function complexElement(value: LinkedRows['value'], withExtra: boolean): string {
  const members = RENDERED.flatMap((name) => {
    const shown = value(name)?.shown;
    if (shown === undefined) return [];
    return name === 'value'
      ? [`'"value":' || to_json(${shown})::text`]
      : [`coalesce(',"${name}":' || to_json(${shown})::text, '')`];
  });
  const extra = withExtra ? [`coalesce(',' || substr(l.extra, 2, length(l.extra) - 2), '')`] : [];
  return [`'{'`, ...members, ...extra, `'}'`].join(' || ');
}

/** What rows of the database say about a linked resource, in the order in which answers show it. */
const RENDERED = ['value', 'type', '$ref', 'display'] as const;

type ValueMakers = ReadonlyMap<string, () => LinkedValue>;

/** Makes a value when it is first asked for, so that only what is used gets bound. */
function onDemand(
  { subAttributes }: LinkPlan,
  known: ValueMakers,
  otherwise: (name: string) => LinkedValue,
): LinkedRows['value'] {
  const names = new Set(['value', ...subAttributes]);
  const made = new Map<string, LinkedValue>();
  return (name) => {
    if (!names.has(name)) return undefined;
    const value = made.get(name) ?? (known.get(name) ?? (() => otherwise(name)))();
    made.set(name, value);
    return value;
  };
}

/**
 * What refers to the resource, and what refers to that. A resource is in few groups, so the way up is short; who is in
 * no group at all, as `r.linked` says, never gets here.
 */
function transitiveRows(inverse: InversePlan, settings: LinkSettings, bindings: Bindings): LinkedRows {
  const direct = directRows(inverse, settings, bindings);
  const { ownersAbove, targetsBelow } = settings.tables;
  const links = `${quoteLiteral(inverse.source.attribute)}, ${storedType(inverse.source.type, settings)}`;
  const type = `case when o.direct then 'direct' else 'indirect' end`;
  return {
    ...direct,
    rows: { from: `${ownersAbove}(r.tenant, r.id, ${links}) o`, where: 'r.linked' },
    order: 'o.direct desc, o.seq',
    value: (name) => (name === 'type' && direct.value(name) !== undefined ? sameKey(type) : direct.value(name)),
    witness: direct.rows,
    // The way down from one owner: to look up from every resource would cost a query all of them.
    contains: (owner) => `r.id in (select ${targetsBelow}($1, ${owner}::text, ${links}))`,
  };
}

/** A reference that stands on the other side is direct, where the schema has a word for it (RFC 7643 §4.1.2). */
function inverseType({ attribute, source }: InversePlan): LinkedValue {
  const type = attribute.subAttributes.find(({ name }) => name === 'type');
  const shown = type?.canonicalValues.includes('direct') === true ? 'direct' : source.type;
  const key = type?.caseExact === true ? shown : fold(shown);
  return { shown: `${quoteLiteral(shown)}::text`, key: `${quoteLiteral(key)}::text` };
}

function sameKey(expression: string): LinkedValue {
  return { shown: expression, key: expression };
}

function prefixOf({ attribute }: LinkPlan, settings: LinkSettings, bindings: Bindings): string {
  const { prefixes } = settings;
  const names = linkedTypes(attribute).filter((name) => prefixes.has(name));
  const cases = (names.length === 0 ? [...prefixes.keys()] : names).map(
    (type) => `when ${storedType(type, settings)} then ${bindings.bind(prefixes.get(type))}::text`,
  );
  return cases.length === 0 ? 'null::text' : `case t.type ${cases.join(' ')} end`;
}

/** The resource types that a link may refer to; empty for any (RFC 7643 §7, `referenceTypes`). */
export function linkedTypes({ subAttributes }: Attribute): readonly string[] {
  const references = subAttributes.filter(({ name }) => name === '$ref' || name === 'value');
  const types = references.flatMap(({ referenceTypes }) => referenceTypes);
  return [...new Set(types.filter((type) => type !== 'external' && type !== 'uri'))];
}

/** The name of a type by that under which its resources are kept. */
function shownType(column: string, { storageNames }: LinkSettings): string {
  const cases = [...storageNames].map(([name, kept]) => `when ${quoteLiteral(kept)} then ${quoteLiteral(name)}`);
  return cases.length === 0 ? column : `case ${column} ${cases.join(' ')} else ${column} end`;
}

function foldedType(column: string, settings: LinkSettings): string {
  const cases = [...settings.prefixes.keys()].map((type) => `when ${storedType(type, settings)} then ${quoteLiteral(fold(type))}`);
  return cases.length === 0 ? `lower(${column})` : `case ${column} ${cases.join(' ')} else lower(${column}) end`;
}
