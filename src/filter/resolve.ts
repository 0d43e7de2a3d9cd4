import { InvalidFilterError } from '../errors/catalog';
import { detail } from '../errors/detail';
import type { Attribute, AttributePath } from '../schema/attribute';
import type { ResourceType } from '../schema/resource-type';
import type { Comparison, ComparisonOperator, Filter, FilterValue } from './ast';
import { type FilterDialect, type OperatorRule, rfcDialect } from './dialect';
import { quoted } from './quoted';
import type { FollowOptions } from './related-scope';
import { noRelations } from './relations';
import { type ReadReference, referenceComparison } from './reference-comparison';
import { elementScope, type IsReadable, resourceScope, type Scope, type ScopeStep } from './scope';
import type { ComparisonSyntax, FilterSyntax, LiteralSyntax, NameSyntax, PathSyntax, PresentSyntax, TermSyntax, ValuePathSyntax } from './syntax';

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
  /** The relations that may be followed. Default none: what leads to other resources is as unknown as any other name. */
  readonly follow?: FollowOptions;
}

/** How many relations may follow one another: each is one more search. */
const mostRelations = 5;

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
  return { dialect, isReadable, unknownNames, readReference, follow: options.follow ?? { relations: noRelations } };
}

class Resolver {
  constructor(
    private readonly scope: Scope,
    private readonly options: Required<ResolveOptions>,
    /** How many relations have been followed to get here. */
    private readonly followed = 0,
  ) {}

  resolve(syntax: FilterSyntax): Filter {
    switch (syntax.kind) {
      case 'comparison':
      case 'present':
      case 'valuePath':
        return this.resolveTerm(syntax);
      case 'and':
        return this.resolveAnd(syntax.operands.map((operand) => this.resolve(operand)));
      case 'or':
        return { kind: 'or', operands: syntax.operands.map((operand) => this.resolve(operand)) };
      case 'not':
        return { kind: 'not', operand: this.resolve(syntax.operand) };
    }
  }

  private resolveAnd(operands: readonly Filter[]): Filter {
    return this.options.dialect.unassignedDiffers ? and(operands) : withoutRepetitions(and(operands));
  }

  private resolveTerm(term: TermSyntax): Filter {
    const step = this.stepOf(term);
    if (step !== undefined) return this.resolveRelated(term, step);
    switch (term.kind) {
      case 'comparison':
        return this.resolveComparison(term);
      case 'present':
        return this.resolvePresent(term);
      case 'valuePath':
        return this.resolveValuePath(term);
    }
  }

  /**
   * The relation that the path goes on from. Behind it, or in brackets, there are resources; an attribute of this side
   * counts where the path ends, or where the other side has none of that name.
   */
  private stepOf({ kind, path }: TermSyntax): ScopeStep | undefined {
    const steps = this.scope.steps(path);
    if (steps.length === 0) return undefined;
    const known = steps.find(({ rest, scope }) => (rest === undefined ? kind === 'valuePath' : scope.knows(rest, kind)));
    if (known !== undefined) return known;
    if (this.scope.has(path)) return undefined;
    return steps.find(({ rest }) => rest !== undefined || kind !== 'comparison');
  }

  /** A path stands for all values at its end; a relation in front of brackets, or alone, for the resources themselves. */
  private resolveRelated(term: TermSyntax, { relation, scope, rest }: ScopeStep): Filter {
    this.assertFollowed(term);
    const there = (syntax: FilterSyntax, options = this.options): Filter => {
      return { kind: 'related', relation, filter: new Resolver(scope, options, this.followed + 1).resolve(syntax) };
    };
    if (rest === undefined) return there(term.kind === 'valuePath' ? term.filter : { kind: 'present', path: idOf(term.path) });
    if (term.kind !== 'comparison') return there({ ...term, path: rest });

    const comparison = this.options.dialect.operators.get(term.operator.text)?.comparison;
    const hasValue = (): Filter => there({ kind: 'present', path: rest });
    if (comparison !== undefined && term.literal.value === null) {
      assertNullSuits(comparison, term.literal);
      return comparison === 'ne' ? hasValue() : { kind: 'not', operand: hasValue() };
    }
    const dialect = { ...this.options.dialect, unassignedDiffers: false };
    const hasSuchValue = there({ ...term, path: rest }, { ...this.options, dialect });
    if (comparison !== 'ne' || !this.options.dialect.unassignedDiffers) return hasSuchValue;
    return { kind: 'or', operands: [{ kind: 'not', operand: hasValue() }, hasSuchValue] };
  }

  private assertFollowed({ path: { text, position } }: TermSyntax): void {
    if (this.options.follow.isFollowed === false) {
      throw new InvalidFilterError(detail`${quoted(text)} at ${position} leads to other resources, which the store cannot search`);
    }
    if (this.followed < mostRelations) return;
    throw new InvalidFilterError(detail`The filter follows more than ${mostRelations} relations at ${position}`);
  }

  /** The same of a path whose value is an attribute of a related resource. */
  private resolveLookup(term: TermSyntax, path: AttributePath): Filter | undefined {
    const lookup = this.scope.lookup(path);
    if (lookup === undefined) return undefined;
    const { relation, scope, attribute } = lookup;
    const name = { text: attribute.name, position: term.path.position };
    return this.resolveRelated(term, { relation, scope, rest: { ...name, schema: undefined, names: [name] } });
  }

  /** attrPath SP "pr" — RFC 7644 §3.4.2.2. */
  private resolvePresent(syntax: PresentSyntax): Filter {
    const path = this.scope.find(syntax.path);
    if (path === undefined) return never;
    return this.resolveLookup(syntax, path) ?? { kind: 'present', path };
  }

  /** attrPath SP compareOp SP compValue — RFC 7644 §3.4.2.2. */
  private resolveComparison(syntax: ComparisonSyntax): Filter {
    const { path: name, operator, literal } = syntax;
    const rule = this.options.dialect.operators.get(operator.text);
    if (rule === undefined) throw unknownOperator(operator);

    const found = this.scope.find(name);
    if (found === undefined) return this.resolveUnassigned(rule.comparison, literal);
    const related = this.resolveLookup(syntax, found);
    if (related !== undefined) return related;
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
    const value = this.options.dialect.fit(attribute, literal, operator);
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

/** What every resource has: a relation that leads to it leads somewhere. */
function idOf({ position }: PathSyntax): PathSyntax {
  return { text: 'id', schema: undefined, names: [{ text: 'id', position }], position };
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

/** Without the tests for a value that follow from others: where `ne` asks for one, the canonical text does so, too. */
function withoutRepetitions(filter: Filter): Filter {
  if (filter.kind !== 'and') return filter;
  const isRepeated = (part: Filter, index: number): boolean =>
    part.kind === 'present' &&
    filter.operands.findIndex((other) => other.kind === 'present' && isSamePath(other.path, part.path)) < index;
  const operands = filter.operands.filter((part, index) => !isRepeated(part, index));
  const [only] = operands;
  return only !== undefined && operands.length === 1 ? only : { kind: 'and', operands };
}

function isSamePath(one: AttributePath, other: AttributePath): boolean {
  return one.attribute === other.attribute && one.subAttribute === other.subAttribute;
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
