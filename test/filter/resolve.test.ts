import { InvalidFilterError } from '../../src/errors/catalog';
import { fitLiteral } from '../../src/filter/fit-literal';
import { parseFilter } from '../../src/filter/parse-filter';
import { parsePathSyntax } from '../../src/filter/parser';
import { resolveValueFilter } from '../../src/filter/resolve';
import { findAttribute, resolveAttributePath } from '../../src/schema/attribute-path';
import { Group } from '../../src/schema/core/group';
import { User } from '../../src/schema/core/user';
import { defineResourceType } from '../../src/schema/define-resource-type';
import { defineSchema } from '../../src/schema/define-schema';
import type { ResourceType } from '../../src/schema/resource-type';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const Probe: ResourceType = defineResourceType({
  name: 'Probe',
  endpoint: '/Probes',
  schema: defineSchema({
    $id: 'urn:example:Probe',
    title: 'Probe',
    type: 'object',
    properties: {
      text: { type: 'string' },
      exact: { type: 'string', caseExact: true },
      level: { type: 'integer' },
      ratio: { type: 'number' },
      flag: { type: 'boolean' },
      since: { type: 'string', format: 'date-time' },
      blob: { type: 'string', contentEncoding: 'base64' },
      home: { type: 'string', referenceTypes: ['external'] },
      pin: { type: 'string', mutability: 'writeOnly', returned: 'never' },
      marks: { type: 'array', items: { type: 'integer' } },
      parts: { type: 'array', items: { type: 'object', properties: { label: { type: 'string' } } } },
      computed: { type: 'string', mutability: 'readOnly' },
    },
  }),
  derived: { computed: { on: 'read', compute: (resources) => resources.map(() => 'x') } },
});

const probe = (source: string) => parseFilter(source, Probe);
const user = (source: string) => parseFilter(source, User);

test('RFC 7644 §3.10: a path is the definition it names, in any letter case and with any prefix allowed', () => {
  const path = resolveAttributePath(User, 'name.givenName');
  for (const text of ['name.givenName', 'NAME.GIVENNAME', `${User.schema.$id.toUpperCase()}:name.givenname`]) {
    expect(user(`${text} pr`)).toEqual({ kind: 'present', path });
  }
});

test.each([
  ['usrName pr', 'Unknown attribute "usrName" at 1; did you mean "userName"?'],
  ['title pr and name.givenNam pr', 'Unknown attribute "name.givenNam" at 14; did you mean "name.givenName"?'],
  ['employeeNumber pr', `Unknown attribute "employeeNumber" at 1; did you mean "${enterprise}:employeeNumber"?`],
  [
    `${enterprise}:department2 pr`,
    `Unknown attribute "${enterprise}:department2" at 1; did you mean "${enterprise}:department"?`,
  ],
  ['emails[valeu pr]', 'Unknown attribute "valeu" at 8; did you mean "value"?'],
  ['emails[xyzzy pr]', 'Unknown attribute "xyzzy" at 8'],
  ['emails[emails.type pr]', 'Unknown attribute "emails.type" at 8'],
  ['passwor pr', 'Unknown attribute "passwor" at 1'],
  ['password pr', 'The attribute "password" at 1 cannot be used in a filter'],
  ['name eq "x"', '"name" at 1 is complex; compare a sub-attribute, such as "name.formatted"'],
  ['userName[value eq "x"]', '"userName" at 1 has no sub-attributes to filter by'],
  ['name.givenName[value eq "x"]', '"name.givenName" at 1 has no sub-attributes to filter by'],
  ['schemas[type eq "x"]', 'Unknown attribute "type" at 9'],
  ['__proto__ pr', 'Expected an attribute at 1, found "__proto__"'],
  ['constructor pr', 'Unknown attribute "constructor" at 1'],
])('RFC 7644 §3.12: %j is refused', (source, message) => {
  expect(() => user(source)).toThrow(new InvalidFilterError(message));
});

