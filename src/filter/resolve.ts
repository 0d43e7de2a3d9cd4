import { InvalidFilterError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Attribute } from '../schema/attribute';
import type { ResourceType } from '../schema/resource-type';
import type { Comparison, ComparisonOperator, Filter, FilterValue } from './ast';
import { type FilterDialect, type OperatorRule, rfcDialect } from './dialect';
import { quoted } from './quoted';
import { type ReadReference, referenceComparison } from './reference-comparison';
import { elementScope, type IsReadable, resourceScope, type Scope } from './scope';
import type { ComparisonSyntax, FilterSyntax, LiteralSyntax, NameSyntax, PresentSyntax, ValuePathSyntax } from './syntax';

export interface ResolveOptions {
  /** The dialect that the syntax was parsed with. Default `rfcDialect`. */
  readonly dialect?: FilterDialect;
  /** Default: every attribute. Others are as unknown as those that no schema has. */
  readonly isReadable?: IsReadable;
  /**
   * Names that the type does not have: a mistake (`refused`, default), or attributes without a value, as a query over
   * several types has it (RFC 7644 §3.4.2.1).
   */
  readonly unknownNames?: 'refused' | 'unassigned';
  /** Reads the URIs that a `$ref` is compared with. Default: they are compared as text. */
  readonly readReference?: ReadReference;
}

const always: Filter = Object.freeze({ kind: 'and', operands: Object.freeze([]) });
const never: Filter = Object.freeze({ kind: 'or', operands: Object.freeze([]) });

/** Looks up the names of a filter and checks its values (RFC 7644 §3.4.2.2). Throws `InvalidFilterError`. */
export function resolveFilter(syntax: FilterSyntax, type: ResourceType, options: ResolveOptions = {}): Filter {
  const settings = withDefaults(options);
  return new Resolver(resourceScope(type, settings), settings).resolve(syntax);
}

/** The same for the filter in brackets of a PATCH path (RFC 7644 §3.5.2). Throws `InvalidFilterError`. */
export function resolveValueFilter(syntax: FilterSyntax, attribute: Attribute, options: ResolveOptions = {}): Filter {
  const settings = withDefaults(options);
  return new Resolver(elementScope(attribute, settings), settings).resolve(syntax);
}

function withDefaults(options: ResolveOptions): Required<ResolveOptions> {
  const { dialect = rfcDialect, isReadable = () => true, unknownNames = 'refused', readReference = () => undefined } = options;
  return { dialect, isReadable, unknownNames, readReference };
}

class Resolver {
  constructor(
    private readonly scope: Scope,
    private readonly options: Required<ResolveOptions>,
  ) {}

  resolve(syntax: FilterSyntax): Filter {
    switch (syntax.kind) {
      case 'comparison':
        return this.resolveComparison(syntax);
      case 'present':
        return this.resolvePresent(syntax);
      case 'and':
        return and(syntax.operands.map((operand) => this.resolve(operand)));
      case 'or':
        return { kind: 'or', operands: syntax.operands.map((operand) => this.resolve(operand)) };
      case 'not':
        return { kind: 'not', operand: this.resolve(syntax.operand) };
      case 'valuePath':
        return this.resolveValuePath(syntax);
    }
  }

  /** attrPath SP "pr" — RFC 7644 §3.4.2.2. */
  private resolvePresent({ path: name }: PresentSyntax): Filter {
    const path = this.scope.find(name);
    return path === undefined ? never : { kind: 'present', path };
  }

