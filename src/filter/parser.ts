import { InvalidFilterError, InvalidPathError } from '../errors/catalog';
import type { DetailValue } from '../errors/detail';
import { detail } from '../errors/detail';
import { foldName } from '../schema/attribute-name';
import { type FilterDialect, rfcDialect } from './dialect';
import { tokenize } from './lexer';
import { defaultFilterLimits, type FilterLimits } from './limits';
import { parseLiteral } from './parse-literal';
import { parseAttributePath } from './path-syntax';
import type { FilterSyntax, NameSyntax, PatchPathSyntax, PathSyntax } from './syntax';
import { describeToken, type Token } from './token';
import { unknownOperator } from './unknown-operator';

export interface SyntaxOptions {
  /** Default `rfcDialect`. */
  readonly dialect?: FilterDialect;
  /** Default 8,192 characters, 32 levels, 100 terms. */
  readonly limits?: Partial<FilterLimits>;
}

/** FILTER — RFC 7644 §3.4.2.2. Throws `InvalidFilterError`; names are not looked up. */
export function parseFilterSyntax(source: string, options: SyntaxOptions = {}): FilterSyntax {
  return new Parser(source, 'filter', options).parseFilter();
}

/** PATH — RFC 7644 §3.5.2. Throws `InvalidPathError`, also where its brackets hold no filter; names are not looked up. */
export function parsePathSyntax(source: string, options: SyntaxOptions = {}): PatchPathSyntax {
  try {
    return new Parser(source, 'path', options).parsePath();
  } catch (error) {
    throw error instanceof InvalidFilterError ? new InvalidPathError(error.detail) : error;
  }
}

const subjects = Object.freeze({ filter: detail`The filter`, path: detail`The path` });

/** Recursive descent, one method for each production; `limits.depth` bounds the recursion. */
class Parser {
  private readonly dialect: FilterDialect;
  private readonly limits: FilterLimits;
  private readonly tokens: readonly Token[];
  private index = 0;
  private depth = 0;
  private terms = 0;
  private inBrackets = false;

  constructor(
    source: string,
    private readonly subject: 'filter' | 'path',
    { dialect = rfcDialect, limits = {} }: SyntaxOptions,
  ) {
    const { length, depth, terms } = defaultFilterLimits;
    // Member by member: a limit that is given as undefined must not lift the limit.
    this.limits = { length: limits.length ?? length, depth: limits.depth ?? depth, terms: limits.terms ?? terms };
    this.dialect = dialect;
    if (source.length > this.limits.length) {
      throw new InvalidFilterError(detail`${subjects[subject]} is longer than ${this.limits.length} characters`);
    }
    this.tokens = tokenize(source, dialect);
    if (this.next.kind === 'end' && !this.mayBeEmpty) throw new InvalidFilterError(detail`${subjects[subject]} is empty`);
  }

  /** FILTER, and nothing after it — RFC 7644 §3.4.2.2, Figure 1. */
  parseFilter(): FilterSyntax {
    if (this.tokens.length === 1) return { kind: 'and', operands: [] };
    const filter = this.parseOr();
    if (this.next.kind !== 'end') throw this.unexpected(detail`"and", "or" or the end of the filter`);
    return filter;
  }

  /** PATH = attrPath / valuePath [subAttr] — RFC 7644 §3.5.2, Figure 7. */
  parsePath(): PatchPathSyntax {
    const path = this.parseAttributePath();
    const filter = this.next.kind === '[' ? this.parseBrackets() : undefined;
    const subAttribute = filter === undefined ? path.names[1] : this.parseSubAttribute();
    if (this.next.kind !== 'end') throw this.unexpected(detail`the end of the path`);
    return { path, filter, subAttribute };
  }

  /** subAttr = "." ATTRNAME — RFC 7644 §3.4.2.2, Figure 1. */
  private parseSubAttribute(): NameSyntax | undefined {
    const bracket = this.previous;
    if (this.next.kind !== 'word') return undefined;

    const { text, position } = this.next;
    const name = text.slice(1);
    const follows = text.startsWith('.') && position === bracket.position + 1;
    if (!follows || !this.dialect.namePattern.test(name)) throw this.unexpected(detail`"." and a sub-attribute`);
    this.advance();
    return { text: name, position: position + 1 };
  }

  /** FILTER SP "or" SP FILTER — RFC 7644 §3.4.2.2, Figure 1; binds least. */
  private parseOr(): FilterSyntax {
    const operands = [this.parseAnd()];
    while (this.acceptWord('or')) operands.push(this.parseAnd());
    return join('or', operands);
  }

  /** FILTER SP "and" SP FILTER — RFC 7644 §3.4.2.2, Figure 1. */
  private parseAnd(): FilterSyntax {
    const operands = [this.parseUnary()];
    while (this.acceptWord('and')) operands.push(this.parseUnary());
    return join('and', operands);
  }

  /** *1"not" "(" FILTER ")" / attrExp / valuePath — RFC 7644 §3.4.2.2, Figure 1. */
  private parseUnary(): FilterSyntax {
    if (this.acceptWord('not')) return { kind: 'not', operand: this.parseNegated() };
    return this.next.kind === '(' ? this.parseParentheses() : this.parseTerm();
  }

  /** "(" FILTER ")" after "not" — RFC 7644 §3.4.2.2, Figure 1; a dialect may leave the parentheses out. */
  private parseNegated(): FilterSyntax {
    if (this.next.kind === '(') return this.parseParentheses();
    if (!this.dialect.bareNot) throw this.unexpected(detail`"(" after "not"`);
    return this.nested(() => this.parseUnary());
  }

