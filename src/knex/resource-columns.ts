import type { Attribute } from '../schema/attribute';
import { fold } from '../schema/comparable';
import type { Attributes } from '../schema/resource-type';
import { searchForm } from './search-form';
import { isHidden, isPartlyHidden, isSearchable, type TypePlan } from './type-plan';

/** One resource as columns of `scim_resource`, in the order in which statements bind them. */
export interface ResourceColumns {
  readonly display: string | null;
  readonly displayKey: string | null;
  /** JSON text of what answers return by default, ready to be copied. */
  readonly body: string;
  /** JSON text of what they do not; whole attributes, that stand in for their visible part in `body`. */
  readonly hidden: string | null;
  /** JSON text of the comparable forms. */
  readonly search: string;
}

type Document = Record<string, unknown>;

/** Attributes that the schema does not know, links and inverse attributes are left out. */
export function resourceColumns(plan: TypePlan, attributes: Attributes): ResourceColumns {
  const display = displayOf(plan, attributes);
  const hidden = plan.hasHidden ? collect(plan, attributes, { take: hiddenPart }) : {};
  return {
    display: display ?? null,
    displayKey: display === undefined ? null : fold(display),
    body: JSON.stringify(collect(plan, attributes, { take: visiblePart })),
    hidden: Object.keys(hidden).length === 0 ? null : JSON.stringify(hidden),
    search: JSON.stringify(collect(plan, attributes, { take: searchPart, keepsExtensions: true })),
  };
}

/** Puts together what was taken apart; `hidden` attributes stand in for those of `body`. */
export function mergeHidden(body: Attributes, hidden: Attributes): Attributes {
  const merged: Document = { ...body };
  for (const [name, value] of Object.entries(hidden)) {
    const visible = merged[name];
    merged[name] = name.includes(':') && isObject(visible) ? { ...visible, ...(value as object) } : value;
  }
  return merged;
}

interface Part {
  /** `undefined` leaves an attribute out. */
  readonly take: (attribute: Attribute, value: unknown) => unknown;
  /** Keeps an extension of which nothing is taken: `schemas` names it as soon as it has attributes. */
  readonly keepsExtensions?: boolean;
}

/** Walks the attributes in their own order, and the schema beside them. */
function collect(plan: TypePlan, attributes: Attributes, part: Part): Document {
  const collected = take(plan.stored.get(''), attributes, part);
  for (const [urn, definitions] of plan.stored) {
    const extension = urn === '' || !Object.hasOwn(attributes, urn) ? undefined : attributes[urn];
    if (!isObject(extension)) continue;
    const taken = take(definitions, extension, part);
    const isKept = part.keepsExtensions === true && Object.keys(extension).length > 0;
    if (isKept || Object.keys(taken).length > 0) collected[urn] = taken;
  }
  return collected;
}

function take(definitions: ReadonlyMap<string, Attribute> | undefined, values: Attributes, part: Part): Document {
  const taken: Document = {};
  for (const [name, value] of Object.entries(values)) {
    const attribute = definitions?.get(name);
    const portion = attribute === undefined ? undefined : part.take(attribute, value);
    if (portion !== undefined) taken[name] = portion;
  }
  return taken;
}

function searchPart(attribute: Attribute, value: unknown): unknown {
  return isSearchable(attribute) ? searchForm(attribute, value) : undefined;
}

function hiddenPart(attribute: Attribute, value: unknown): unknown {
  return isPartlyHidden(attribute) ? value : undefined;
}

function visiblePart(attribute: Attribute, value: unknown): unknown {
  if (isHidden(attribute)) return undefined;
  if (!isPartlyHidden(attribute)) return value;
  return Array.isArray(value)
    ? value.map((element) => visibleElement(attribute, element))
    : visibleElement(attribute, value);
}

function visibleElement({ subAttributes }: Attribute, element: unknown): unknown {
  if (!isObject(element)) return element;
  const hidden = new Set(subAttributes.filter(isHidden).map(({ name }) => name));
  return Object.fromEntries(Object.entries(element).filter(([name]) => !hidden.has(name)));
}

function displayOf({ type }: TypePlan, attributes: Attributes): string | undefined {
  const name = type.displayAttribute;
  const value = name !== undefined && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function isObject(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
