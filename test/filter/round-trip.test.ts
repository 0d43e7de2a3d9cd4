import fc from 'fast-check';

import { InvalidFilterError, InvalidPathError } from '../../src/errors/catalog';
import type { Comparison, Filter } from '../../src/filter/ast';
import { rfcDialect } from '../../src/filter/dialect';
import { parseFilter } from '../../src/filter/parse-filter';
import { parsePathSyntax } from '../../src/filter/parser';
import { printFilter } from '../../src/filter/print';
import type { Attribute, AttributePath } from '../../src/schema/attribute';
import { User } from '../../src/schema/core/user';
import { defineResourceType } from '../../src/schema/define-resource-type';
import { importSchema } from '../../src/schema/import-schema';
import type { ResourceType } from '../../src/schema/resource-type';
import suite from '../vectors/filters.json';

const type = defineResourceType({
  name: 'User',
  endpoint: '/Users',
  schema: User.schema,
  extensions: [...User.extensions, { schema: importSchema(suite.extensionSchema) }],
}) as ResourceType;

const visible = ({ returned, mutability }: Attribute) => returned !== 'never' && mutability !== 'writeOnly';
const attributes = type.attributes.filter(visible);
const paths: readonly AttributePath[] = attributes.flatMap((attribute) => [
  { attribute },
  ...attribute.subAttributes.filter(visible).map((subAttribute) => ({ attribute, subAttribute })),
]);
const leaf = ({ attribute, subAttribute }: AttributePath) => subAttribute ?? attribute;

function valueOf({ type: valueType }: Attribute): fc.Arbitrary<string | number | boolean> {
  switch (valueType) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.maxSafeInteger().map((value) => value + 0 || 0);
    case 'decimal':
      return fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0);
    case 'dateTime':
      return fc
        .date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
        .map((date) => date.toISOString());
    default:
      return fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));
  }
}

function comparison(path: AttributePath): fc.Arbitrary<Comparison> {
  const attribute = leaf(path);
  const isText = ['string', 'reference', 'binary'].includes(attribute.type);
  const base = { kind: 'comparison', path, caseExact: isText ? attribute.caseExact : true } as const;
  const unassigned = fc
    .constantFrom('eq' as const, 'ne' as const)
    .map((operator) => ({ ...base, operator, value: null }));
  const compared = fc
    .tuple(fc.constantFrom(...rfcDialect.supported[attribute.type]), valueOf(attribute))
    .map(([operator, value]) => ({ ...base, operator, value }));
  return fc.oneof({ weight: 5, arbitrary: compared }, unassigned);
}

function term(candidates: readonly AttributePath[]): fc.Arbitrary<Filter> {
  const comparisons = candidates.filter((path) => leaf(path).type !== 'complex').map(comparison);
  const present = fc.constantFrom(...candidates).map((path): Filter => ({ kind: 'present', path }));
  return fc.oneof({ weight: 4, arbitrary: fc.oneof(...comparisons) }, present);
}

/** Trees as the resolver makes them: no chain inside a chain of its own kind, none of one operand. */
function tree(terms: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  const flat = (kind: 'and' | 'or') => (operands: readonly Filter[]): Filter => ({
    kind,
    operands: operands.flatMap((operand) => (operand.kind === kind ? operand.operands : [operand])),
  });
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      terms,
      fc.array(tie('filter'), { minLength: 2, maxLength: 3 }).map(flat('and')),
      fc.array(tie('filter'), { minLength: 2, maxLength: 3 }).map(flat('or')),
      tie('filter').map((operand): Filter => ({ kind: 'not', operand })),
    ),
  })).filter;
}

const valuePaths = attributes
  .filter((attribute) => attribute.type === 'complex' || attribute.multiValued)
  .map((attribute) => {
    const inner = attribute.type === 'complex' ? attribute.subAttributes.filter(visible) : [attribute];
    const filters = tree(term(inner.map((part) => ({ attribute: part }))));
    return filters.map((filter): Filter => ({ kind: 'valuePath', attribute, filter }));
  });

const filters = tree(fc.oneof({ weight: 3, arbitrary: term(paths) }, fc.oneof(...valuePaths)));

test('RFC 7644 §3.4.2.2: whatever is printed reads as the same filter', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      const limits = { length: 1_000_000, depth: 100, terms: 10_000 };
      expect(parseFilter(printFilter(filter), type, { limits })).toEqual(filter);
    }),
    { numRuns: 3000 },
  );
});

const fragments = fc.constantFrom(
  ...[' ', '(', ')', '[', ']', '"', "'", '\\', '.', ':', '-', '+', '$', '\t', '\0', '\ud800'],
  ...['userName', 'name', 'emails', 'type', 'value', 'meta.created', 'primary', '__proto__', 'constructor', 'urn:'],
  ...['eq', 'ne', 'co', 'pr', 'gt', 'and', 'or', 'not', 'true', 'null', '1', '1e400'],
  ...['"x"', '"\\u00e9"', '"2020-01-01T00:00:00Z"'],
);
const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.array(fragments, { maxLength: 20 }).map((parts) => parts.join('')),
  fc.array(fragments, { maxLength: 20 }).map((parts) => parts.join(' ')),
);

test('RFC 7644 §3.12: any text is a filter or an InvalidFilterError', () => {
  fc.assert(
    fc.property(noise, (source) => {
      try {
        printFilter(parseFilter(source, type));
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidFilterError);
      }
    }),
    { numRuns: 20_000 },
  );
});

test('RFC 7644 §3.12: any text is a path or an InvalidPathError', () => {
  fc.assert(
    fc.property(noise, (source) => {
      try {
        parsePathSyntax(source);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidPathError);
      }
    }),
    { numRuns: 5000 },
  );
});

test('RFC 7644 §3.4.2.2: a canonical filter is printed as it was written', () => {
  const lab = suite.extensionSchema.id;
  for (const source of [
    'userName eq "bjensen" or title pr and not (active eq false)',
    '(title pr or nickName pr) and emails[type eq "work" and (value co "@x" or primary eq true)]',
    `${lab}:tags[value sw "r"] and ${lab}:ratio gt -1.5e+30`,
    'name[givenName eq "\\"\\\\\\u0001é"] or schemas eq null',
  ]) {
    expect(printFilter(parseFilter(source, type))).toBe(source);
  }
});
