import { InvalidSyntaxError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Comparison, Filter } from '../filter/ast';
import type { Attribute } from '../schema/attribute';
import { foldName } from '../schema/attribute-name';
import { findSubAttribute } from '../schema/attribute-path';
import { namesOf } from '../schema/compile-attributes';
import { isObject } from './attribute-value';
import { identityAttributes } from './element-identity';
import type { PatchOperation } from './patch-operation';

/**
 * `remove` with a value, which RFC 7644 §3.5.2.2 does not define: Entra ID lists the members to remove so. Only the
 * listed values go. To leave the list unread would remove all of them, and nobody asked for that.
 *
 * A listed value is a simple one, or an object with `value` and perhaps `type`; where values have no `value`, an object
 * with any of their simple parts, which stands for all that have the same. Throws `InvalidSyntaxError` for anything else.
 */
export function removeByValue(attribute: Attribute, listed: unknown): readonly PatchOperation[] {
  const values: readonly unknown[] = Array.isArray(listed) ? listed : [listed];
  const filters = values.map((value) => filterFor(attribute, value));
  const equations = filters.filter((filter) => filter.kind === 'comparison');
  const others = filters.filter((filter) => filter.kind !== 'comparison');
  const removals = equations.length > 1 ? [{ kind: 'or', operands: equations } as const, ...others] : filters;
  return removals.map((where) => ({ op: 'remove', path: { attribute }, where }));
}

/** What stands in an object under the name of the attribute, and nothing beside it; any other value as it is. */
export function withoutNesting(attribute: Attribute, value: unknown): unknown {
  if (!isObject(value) || Object.keys(value).length !== 1 || findSubAttribute(attribute, attribute.name) !== undefined) return value;
  const nested = member(value, attribute);
  return nested === undefined ? value : nested;
}

function filterFor(attribute: Attribute, listed: unknown): Filter {
  const [valueAttribute, typeAttribute] = identityAttributes(attribute);
  if (attribute.type === 'complex' && valueAttribute === undefined && isObject(listed)) return partsFilter(attribute, listed);
  const value = isObject(listed) && valueAttribute !== undefined ? member(listed, valueAttribute) : listed;
  if (valueAttribute === undefined || (typeof value !== 'string' && typeof value !== 'number')) {
    throw new InvalidSyntaxError(detail`The value of a remove must list values of ${attribute.name}, each with its "value"`);
  }
  const type = isObject(listed) && typeAttribute !== undefined ? member(listed, typeAttribute) : undefined;
  const equation = equals(valueAttribute, value);
  if (typeAttribute === undefined || typeof type !== 'string') return equation;
  return { kind: 'and', operands: [equation, equals(typeAttribute, type)] };
}

function partsFilter(attribute: Attribute, listed: Readonly<Record<string, unknown>>): Filter {
  const operands = attribute.subAttributes.flatMap((part) => {
    const isSecret = part.password || part.mutability === 'writeOnly' || part.returned === 'never';
    const value = part.multiValued || isSecret ? undefined : member(listed, part);
    return isKey(value) ? equals(part, value) : [];
  });
  if (operands.length > 0) return { kind: 'and', operands };
  throw new InvalidSyntaxError(detail`The value of a remove must list values of ${attribute.name}, each with a part that tells it from others`);
}

function isKey(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function equals(attribute: Attribute, value: string | number | boolean): Comparison {
  return { kind: 'comparison', path: { attribute }, operator: 'eq', value, caseExact: attribute.caseExact };
}

function member(value: Readonly<Record<string, unknown>>, attribute: Attribute): unknown {
  const names = new Set(namesOf(attribute).map(foldName));
  const key = Object.keys(value).find((candidate) => names.has(foldName(candidate)));
  return key === undefined ? undefined : value[key];
}
