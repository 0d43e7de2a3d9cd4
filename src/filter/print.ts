import type { AttributePath } from '../schema/attribute';
import { formatAttributePath } from '../schema/attribute-path';
import type { Comparison, Filter, Related } from './ast';
import type { FilterDialect } from './dialect';
import { rfcDialect } from './dialect';
import { type FilterVisitor, visitFilter } from './visit';

/**
 * The canonical text of a filter in the notation of RFC 7644 §3.4.2.2: names as the schema spells them, one space
 * between tokens, no parentheses but those that change the meaning. Reading it gives the same filter again, with a
 * dialect that has the operators and, for relations, allows as many names and brackets within brackets.
 *
 * `dialect` has the names of the operators; default `rfcDialect`.
 *
 * @example
 * ```ts
 * printFilter(parseFilter('(USERNAME SW "b")', User)); // userName sw "b"
 * ```
 */
export function printFilter(filter: Filter, dialect: FilterDialect = rfcDialect): string {
  return visitFilter(filter, printer(formatAttributePath, dialect));
}

type PrintPath = (path: AttributePath) => string;

/** In brackets `value` is the name of an element that has no sub-attributes. */
const printElement: PrintPath = () => 'value';

function printer(printPath: PrintPath, dialect: FilterDialect): FilterVisitor<string> {
  const visitor: FilterVisitor<string> = {
    comparison: (node) => `${printPath(node.path)} ${operatorName(node, dialect)} ${JSON.stringify(node.value)}`,
    present: ({ path }) => `${printPath(path)} pr`,
    // `and` binds tighter than `or`, so only `or` within `and` needs parentheses.
    and: ({ operands }) => operands.map((operand) => printOperand(operand, visitor)).join(' and '),
    or: ({ operands }) => operands.map((operand) => visitFilter(operand, visitor)).join(' or '),
    not: ({ operand }) => `not (${visitFilter(operand, visitor)})`,
    valuePath: ({ attribute, filter }) => {
      const inside = printer(attribute.type === 'complex' ? formatAttributePath : printElement, dialect);
      return `${printPath({ attribute })}[${visitFilter(filter, inside)}]`;
    },
    related: (node) => printRelated(node, dialect),
  };
  return visitor;
}

/** With dots where that means the same as brackets. */
function printRelated({ relation: { name }, filter }: Related, dialect: FilterDialect): string {
  const text = printFilter(filter, dialect);
  return isPath(filter) ? `${name}.${text}` : `${name}[${text}]`;
}

/** Whether the text begins with a path that can go on from another, which then stands for all values at its end. */
function isPath(filter: Filter): boolean {
  switch (filter.kind) {
    case 'comparison':
      return filter.operator !== 'ne' && filter.value !== null && !isPrefixed(filter.path);
    case 'present':
      return !isPrefixed(filter.path);
    case 'valuePath':
      return !isPrefixed(filter);
    case 'related':
      return true;
    default:
      return false;
  }
}

function isPrefixed({ attribute }: Pick<AttributePath, 'attribute'>): boolean {
  return attribute.extension !== undefined && attribute.parent === undefined;
}

/** The operator that compares so, with regard to letter case or without. */
function operatorName({ path, operator, caseExact }: Comparison, { operators }: FilterDialect): string {
  const attribute = path.subAttribute ?? path.attribute;
  const isText = attribute.type === 'string' || attribute.type === 'reference' || attribute.type === 'binary';
  for (const [name, { comparison, letterCase }] of operators) {
    const isExact = letterCase === 'attribute' ? attribute.caseExact : letterCase === 'exact';
    if (comparison === operator && (!isText || isExact === caseExact)) return name;
  }
  return operator;
}

function printOperand(operand: Filter, visitor: FilterVisitor<string>): string {
  const text = visitFilter(operand, visitor);
  return operand.kind === 'or' ? `(${text})` : text;
}
