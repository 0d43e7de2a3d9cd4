import type { SortOrder } from '../store/resource-store';
import type { Attribute } from '../schema/attribute';
import { kindOf, type Operand } from './comparison-to-sql';
import { isInIndexOrder } from './indexes';
import { linkedRowsOf, type PathScope, placeOf } from './path-to-sql';
import { searchValue } from './search-expression';
import { quoteLiteral } from './tables';

/** A sort key of the resource with alias `r`. */
export interface SortKey {
  readonly expression: string;
  /** In PostgreSQL null is the greatest value, which is what RFC 7644 §3.4.2.3 asks for, either way. */
  readonly direction: 'asc' | 'desc';
  /** The type of the expression. */
  readonly type: 'text' | 'float8';
  /** Whether an index has the resources in this order. */
  readonly isIndexed: boolean;
}

/** What a resource is sorted by: of several values the primary, else the first (RFC 7644 §3.4.2.3). */
export function orderToSql({ path, order }: SortOrder, scope: PathScope): SortKey {
  const direction = order === 'descending' ? 'desc' : 'asc';
  const { attribute } = path;
  const subAttribute = path.subAttribute ?? attribute.subAttributes.find(({ name }) => name === 'value');
  const leaf = subAttribute ?? attribute;
  const type = kindOf(leaf) === 'number' ? 'float8' : 'text';
  const isIndexed = isInIndexOrder(scope.plan.type, leaf);
  return { expression: keyOf(attribute, subAttribute, scope), direction, type, isIndexed };
}

function keyOf(attribute: Attribute, subAttribute: Attribute | undefined, scope: PathScope): string {
  if (subAttribute === undefined && attribute.type === 'complex') return 'null::text';
  if (subAttribute?.isDeclared === false && attribute.multiValued) {
    return `(${representative(attribute, subAttribute, scope)}) collate "C"`;
  }
  const linked = linkedRowsOf(attribute, scope);
  const place = placeOf(subAttribute === undefined ? { attribute } : { attribute, subAttribute }, scope);
  if (place.rows === undefined) return typedKey(place.operand);

  const { from, where = 'true' } = place.rows;
  if (linked !== undefined) {
    return `(select ${typedKey(place.operand)} from ${from} where ${where} order by ${linked.order} limit 1)`;
  }
  if (place.container === undefined) return `(select ${typedKey(place.operand)} from ${from} where ${where} limit 1)`;
  return typedKey({ ...place.operand, key: representative(attribute, subAttribute, scope) });
}

/** The value of the element that stands for the attribute. */
function representative(attribute: Attribute, subAttribute: Attribute | undefined, { bindings }: PathScope): string {
  const elements = searchValue('r.search', attribute);
  if (subAttribute === undefined) return `${elements} ->> 0`;
  const element = `coalesce(jsonb_path_query_first(${elements}, '$[*] ? (@.primary == true)'), ${elements} -> 0)`;
  // A name that no schema has is a client's.
  if (!subAttribute.isDeclared) return `${element} -> ${bindings.bind(subAttribute.name)}::text ->> 0`;
  const name = quoteLiteral(subAttribute.name);
  return subAttribute.multiValued ? `${element} -> ${name} ->> 0` : `${element} ->> ${name}`;
}

function typedKey({ kind, key }: Operand): string {
  return kind === 'number' ? `(${key})::float8` : `(${key}) collate "C"`;
}
