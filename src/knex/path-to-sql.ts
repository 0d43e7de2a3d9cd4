import type { Attribute, AttributePath } from '../schema/attribute';
import { InvalidFilterError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Bindings } from './bindings';
import { kindOf, type Operand } from './comparison-to-sql';
import { inverseRows, linkRows, type LinkedRows, type LinkSettings, type Rows } from './linked-rows';
import { numberOfId, searchText, searchValue } from './search-expression';
import { quoteLiteral } from './tables';
import { isPartlyHidden, isSearchable, type TypePlan } from './type-plan';

/** The values at a path: one expression, or one for each row of `rows`. */
export interface Place {
  readonly operand: Operand;
  /** Absent when there is at most one value. */
  readonly rows?: Rows;
  /** The whole multi-valued attribute in its comparable form, as jsonb, when it can be searched by containment. */
  readonly container?: string;
  /** The condition that the value is this one (a placeholder for a text), where an index knows another form of it. */
  readonly equals?: (value: string) => string;
  /** The condition that one of the values is this one (a placeholder), when it can be told without looking at `rows`. */
  readonly contains?: (value: string) => string;
}

/** One element of an attribute, for filters in brackets: places of its sub-attributes, or of itself. */
export interface Element {
  readonly rows: Rows;
  /** Holds of the rows that are elements with a value. */
  readonly present: string;
  /** Rows that are there exactly when there is any element, and found sooner than `rows`. */
  readonly witness?: Rows;
  readonly container?: string;
  /** As `Place.contains`, for the sub-attribute `value`. */
  readonly contains?: (value: string) => string;
  readonly place: (subAttribute: Attribute) => Place;
}

/** What turning a path into SQL needs beside the path. */
export interface PathScope {
  readonly plan: TypePlan;
  readonly settings: LinkSettings;
  readonly bindings: Bindings;
}

/** Finds the values of a path of the resource with alias `r`. */
export function placeOf(path: AttributePath, scope: PathScope): Place {
  const { attribute, subAttribute } = path;
  if (attribute.extension === undefined && attribute.name === 'meta' && subAttribute !== undefined) {
    return { operand: metaOperand(subAttribute, scope) };
  }
  if (attribute.extension === undefined && attribute.name === 'id') return idPlace(attribute);
  if (attribute.multiValued || subAttribute === undefined) return placeAtTopLevel(path, scope);
  if (!subAttribute.isDeclared) {
    assertSearchable(attribute);
    const holder = { search: searchValue('r.search', attribute), shown: searchValue(shownDocument(attribute), attribute) };
    return undeclaredPlace(subAttribute, holder, scope);
  }
  return singlePlace(subAttribute, 'r.search', shownDocument(attribute));
}

/** Finds the elements of an attribute of the resource with alias `r`. */
export function elementOf(attribute: Attribute, scope: PathScope): Element {
  const linked = linkedRowsOf(attribute, scope);
  if (linked !== undefined) return linkedElement(linked, attribute);
  assertSearchable(attribute);
  if (isSchemas(attribute)) return schemasElement(scope);
  if (attribute.extension === undefined && attribute.name === 'meta') {
    const place = (subAttribute: Attribute): Place => ({ operand: metaOperand(subAttribute, scope) });
    return { rows: { from: '(values (1)) as e(value)' }, present: 'true', place };
  }
  const search = searchValue('r.search', attribute);
  const shown = searchValue(shownDocument(attribute), attribute);
  if (!attribute.multiValued) {
    const rows = { from: `(select ${search}) as e(value)`, where: 'e.value is not null' };
    return { rows, present: 'true', place: innerPlaces(attribute, `(${shown})`, scope) };
  }
  const rows = { from: `jsonb_array_elements(${arrayOrNull(search)}) with ordinality as e(value, position)` };
  const place = innerPlaces(attribute, `(${shown} -> (e.position::int - 1))`, scope);
  return { rows, present: `e.value <> 'null'::jsonb`, container: search, place };
}