  /** attrPath SP compareOp SP compValue — RFC 7644 §3.4.2.2. */
  private resolveComparison({ path: name, operator, literal }: ComparisonSyntax): Filter {
    const rule = this.options.dialect.operators.get(operator.text);
    if (rule === undefined) throw unknownOperator(operator);

    const found = this.scope.find(name);
    if (found === undefined) return this.resolveUnassigned(rule.comparison, literal);
    const path = this.scope.complete(found, name);
    const attribute = path.subAttribute ?? path.attribute;
    if (attribute.type === 'complex') throw complexCompared(attribute, name.text, name.position);
    this.assertSupported(rule.comparison, attribute, operator.position);

    const value = this.resolveValue(attribute, rule.comparison, literal);
    const caseExact = isCaseExact(attribute, rule);
    const asked: Comparison = { kind: 'comparison', path, operator: rule.comparison, value, caseExact };
    const comparison = referenceComparison(asked, this.options.readReference);
    const needsValue = rule.comparison === 'ne' && value !== null && !this.options.dialect.unassignedDiffers;
    return needsValue ? and([comparison, { kind: 'present', path }]) : comparison;
  }

  /** valuePath = attrPath "[" valFilter "]" — RFC 7644 §3.4.2.2. */
  private resolveValuePath({ path: name, filter }: ValuePathSyntax): Filter {
    const path = this.scope.find(name);
    if (path === undefined) return never;
    const { attribute, subAttribute } = path;
    const hasParts = attribute.type === 'complex' || attribute.multiValued;
    if (subAttribute !== undefined || !hasParts) {
      throw new InvalidFilterError(detail`${quoted(name.text)} at ${name.position} has no sub-attributes to filter by`);
    }
    const inside = new Resolver(elementScope(attribute, this.options), this.options);
    return { kind: 'valuePath', attribute, filter: inside.resolve(filter) };
  }

  /** A comparison of what has no value: the same for every resource of the type (RFC 7644 §3.4.2.1). */
  private resolveUnassigned(operator: ComparisonOperator, literal: LiteralSyntax): Filter {
    if (literal.value !== null) return operator === 'ne' && this.options.dialect.unassignedDiffers ? always : never;
    assertNullSuits(operator, literal);
    return operator === 'eq' ? always : never;
  }

  private resolveValue(attribute: Attribute, operator: ComparisonOperator, literal: LiteralSyntax): FilterValue {
    if (literal.value === null) {
      assertNullSuits(operator, literal);
      return null;
    }
    const value = this.options.dialect.fit(attribute, literal);
    if (value !== undefined) return value;
    throw new InvalidFilterError(
      detail`The value at ${literal.position} does not fit ${quoted(attribute.name)} of type ${attribute.type}`,
    );
  }

  private assertSupported(operator: ComparisonOperator, attribute: Attribute, position: number): void {
    if (this.options.dialect.supported[attribute.type].includes(operator)) return;
    throw new InvalidFilterError(
      detail`The operator "${operator}" at ${position} does not suit ${quoted(attribute.name)} of type ${attribute.type}`,
    );
  }
}

function assertNullSuits(operator: ComparisonOperator, { position }: LiteralSyntax): void {
  if (operator === 'eq' || operator === 'ne') return;
  throw new InvalidFilterError(detail`null at ${position} can be compared with eq and ne only`);
}

function isCaseExact({ type, caseExact }: Attribute, { letterCase }: OperatorRule): boolean {
  const isText = type === 'string' || type === 'reference' || type === 'binary';
  if (!isText) return true;
  return letterCase === 'attribute' ? caseExact : letterCase === 'exact';
}

function and(operands: readonly Filter[]): Filter {
  return { kind: 'and', operands: operands.flatMap((part) => (part.kind === 'and' ? part.operands : [part])) };
}

/** The parser lets none through; it may have read another dialect. */
function unknownOperator({ text, position }: NameSyntax): InvalidFilterError {
  return new InvalidFilterError(detail`Unknown operator ${quoted(text)} at ${position}`);
}

function complexCompared({ subAttributes }: Attribute, name: string, position: number): InvalidFilterError {
  const [first] = subAttributes;
  const example = first === undefined ? '' : detail`, such as ${quoted(`${name}.${first.name}`)}`;
  return new InvalidFilterError(detail`${quoted(name)} at ${position} is complex; compare a sub-attribute${example}`);
}
