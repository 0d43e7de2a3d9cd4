import { InvalidValueError } from '../errors/catalog';
import { detail } from '../errors/detail';
import { comparable, fold } from '../schema/comparable';
import type { Attribute } from '../schema/attribute';
import type { Attributes } from '../schema/resource-type';
import type { LinkPlan, TypePlan } from './type-plan';

/** One value of a link attribute, as a row of `scim_link`. */
export interface LinkRow {
  readonly attribute: string;
  readonly value: string;
  /** What the client says; the resource type of the target counts where there is one. */
  readonly type: string | null;
  readonly display: string | null;
  /** JSON text of the other sub-attributes. */
  readonly extra: string | null;
  /** JSON text of the comparable forms. */
  readonly search: string | null;
}

/** Sub-attributes that have a column, or follow from the target. */
const KNOWN: ReadonlySet<string> = new Set(['value', '$ref', 'type', 'display']);

/** All links of a resource, each value once. */
export function linksOf(plan: TypePlan, attributes: Attributes): readonly LinkRow[] {
  return plan.links.flatMap((link) => toLinkRows(link, linkValue(link, attributes)));
}

/** The rows for the values of one link attribute; the first of several with the same `value`. */
export function toLinkRows(link: LinkPlan, values: unknown): readonly LinkRow[] {
  const rows = new Map<string, LinkRow>();
  for (const element of Array.isArray(values) ? (values as readonly unknown[]) : []) {
    const row = toLinkRow(link, element);
    if (!rows.has(row.value)) rows.set(row.value, row);
  }
  return [...rows.values()];
}

/** One array for each column: a statement has a fixed number of parameters, however many links there are. */
export function linkArrays(rows: readonly LinkRow[]): readonly unknown[] {
  return LINK_COLUMNS.map((column) => rows.map((row) => row[column]));
}

export const LINK_COLUMNS = Object.freeze(['attribute', 'value', 'type', 'display', 'extra', 'search'] as const);

function linkValue({ attribute: { name, extension } }: LinkPlan, attributes: Attributes): unknown {
  const holder = extension === undefined ? attributes : own(attributes, extension);
  return own(holder, name);
}

function toLinkRow({ attribute, key }: LinkPlan, element: unknown): LinkRow {
  const value = own(element, 'value');
  if (typeof value !== 'string' || value === '') throw new InvalidValueError(detail`${attribute.name}.value is required`);
  return {
    attribute: key,
    value,
    type: textOrNull(own(element, 'type')),
    display: textOrNull(own(element, 'display')),
    extra: objectText(attribute, ({ name }) => (KNOWN.has(name) ? undefined : own(element, name))),
    search: objectText(attribute, (subAttribute) => searchKey(subAttribute, own(element, subAttribute.name))),
  };
}

/** The form that comparisons see; that of `value` only where it differs. */
function searchKey(subAttribute: Attribute, value: unknown): unknown {
  if (subAttribute.name === '$ref') return undefined;
  if (subAttribute.name !== 'value') return comparable(subAttribute, value);
  return subAttribute.caseExact || typeof value !== 'string' || fold(value) === value ? undefined : fold(value);
}

function objectText({ subAttributes }: Attribute, valueOf: (subAttribute: Attribute) => unknown): string | null {
  const entries = subAttributes.map((subAttribute) => [subAttribute.name, valueOf(subAttribute)] as const);
  const present = entries.filter(([, value]) => value !== undefined && value !== null);
  return present.length === 0 ? null : JSON.stringify(Object.fromEntries(present));
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function own(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name)) return undefined;
  return (holder as Attributes)[name];
}
