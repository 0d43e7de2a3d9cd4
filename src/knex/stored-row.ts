import type { StoredResource } from '../resource/stored-resource';
import type { Attributes } from '../schema/resource-type';
import { storedText } from '../store/stored-text';
import { mergeHidden } from './resource-columns';
import { PACKING, type LinkedColumn, type Selection } from './selection';

/** A row as statements return it: what is not part of the selection is absent. */
export interface ResourceRow {
  readonly id: string;
  readonly version: string;
  /** Milliseconds since 1970, as text. */
  readonly created: string;
  readonly last_modified: string;
  readonly body?: string;
  readonly hidden?: string | null;
  /** The elements of link and inverse attributes as JSON text. */
  readonly [linked: `link_${number}` | `inverse_${number}`]: string | null | undefined;
}

/** A row as `selectList` asks for it: packed into one text when it is to be copied. */
export type SelectedRow = ResourceRow | { readonly packed: string };

/** Makes a stored resource of a row that was selected. */
export function selectedResource(row: SelectedRow, selection: Selection): StoredResource {
  return 'packed' in row ? packedResource(row.packed, selection) : storedRow(row, selection);
}

function packedResource(packed: string, { linked }: Selection): StoredResource {
  const parts = packed.split(PACKING);
  const [id = '', version = '', created = '', lastModified = ''] = parts;
  let text = parts.at(-1) ?? '{}';
  for (const [index, { attribute }] of linked.entries()) text = spliced(text, attribute.name, parts[4 + index]);
  return storedText({ id, version, ...times(created, lastModified), text });
}

function times(created: string, lastModified: string): Pick<StoredResource, 'created' | 'lastModified'> {
  const first = new Date(Number(created));
  return { created: first, lastModified: created === lastModified ? first : new Date(Number(lastModified)) };
}

/** Makes a stored resource from a row; nothing is parsed that the answer can copy. */
export function storedRow(row: ResourceRow, selection: Selection): StoredResource {
  const { id, version } = row;
  const { created, lastModified } = times(row.created, row.last_modified);
  const { linked } = selection;
  if (selection.isText) return storedText({ id, version, created, lastModified, text: splicedText(row, linked) });
  const resource = { id, version, created, lastModified };
  if (!selection.body) return { ...resource, attributes: {} };

  let attributes: Attributes | undefined;
  return {
    ...resource,
    get attributes(): Attributes {
      attributes ??= mergedAttributes(row, linked);
      return attributes;
    },
  };
}

function elementsOf(row: ResourceRow, { column }: LinkedColumn): string | null | undefined {
  return row[column as `link_${number}`];
}

/** Puts the linked attributes behind those that are kept as JSON text. */
function splicedText(row: ResourceRow, linked: readonly LinkedColumn[]): string {
  let text = row.body ?? '{}';
  for (const column of linked) text = spliced(text, column.attribute.name, elementsOf(row, column));
  return text;
}

function spliced(text: string, name: string, elements: string | null | undefined): string {
  if (elements === null || elements === undefined || elements === '') return text;
  return `${text.slice(0, -1)}${text === '{}' ? '' : ','}"${name}":[${elements}]}`;
}

function mergedAttributes(row: ResourceRow, linked: readonly LinkedColumn[]): Attributes {
  const body = JSON.parse(row.body ?? '{}') as Attributes;
  const hidden = row.hidden === null || row.hidden === undefined ? {} : (JSON.parse(row.hidden) as Attributes);
  const merged: Record<string, unknown> = { ...mergeHidden(body, hidden) };
  for (const column of linked) {
    const elements = elementsOf(row, column);
    if (elements === null || elements === undefined) continue;
    const { name, extension } = column.attribute;
    const values = JSON.parse(`[${elements}]`) as unknown;
    if (extension === undefined) merged[name] = values;
    else merged[extension] = { ...(merged[extension] as object | undefined), [name]: values };
  }
  return merged;
}
