import type { AttributePath } from '../schema/attribute';
import { formatAttributePath } from '../schema/attribute-path';
import type { Filter } from './ast';
import { type FilterVisitor, visitFilter } from './visit';

/**
 * The canonical text of a filter in the notation of RFC 7644 §3.4.2.2: names as the schema spells them, one space
 * between tokens, no parentheses but those that change the meaning. Reading it gives the same filter again.
 *
 * @example
 * ```ts
 * printFilter(parseFilter('(USERNAME SW "b")', User)); // userName sw "b"
 * ```
 */
export function printFilter(filter: Filter): string {
  return visitFilter(filter, outside);
}

const outside = printer(formatAttributePath);

/** In brackets `value` is the name of an element that has no sub-attributes. */
const insideSimple = printer(() => 'value');

function printer(printPath: (path: AttributePath) => string): FilterVisitor<string> {
  const visitor: FilterVisitor<string> = {
    comparison: ({ path, operator, value }) => `${printPath(path)} ${operator} ${JSON.stringify(value)}`,
    present: ({ path }) => `${printPath(path)} pr`,
    // `and` binds tighter than `or`, so only `or` within `and` needs parentheses.
    and: ({ operands }) => operands.map((operand) => printOperand(operand, visitor)).join(' and '),
    or: ({ operands }) => operands.map((operand) => visitFilter(operand, visitor)).join(' or '),
    not: ({ operand }) => `not (${visitFilter(operand, visitor)})`,
    valuePath: ({ attribute, filter }) =>
      `${printPath({ attribute })}[${visitFilter(filter, attribute.type === 'complex' ? outside : insideSimple)}]`,
  };
  return visitor;
}

function printOperand(operand: Filter, visitor: FilterVisitor<string>): string {
  const text = visitFilter(operand, visitor);
  return operand.kind === 'or' ? `(${text})` : text;
}
