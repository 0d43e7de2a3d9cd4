import fc from 'fast-check';

import type { Comparison, ComparisonOperator, Filter, FilterValue } from '../../src/filter/ast';
import { createKnexStore, type KnexStore } from '../../src/knex/knex-store';
import { createPredicate } from '../../src/resource/evaluate-filter';
import type { StoredResource } from '../../src/resource/stored-resource';
import type { Attribute, AttributePath } from '../../src/schema/attribute';
import { sortResources } from '../../src/store/sort-resources';
import { createDatabase, type TestDatabase } from '../support/postgres';
import { ASSET, Device } from './device';
import { contextOf, everything, nothing } from './fixture';

const RUNS = Number(process.env['SCIM_DIFFERENTIAL_RUNS'] ?? 400);
const context = contextOf([Device], 'differential');
const evaluation = { type: Device, locate: context.locate };

/** Few and similar values, so that filters match something; awkward ones for LIKE, JSON and collations among them. */
const words = [
  '',
  'a',
  'A',
  'ab',
  'Ab',
  'b%',
  'a_b',
  '\\',
  "'",
  '"',
  'É',
  'é',
  'e\u0301',
  '\u{1f600}',
  '\uffee',
  '\uff21',
  'İ',
  'direct',
  'Device',
  'ß',
];
const word = fc.constantFrom(...words);
const number = fc.constantFrom(0, -1, 1, 2, 10, 9, 1.5, 1e21, -0.1, 5e-7);
const integer = fc.constantFrom(0, -1, 1, 2, 9, 10);
const instant = fc.constantFrom(
  '2011-05-13T04:42:34Z',
  '2011-05-13T04:42:34.000Z',
  '2011-05-13T06:42:34.001+02:00',
  '2030-01-01T00:00:00Z',
);

const port = fc.record(
  {
    value: word,
    type: word,
    code: word,
    speed: number,
    since: instant,
    primary: fc.boolean(),
    pin: word,
    notes: fc.array(word, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const attributes = fc.record(
  {
    externalId: word,
    label: word,
    note: word,
    weight: number,
    slots: integer,
    enabled: fc.boolean(),
    bought: instant,
    manual: word,
    tags: fc.array(word, { maxLength: 3 }),
    sizes: fc.array(integer, { maxLength: 3 }),
    place: fc.record({ room: word, floor: integer, aliases: fc.array(word, { maxLength: 2 }) }, { requiredKeys: [] }),
    ports: fc.array(port, { maxLength: 3 }),
    [ASSET]: fc.record(
      {
        inventory: word,
        cost: number,
        papers: fc.array(fc.record({ value: word, pages: integer }, { requiredKeys: [] }), { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

let database: TestDatabase;
let store: KnexStore;
let resources: readonly StoredResource[];
let literals: fc.Arbitrary<string>;

beforeAll(async () => {
  database = await createDatabase();
  store = createKnexStore(database.knex);
  await store.migrate([Device]);
  const ids: string[] = [];
  for (const [index, sample] of fc.sample(attributes, { numRuns: 120, seed: 7643 }).entries()) {
    const owners = [0, 1, 2]
      .filter((bit) => (index >> bit) % 3 === 1)
      .flatMap((bit) => ids[(index * 7 + bit) % (ids.length || 1)] ?? []);
    const links = [...new Set(owners)].map((value, place) => ({ value, role: words[(index + place) % words.length] }));
    const device = { serialNumber: `S-${index}`, ...sample, ...(links.length > 0 ? { owners: links } : {}) };
    ids.push((await store.create({ type: Device, attributes: device, projection: nothing }, context)).id);
  }
  resources = (
    await store.query({ type: Device, page: { startIndex: 1, count: 1000 }, projection: everything }, context)
  ).resources;
  const own = resources
    .slice(0, 20)
    .flatMap(({ id, created }) => [id, `https://example.com/scim/v2/Devices/${id}`, created.toISOString()]);
  literals = fc.oneof(
    { arbitrary: word, weight: 4 },
    fc.constantFrom(...own, 'S-1', 's-1', 'W/"1"', Device.schema.$id, ASSET, 'Device'),
  );
}, 60_000);

afterAll(() => database.close(), 30_000);

const isText = ({ type }: Attribute): boolean => type === 'string' || type === 'reference' || type === 'binary';
const isComparable = ({ type, returned }: Attribute): boolean => type !== 'complex' && returned !== 'never';

function operators(attribute: Attribute): readonly ComparisonOperator[] {
  if (isText(attribute)) return ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];
  return attribute.type === 'boolean' ? ['eq', 'ne'] : ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
}

function literal(attribute: Attribute): fc.Arbitrary<FilterValue> {
  if (isText(attribute)) return literals;
  if (attribute.type === 'boolean') return fc.boolean();
  if (attribute.type !== 'dateTime') return number;
  return fc.oneof(instant, fc.constantFrom(...resources.map(({ created }) => created.toISOString())));
}

function comparison(path: AttributePath): fc.Arbitrary<Filter> {
  const attribute = path.subAttribute ?? path.attribute;
  const unassigned = fc
    .constantFrom('eq' as const, 'ne' as const)
    .map((operator): Comparison => ({ kind: 'comparison', path, operator, value: null, caseExact: true }));
  // Folding a case exact attribute is left to the locale of the database, and not part of the agreement.
  const caseExact = isText(attribute) && !attribute.caseExact ? fc.boolean() : fc.constant(true);
  const assigned = fc.record({
    kind: fc.constant('comparison' as const),
    path: fc.constant(path),
    operator: fc.constantFrom(...operators(attribute)),
    value: literal(attribute),
    caseExact,
  });
  return fc.oneof({ arbitrary: assigned, weight: 9 }, unassigned);
}

function tree(leaf: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { arbitrary: leaf, weight: 4 },
      fc.record({ kind: fc.constant('not' as const), operand: tie('filter') }),
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        operands: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }),
      }),
    ),
  })).filter;
}

