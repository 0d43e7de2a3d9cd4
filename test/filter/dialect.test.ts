import { InvalidFilterError } from '../../src/errors/catalog';
import { type FilterDialect, rfcDialect } from '../../src/filter/dialect';
import { parseFilter } from '../../src/filter/parse-filter';
import { parseFilterSyntax } from '../../src/filter/parser';
import { printFilter } from '../../src/filter/print';
import { resolveFilter } from '../../src/filter/resolve';
import { User } from '../../src/schema/core/user';
import { defineResourceType } from '../../src/schema/define-resource-type';
import { defineSchema } from '../../src/schema/define-schema';
import type { ResourceType } from '../../src/schema/resource-type';

/** Everything that a dialect may change, changed. */
const relaxed: FilterDialect = {
  ...rfcDialect,
  spaces: ' \t\r\n',
  quotes: new Map([
    ['"', '"'],
    ["'", "'"],
    ['“', '”'],
  ]),
  escapes: { characters: new Map([['n', '\n']]), unicode: false, others: 'literal' },
  bareValues: true,
  bareNot: true,
  namePattern: /^[A-Za-z_][A-Za-z0-9_]*$/,
  maxNames: 6,
  operators: new Map([
    ...rfcDialect.operators,
    ['eq', { comparison: 'eq', letterCase: 'exact' }],
    ['eq_ci', { comparison: 'eq', letterCase: 'ignored' }],
    ['co', { comparison: 'co', letterCase: 'ignored' }],
  ]),
  fit: (attribute, literal, operator) => {
    if (attribute.type === 'integer' && literal.quoted) return Number(literal.text);
    return attribute.type === 'string' ? literal.text : rfcDialect.fit(attribute, literal, operator);
  },
  unassignedDiffers: false,
};

const Host = defineResourceType({
  name: 'Host',
  endpoint: '/Hosts',
  schema: defineSchema({
    $id: 'urn:example:Host',
    title: 'Host',
    type: 'object',
    properties: {
      os: { type: 'string' },
      serial: { type: 'string', caseExact: true },
      port: { type: 'integer' },
      active: { type: 'boolean' },
    },
  }),
}) as ResourceType;

const parse = (source: string) => parseFilter(source, Host, { dialect: relaxed });

test.each([
  ['os eq OR', 'OR'],
  ['os eq not', 'not'],
  ['os eq 10.129.', '10.129.'],
  ['os eq O"Malley', 'O"Malley'],
  ['os eq a@b.c/x', 'a@b.c/x'],
  ["os eq 'it\\'s'", "it's"],
  ['os eq “quoted text”', 'quoted text'],
  ['os eq "\\x\\n"', 'x\n'],
  ['os eq "it\'s"', "it's"],
  ['os eq 1.50', '1.50'],
  ['os\teq\r\n1', '1'],
  ['port eq "103"', 103],
  ['port eq 103', 103],
  ['active eq true', true],
  ['os eq null', null],
])('a dialect decides what is a value: %s', (source, value) => {
  expect(parse(source)).toMatchObject({ kind: 'comparison', value });
});

test.each([
  ['os eq a', true],
  ['os eq_ci a', false],
  ['serial EQ_CI a', false],
  ['serial co a', false],
  ['os sw a', false],
  ['serial sw a', true],
])('a dialect decides whether letter case counts: %s', (source, caseExact) => {
  expect(parse(source)).toMatchObject({ caseExact });
});

test('eq_ci is the eq of RFC 7644 with another rule for letter case', () => {
  expect(parse('serial eq_ci a')).toMatchObject({ operator: 'eq' });
  expect(() => parseFilter('serial eq_ci "a"', Host)).toThrow(InvalidFilterError);
});

test('a filter of one dialect is not resolved by another', () => {
  const syntax = parseFilterSyntax('serial eq_ci a', { dialect: relaxed });
  expect(() => resolveFilter(syntax, Host)).toThrow(new InvalidFilterError('Unknown operator "eq_ci" at 8'));
});

test('not without parentheses binds tightest', () => {
  expect(printFilter(parse('not os pr and not not port pr or active pr'))).toBe(
    'not (os pr) and not (not (port pr)) or active pr',
  );
});

test('not without parentheses counts as depth', () => {
  expect(() => parse(`${'not '.repeat(33)}os pr`)).toThrow('nested deeper than 32 levels');
});

test('ne that leaves out resources without a value is spelled out', () => {
  expect(printFilter(parse('os ne a'))).toBe('os ne "a" and os pr');
  expect(parse('port pr and os ne a')).toMatchObject({
    kind: 'and',
    operands: [{ kind: 'present' }, { kind: 'comparison', operator: 'ne' }, { kind: 'present' }],
  });
  expect(printFilter(parse('os ne null'))).toBe('os ne null');
  expect(printFilter(parseFilter('emails[type ne x]', User, { dialect: relaxed }))).toBe(
    'emails[type ne "x" and type pr]',
  );
});

test('paths may be longer, name by name', () => {
  expect(parseFilterSyntax('accounts.account.id eq 1', { dialect: relaxed })).toMatchObject({
    path: {
      names: [
        { text: 'accounts', position: 1 },
        { text: 'account', position: 10 },
        { text: 'id', position: 18 },
      ],
    },
  });
  expect(() => parseFilterSyntax('a.b.c.d.e.f.g pr', { dialect: relaxed })).toThrow('Unexpected ".g" at 12');
});