/** Ids are kept as text, by which they are found, also those that are numbers. */
function idPlace(attribute: Attribute): Place {
  if (attribute.type !== 'integer') return { operand: textOperand(attribute, 'r.id') };
  return { operand: operand(attribute, numberOfId('r.id'), 'r.id'), equals: (value) => `r.id = ${value}::text` };
}

function placeAtTopLevel({ attribute, subAttribute }: AttributePath, scope: PathScope): Place {
  if (!attribute.multiValued) return singlePlace(attribute, 'r.search', shownDocument(attribute));
  const element = elementOf(attribute, scope);
  const { operand, rows, contains } = element.place(subAttribute ?? attribute);
  const from = rows === undefined ? element.rows.from : `${element.rows.from}, lateral ${rows.from}`;
  return {
    operand,
    rows: { ...element.rows, from },
    ...(element.container === undefined || !operand.attribute.isDeclared ? {} : { container: element.container }),
    ...(contains === undefined ? {} : { contains }),
  };
}

function singlePlace(attribute: Attribute, search: string, shown: string): Place {
  assertSearchable(attribute);
  if (attribute.multiValued)
    return nestedPlace(attribute, searchValue(search, attribute), searchValue(shown, attribute));
  return { operand: operand(attribute, searchText(search, attribute), searchText(shown, attribute)) };
}

function innerPlaces(attribute: Attribute, shown: string, scope: PathScope): Element['place'] {
  return (inner) =>
    inner.isDeclared ? innerPlace(inner, attribute, shown) : undeclaredPlace(inner, { search: 'e.value', shown }, scope);
}

/** What holds a member that no schema declares, in its comparable form and as shown. */
interface Holder {
  readonly search: string;
  readonly shown: string;
}

/**
 * A member that no schema declares: its name is a client's, so it is bound. The comparable form is an array; as shown
 * there may be one or not, and letter case is a matter of texts alone.
 */
function undeclaredPlace(attribute: Attribute, holder: Holder, { bindings }: PathScope): Place {
  const name = `${bindings.bind(attribute.name)}::text`;
  const shown = `(${holder.shown} -> ${name})`;
  const element = `case jsonb_typeof(${shown}) when 'array' then ${shown} -> (s.position::int - 1) else ${shown} end`;
  const key = `s.value #>> '{}'`;
  return {
    operand: operand(attribute, key, `case jsonb_typeof(${element}) when 'string' then (${element}) #>> '{}' else ${key} end`),
    rows: { from: `jsonb_array_elements(${arrayOrNull(`(${holder.search} -> ${name})`)}) with ordinality as s(value, position)`, where: `s.value <> 'null'::jsonb` },
  };
}

/** A sub-attribute of the element `e`; `attribute` itself stands for the element of a simple attribute. */
function innerPlace(inner: Attribute, attribute: Attribute, shown: string): Place {
  if (inner === attribute) return { operand: operand(inner, `e.value #>> '{}'`, `${shown} #>> '{}'`) };
  assertSearchable(inner);
  const name = quoteLiteral(inner.name);
  if (inner.multiValued) return nestedPlace(inner, `e.value -> ${name}`, `${shown} -> ${name}`);
  return { operand: operand(inner, `e.value ->> ${name}`, `${shown} ->> ${name}`) };
}

/** A multi-valued sub-attribute; always of a simple type (RFC 7643 §2.3.8). */
function nestedPlace(attribute: Attribute, search: string, shown: string): Place {
  return {
    operand: operand(attribute, `s.value #>> '{}'`, `(${shown} -> (s.position::int - 1)) #>> '{}'`),
    rows: { from: `jsonb_array_elements(${arrayOrNull(search)}) with ordinality as s(value, position)` },
  };
}