function paths(): readonly AttributePath[] {
  return Device.attributes.flatMap((attribute) => [
    ...(isComparable(attribute) ? [{ attribute }] : []),
    ...attribute.subAttributes.filter(isComparable).map((subAttribute) => ({ attribute, subAttribute })),
  ]);
}

function leaf(): fc.Arbitrary<Filter> {
  const anyPath = fc.constantFrom(...paths());
  const inBrackets = Device.attributes.filter(
    ({ name, type, multiValued }) => name !== 'secret' && (type === 'complex' || multiValued),
  );
  const valuePath = fc.constantFrom(...inBrackets).chain((attribute) => {
    const inner = attribute.type === 'complex' ? attribute.subAttributes.filter(isComparable) : [attribute];
    const innerLeaf = fc
      .constantFrom(...inner)
      .chain((candidate) =>
        fc.oneof(
          { arbitrary: comparison({ attribute: candidate }), weight: 5 },
          fc.constant<Filter>({ kind: 'present', path: { attribute: candidate } }),
        ),
      );
    return tree(innerLeaf).map((filter): Filter => ({ kind: 'valuePath', attribute, filter }));
  });
  const wholes = Device.attributes.filter(({ returned }) => returned !== 'never').map((attribute) => ({ attribute }));
  const present = fc.constantFrom(...wholes, ...paths()).map((path): Filter => ({ kind: 'present', path }));
  return fc.oneof({ arbitrary: anyPath.chain(comparison), weight: 5 }, { arbitrary: valuePath, weight: 3 }, present);
}

test('RFC 7644 §3.4.2.2: any filter selects the same resources in SQL and in memory', async () => {
  let selective = 0;
  await fc.assert(
    fc.asyncProperty(tree(leaf()), async (filter) => {
      const expected = resources.filter(createPredicate(filter, evaluation)).map(({ id }) => id);
      const request = { type: Device, filter, page: { startIndex: 1, count: 1000 }, projection: nothing };
      const found = await store.query(request, context);
      selective += expected.length > 0 && expected.length < resources.length ? 1 : 0;
      expect(found.resources.map(({ id }) => id)).toEqual(expected);
      expect(found.totalResults).toBe(expected.length);
    }),
    { numRuns: RUNS },
  );
  // Filters that select all or none would agree too easily.
  expect(selective).toBeGreaterThan(RUNS / 4);
}, 120_000);

test('RFC 7644 §3.4.2.3: any order is the same in SQL and in memory, page by page', async () => {
  const wholes = Device.attributes.filter(({ returned }) => returned !== 'never').map((attribute) => ({ attribute }));
  const all: readonly AttributePath[] = [...wholes, ...paths()];
  for (const path of all) {
    for (const order of ['ascending', 'descending'] as const) {
      const expected = sortResources(resources, { path, order }, evaluation).map(({ id }) => id);
      const pages = [1, 51, 101].map((startIndex) =>
        store.query(
          { type: Device, sort: { path, order }, page: { startIndex, count: 50 }, projection: nothing },
          context,
        ),
      );
      const found = (await Promise.all(pages)).flatMap((page) => page.resources.map(({ id }) => id));
      expect({ path: path.subAttribute?.name ?? path.attribute.name, order, found }).toEqual({
        path: path.subAttribute?.name ?? path.attribute.name,
        order,
        found: expected,
      });
    }
  }
}, 120_000);