describe('RFC 7644 §3.4.2.2: which operators and values suit which type', () => {
  test.each([
    ...['text', 'exact', 'home'].flatMap((name) =>
      ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'].map((operator) => `${name} ${operator} "x"`),
    ),
    ...['eq', 'ne', 'co', 'sw', 'ew'].map((operator) => `blob ${operator} "eA=="`),
    ...['eq', 'ne'].map((operator) => `flag ${operator} true`),
    ...['eq', 'ne', 'gt', 'ge', 'lt', 'le'].flatMap((operator) => [
      `level ${operator} 1`,
      `marks ${operator} 1.0`,
      `ratio ${operator} 1.5`,
      `since ${operator} "2020-01-01T00:00:00Z"`,
    ]),
    'text eq null',
    'flag ne null',
    'marks eq null',
  ])('%s', (source) => {
    expect(() => probe(source)).not.toThrow();
  });

  test.each([
    ['flag gt true', 'The operator "gt" at 6 does not suit "flag" of type boolean'],
    ['blob le "eA=="', 'The operator "le" at 6 does not suit "blob" of type binary'],
    ['flag co true', 'The operator "co" at 6 does not suit "flag" of type boolean'],
    ['level sw 1', 'The operator "sw" at 7 does not suit "level" of type integer'],
    ['ratio ew 1', 'The operator "ew" at 7 does not suit "ratio" of type decimal'],
    ['since sw "2020"', 'The operator "sw" at 7 does not suit "since" of type dateTime'],
    ['flag eq "true"', 'The value at 9 does not fit "flag" of type boolean'],
    ['text eq 1', 'The value at 9 does not fit "text" of type string'],
    ['text eq true', 'The value at 9 does not fit "text" of type string'],
    ['level eq "1"', 'The value at 10 does not fit "level" of type integer'],
    ['level eq 1.5', 'The value at 10 does not fit "level" of type integer'],
    ['level eq 1e300', 'The value at 10 does not fit "level" of type integer'],
    ['ratio eq "1.5"', 'The value at 10 does not fit "ratio" of type decimal'],
    ['since eq "yesterday"', 'The value at 10 does not fit "since" of type dateTime'],
    ['since eq "2020-02-30T00:00:00Z"', 'The value at 10 does not fit "since" of type dateTime'],
    ['since eq "12020-01-01T00:00:00Z"', 'The value at 10 does not fit "since" of type dateTime'],
    ['since eq 0', 'The value at 10 does not fit "since" of type dateTime'],
    ['text co null', 'null at 9 can be compared with eq and ne only'],
    ['since lt null', 'null at 10 can be compared with eq and ne only'],
    ['pin eq "1234"', 'The attribute "pin" at 1 cannot be used in a filter'],
    ['computed eq "x"', 'The attribute "computed" at 1 cannot be used in a filter'],
    ['parts eq "x"', '"parts" at 1 is complex; compare a sub-attribute, such as "parts.label"'],
  ])('not %s', (source, message) => {
    expect(() => probe(source)).toThrow(new InvalidFilterError(message));
  });
});

test.each([
  ['2011-05-13T04:42:34Z', '2011-05-13T04:42:34.000Z'],
  ['2011-05-13T04:42:34', '2011-05-13T04:42:34.000Z'],
  ['2011-05-13T04:42:34.5+02:00', '2011-05-13T02:42:34.500Z'],
  ['2011-05-13T04:42:34.1234567-08:00', '2011-05-13T12:42:34.1234567Z'],
  ['2011-05-13T24:00:00Z', '2011-05-14T00:00:00.000Z'],
  ['2011-05-13T04:42:34.1234567899999Z', '2011-05-13T04:42:34.123456789Z'],
  ['2011-05-13T23:59:59.99999999999Z', '2011-05-13T23:59:59.999999999Z'],
  ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'],
])('RFC 7643 §2.3.5: the dateTime %s becomes %s', (written, value) => {
  expect(probe(`since eq "${written}"`)).toMatchObject({ value });
});

