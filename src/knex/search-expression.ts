import type { Attribute } from '../schema/attribute';
import { quoteLiteral } from './tables';

/** Where a top-level attribute, or a single-valued sub-attribute of one, stands in a JSON document. */
function steps(attribute: Attribute): readonly string[] {
  const own = attribute.parent === undefined ? [attribute.name] : [attribute.parent.name, attribute.name];
  const extension = attribute.extension ?? attribute.parent?.extension;
  return extension === undefined ? own : [extension, ...own];
}

/** The JSON value of an attribute in `document`, an expression of type jsonb. */
export function searchValue(document: string, attribute: Attribute): string {
  return steps(attribute).reduce((expression, step) => `${expression} -> ${quoteLiteral(step)}`, document);
}

/**
 * The value of a single-valued attribute as text, in byte order, which is the order of code points. Statements and
 * indexes both take the expression from here: an index serves only the expression it was made of.
 */
export function searchText(document: string, attribute: Attribute): string {
  const path = steps(attribute);
  const holder = path.slice(0, -1).reduce((expression, step) => `${expression} -> ${quoteLiteral(step)}`, document);
  return `(${holder} ->> ${quoteLiteral(path[path.length - 1] ?? '')}) collate "C"`;
}

/** An id as a number; null for one that is none, whatever rows the planner looks at. */
export function numberOfId(id: string): string {
  return `case when ${id} ~ '^[0-9]{1,16}$' then ${id} end`;
}