function linkedElement({ rows, value, witness, contains }: LinkedRows, attribute: Attribute): Element {
  return {
    rows,
    present: 'true',
    ...(witness === undefined ? {} : { witness }),
    ...(contains === undefined ? {} : { contains }),
    place: (subAttribute) => {
      const linked = value(subAttribute === attribute ? 'value' : subAttribute.name);
      const isValue = subAttribute === attribute || subAttribute.name === 'value';
      return {
        operand: operand(subAttribute, linked?.key ?? 'null::text', linked?.shown ?? 'null::text'),
        ...(isValue && contains !== undefined ? { contains } : {}),
      };
    },
  };
}

/** The rows behind a link or inverse attribute; `undefined` for one that is kept as JSON. */
export function linkedRowsOf(attribute: Attribute, { plan, settings, bindings }: PathScope): LinkedRows | undefined {
  const link = plan.links.find((candidate) => candidate.attribute === attribute);
  if (link !== undefined) return linkRows(link, settings, bindings);
  const inverse = plan.inverses.find((candidate) => candidate.attribute === attribute);
  return inverse === undefined ? undefined : inverseRows(inverse, settings, bindings);
}

/** `schemas` is not stored: the core schema, and every extension that the resource has attributes of. */
function schemasElement({ plan: { type } }: PathScope): Element {
  const extensions = type.extensions.map(
    ({ schema: { $id } }) => `(${quoteLiteral($id)}, r.search -> ${quoteLiteral($id)} is not null)`,
  );
  const candidates = [`(${quoteLiteral(type.schema.$id)}::text, true)`, ...extensions].join(', ');
  return {
    rows: { from: `(values ${candidates}) as e(value, present)`, where: 'e.present' },
    present: 'true',
    place: (attribute) => ({ operand: textOperand(attribute, 'e.value') }),
  };
}

function metaOperand(subAttribute: Attribute, { plan: { type }, settings, bindings }: PathScope): Operand {
  switch (subAttribute.name) {
    case 'created':
      return instantOperand(subAttribute, 'r.created');
    case 'lastModified':
      return instantOperand(subAttribute, 'r.last_modified');
    case 'resourceType':
      return textOperand(subAttribute, `${quoteLiteral(type.name)}::text`);
    case 'version':
      return textOperand(subAttribute, `'W/"' || r.version || '"'`);
    case 'location': {
      const prefix = settings.prefixes.get(type.name);
      return textOperand(subAttribute, prefix === undefined ? 'null::text' : `${bindings.bind(prefix)}::text || r.id`);
    }
    default:
      return textOperand(subAttribute, 'null::text');
  }
}

function operand(attribute: Attribute, key: string, shown: string): Operand {
  return { attribute, kind: kindOf(attribute), key, shown };
}

/** Milliseconds since 1970, as other dates are compared. */
function instantOperand(attribute: Attribute, column: string): Operand {
  const shown = `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return operand(attribute, `round(date_part('epoch', ${column}) * 1000)`, shown);
}

/** A value that is kept as it is shown; ids and URLs of this service provider are compared so. */
function textOperand(attribute: Attribute, expression: string): Operand {
  return { attribute, kind: 'text', key: attribute.caseExact ? expression : `lower(${expression})`, shown: expression };
}

function shownDocument(attribute: Attribute): string {
  return isPartlyHidden(attribute) ? 'r.hidden::jsonb' : 'r.body::jsonb';
}

/** A schema that changed may have left single values behind. */
function arrayOrNull(expression: string): string {
  return `case jsonb_typeof(${expression}) when 'array' then ${expression} end`;
}

function isSchemas({ name, extension }: Attribute): boolean {
  return extension === undefined && name === 'schemas';
}

/** Secrets have no form that could be compared (RFC 7644 §7.5.2). */
function assertSearchable(attribute: Attribute): void {
  if (!isSearchable(attribute)) throw new InvalidFilterError(detail`${attribute.name} cannot be searched`);
}