  /** "(" FILTER ")" — RFC 7644 §3.4.2.2, Figure 1. */
  private parseParentheses(): FilterSyntax {
    this.expect('(');
    const filter = this.nested(() => this.parseOr());
    this.expect(')');
    return filter;
  }

  /** attrPath SP "pr" / attrPath SP compareOp SP compValue / valuePath — RFC 7644 §3.4.2.2, Figure 1. */
  private parseTerm(): FilterSyntax {
    const path = this.parseAttributePath();
    return this.next.kind === '[' ? this.parseValuePath(path) : this.parseTest(path);
  }

  /** What follows an attrPath — RFC 7644 §3.4.2.2, Figure 1. */
  private parseTest(path: PathSyntax): FilterSyntax {
    this.terms += 1;
    if (this.terms > this.limits.terms) {
      throw new InvalidFilterError(detail`${subjects[this.subject]} has more than ${this.limits.terms} terms`);
    }
    if (this.acceptWord('pr')) return { kind: 'present', path };
    const operator = this.parseOperator();
    if (this.next.kind !== 'word' && this.next.kind !== 'string') throw this.unexpected(detail`a value`);
    return { kind: 'comparison', path, operator, literal: parseLiteral(this.advance(), this.dialect) };
  }

  /**
   * valuePath = attrPath "[" valFilter "]" — RFC 7644 §3.4.2.2, Figure 1. A comparison of a sub-attribute behind the
   * brackets is outside that grammar, and how Entra ID looks for a work e-mail: it is one more condition inside.
   */
  private parseValuePath(path: PathSyntax): FilterSyntax {
    if (this.inBrackets && this.dialect.nestedBrackets !== true) throw new InvalidFilterError(detail`Brackets within brackets at ${this.next.position}`);
    const filter = this.parseBrackets();
    const name = this.parseComparedName();
    if (name === undefined) return { kind: 'valuePath', path, filter };
    const compared = { text: name.text, schema: undefined, names: [name], position: name.position };
    return { kind: 'valuePath', path, filter: join('and', [filter, this.parseTest(compared)]) };
  }

  private parseComparedName(): NameSyntax | undefined {
    const { kind, text, position } = this.next;
    if (kind !== 'word') return undefined;
    if (text.startsWith('.')) return this.dialect.conditionBehindBrackets === true ? this.parseSubAttribute() : undefined;
    const isCompared = this.dialect.valuePathIsValue === true && this.dialect.operators.has(foldName(text));
    return isCompared ? { text: 'value', position } : undefined;
  }

  /** "[" valFilter "]" — RFC 7644 §3.4.2.2, Figure 1. */
  private parseBrackets(): FilterSyntax {
    this.expect('[');
    const outside = this.inBrackets;
    this.inBrackets = true;
    const filter = this.nested(() => this.parseOr());
    this.inBrackets = outside;
    this.expect(']');
    return filter;
  }

  /** attrPath = [URI ":"] ATTRNAME *1subAttr — RFC 7644 §3.4.2.2, Figure 1. */
  private parseAttributePath(): PathSyntax {
    const { kind, text, position } = this.next;
    if (kind !== 'word' || isReserved(text)) throw this.unexpected(detail`an attribute`);
    this.advance();
    return parseAttributePath(text, position, this.dialect);
  }

  /** compareOp — RFC 7644 §3.4.2.2, Figure 1; in any letter case. */
  private parseOperator(): NameSyntax {
    const { kind, text, position } = this.next;
    if (kind !== 'word') throw this.unexpected(detail`an operator`);
    const name = foldName(text);
    if (!this.dialect.operators.has(name)) throw unknownOperator(this.next, this.dialect);
    this.advance();
    return { text: name, position };
  }

  private nested(parse: () => FilterSyntax): FilterSyntax {
    this.depth += 1;
    if (this.depth > this.limits.depth) {
      throw new InvalidFilterError(
        detail`${subjects[this.subject]} is nested deeper than ${this.limits.depth} levels at ${this.previous.position}`,
      );
    }
    const filter = parse();
    this.depth -= 1;
    return filter;
  }

  private get mayBeEmpty(): boolean {
    return this.subject === 'filter' && this.dialect.emptyFilter === 'everything';
  }

  private get next(): Token {
    return this.tokens[this.index] as Token;
  }

  private get previous(): Token {
    return this.tokens[this.index - 1] as Token;
  }

  private advance(): Token {
    this.index += 1;
    return this.previous;
  }

  private acceptWord(keyword: string): boolean {
    if (this.next.kind !== 'word' || foldName(this.next.text) !== keyword) return false;
    this.advance();
    return true;
  }

  private expect(bracket: '(' | ')' | '[' | ']'): void {
    if (this.next.kind !== bracket) throw this.unexpected(`"${bracket}"`);
    this.advance();
  }

  private unexpected(expected: DetailValue): InvalidFilterError {
    const found = describeToken(this.next, this.subject);
    return new InvalidFilterError(detail`Expected ${expected} at ${this.next.position}, found ${found}`);
  }
}

/** One node for a chain of any length; parentheses around a part of the same chain change nothing. */
function join(kind: 'and' | 'or', operands: readonly FilterSyntax[]): FilterSyntax {
  const [first] = operands;
  if (first !== undefined && operands.length === 1) return first;
  return { kind, operands: operands.flatMap((operand) => (operand.kind === kind ? operand.operands : [operand])) };
}

function isReserved(word: string): boolean {
  return ['and', 'or', 'not'].includes(foldName(word));
}
