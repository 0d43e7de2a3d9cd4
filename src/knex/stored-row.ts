import type { StoredResource } from '../resource/stored-resource';
import type { Attributes } from '../schema/resource-type';
import { storedText } from '../store/stored-text';
import { mergeHidden } from './resource-columns';
import type { LinkedColumn, Selection } from './selection';

/** A row as statements return it: what is not part of the selection is absent. */
export interface ResourceRow {
  readonly id: string;
  readonly version: string;
  /** Milliseconds since 1970, not yet rounded. */
  readonly created: number;
  readonly last_modified: number;
  readonly body?: string;
  readonly hidden?: string | null;
  /** The elements of link and inverse attributes as JSON text. */
  readonly [linked: `link_${number}` | `inverse_${number}`]: string | null | undefined;
}

/** Makes a stored resource from a row; nothing is parsed that the answer can copy. */
export function storedRow(row: ResourceRow, selection: Selection): StoredResource {
  const resource = {
    id: row.id,
    version: String(row.version),
    created: new Date(Math.round(row.created)),
    lastModified: new Date(Math.round(row.last_modified)),
  };
  if (!selection.body) return { ...resource, attributes: {} };
  const linked = [...selection.links, ...selection.inverses];
  const isPlain = linked.every(({ attribute }) => attribute.extension === undefined);
  if (selection.kind === 'default' && isPlain) return storedText({ ...resource, text: splicedText(row, linked) });

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
  for (const column of linked) {
    const elements = elementsOf(row, column);
    if (elements === null || elements === undefined) continue;
    const separator = text === '{}' ? '' : ',';
    text = `${text.slice(0, -1)}${separator}${JSON.stringify(column.attribute.name)}:[${elements}]}`;
  }
  return text;
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