test('RFC 7644 §3.4.2.2: no literal is a complex value', () => {
  const literal = { value: 'x', text: 'x', quoted: true, position: 1 };
  expect(fitLiteral(findAttribute(User, 'name')!, literal)).toBeUndefined();
});

test.each([
  ['text eq "x"', false],
  ['exact eq "x"', true],
  ['home eq "x"', true],
  ['blob eq "x"', true],
])('RFC 7643 §2.2: letter case in %s counts: %s', (source, caseExact) => {
  expect(probe(source)).toMatchObject({ caseExact });
});

test('RFC 7644 §3.4.2.2: the name of a multi-valued complex attribute stands for its value in a comparison', () => {
  expect(user('emails co "@x"')).toEqual(user('emails.value co "@x"'));
  const emails = findAttribute(User, 'emails');
  expect(user('emails pr')).toEqual({ kind: 'present', path: { attribute: emails } });
});

test('RFC 7644 §3.4.2.2: paths in brackets begin at a sub-attribute, or are the element itself', () => {
  const emails = findAttribute(User, 'emails')!;
  const type = emails.subAttributes.find(({ name }) => name === 'type')!;
  expect(user('emails[TYPE pr]')).toEqual({
    kind: 'valuePath',
    attribute: emails,
    filter: { kind: 'present', path: { attribute: type } },
  });
  const marks = findAttribute(Probe, 'marks')!;
  expect(probe('marks[value gt 1]')).toMatchObject({ attribute: marks, filter: { path: { attribute: marks } } });
});

describe('attributes that a principal may not read', () => {
  const readable = (...hidden: readonly string[]) => ({
    isReadable: ({ attribute, subAttribute }: { attribute: { name: string }; subAttribute?: { name: string } }) =>
      !hidden.includes(attribute.name) && !hidden.includes(`${attribute.name}.${subAttribute?.name}`),
  });

  test.each([
    ['title pr', ['title']],
    ['titel pr', ['title']],
    ['name.givenName pr', ['name']],
    ['emails.type eq "work"', ['emails.type']],
    ['emails[type eq "work"]', ['emails.type']],
    ['emails[tpe eq "work"]', ['emails.type']],
    ['emails.tpe eq "work"', ['emails.type']],
    ['emails co "x"', ['emails.value']],
    ['password pr', ['password']],
  ])('%s is as unknown as if no schema had it', (source, hidden) => {
    const parse = () => parseFilter(source, User, readable(...hidden));
    expect(parse).toThrow(InvalidFilterError);
    expect(parse).toThrow(/^Unknown attribute "[^"]+" at \d+/);
    for (const name of hidden) {
      expect(parse).not.toThrow(`did you mean "${name}`);
      expect(parse).not.toThrow(`did you mean "${name.split('.').at(-1)}`);
    }
  });

  test('others stay usable', () => {
    expect(() => parseFilter('emails.value co "x"', User, readable('emails.type'))).not.toThrow();
  });
});

describe('RFC 7644 §3.5.2: the filter in brackets of a PATCH path', () => {
  const members = findAttribute(Group, 'members')!;
  const where = (path: string) => resolveValueFilter(parsePathSyntax(path).filter!, members);

  test('is resolved like one in a filter', () => {
    const inFilter = parseFilter('members[$REF eq "x"]', Group);
    expect(where('members[$REF eq "x"]')).toEqual(inFilter.kind === 'valuePath' && inFilter.filter);
  });

  test('is refused like one when its names or values are wrong (RFC 7644 §3.12, Table 9)', () => {
    expect(() => where('members[pet eq "x"]')).toThrow(new InvalidFilterError('Unknown attribute "pet" at 9'));
    expect(() => where('members[value eq 1]')).toThrow(InvalidFilterError);
  });

  test('passes on failures that are no fault of the path', () => {
    const isReadable = () => {
      throw new RangeError('broken');
    };
    const { filter } = parsePathSyntax('members[value eq "x"]');
    expect(() => resolveValueFilter(filter!, members, { isReadable })).toThrow(new RangeError('broken'));
  });
});
