import type { Attributes } from 'scim-router';
import { MemoryStore } from 'scim-router';
import { createKnexStore } from 'scim-router/knex';
import { loadDemo, soffidTypes } from 'scim-router/soffid';

import { resolveRelations } from '../../src/filter/resolve-relations';
import { demoResources } from '../../src/soffid/demo/load-demo';
import { soffidDialect } from '../../src/soffid/soffid-dialect';
import { Random } from '../fuzz/random';
import { contextOf } from '../knex/fixture';
import { DialectFilters } from '../support/dialect-filters';
import { createDatabase, type TestDatabase } from '../support/postgres';
import { type FilledStore, SameAnswers, readAll } from '../support/same-answers';

const runs = Number(process.env['SOFFID_FILTER_RUNS'] ?? 10_000);
const seed = Number(process.env['SOFFID_FILTER_SEED'] ?? Date.now() % 1_000_000);
const relations = resolveRelations(soffidTypes);
const context = contextOf(soffidTypes);
/** Those that filters can be made for: the demo data has some of each. */
const types = soffidTypes.filter(({ name }) => demoResources.some(({ type }) => type === name));

let database: TestDatabase;
let stores: readonly FilledStore[];

beforeAll(async () => {
  database = await createDatabase();
  const knexStore = createKnexStore(database.knex);
  await knexStore.migrate(soffidTypes);
  const filled: FilledStore[] = [];
  for (const store of [knexStore, new MemoryStore()]) {
    await loadDemo(store);
    filled.push(await readAll(store, soffidTypes, context));
  }
  stores = filled;
  await database.knex.raw('analyze');
}, 60_000);

afterAll(() => database.close(), 30_000);

/** The values of one kind that the demo data has, so that filters find something. */
function valuesOf<T>(pick: (value: unknown) => value is T): readonly T[] {
  const walk = (value: unknown): readonly T[] => {
    if (pick(value)) return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(walk) : [];
  };
  const values = demoResources.flatMap(({ id, attributes }: { id: number; attributes: Attributes }) => walk({ id, ...attributes }));
  return [...new Set(values)];
}

const isInstant = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?$/;
const isText = (value: unknown): value is string => typeof value === 'string' && /^[^\n\r\t]{1,40}$/.test(value) && !isInstant.test(value);
const isTime = (value: unknown): value is string => typeof value === 'string' && isInstant.test(value);
const isNumber = (value: unknown): value is number => typeof value === 'number';

test(`any filter over the types of Soffid selects the same resources in SQL and in memory (seed ${seed})`, async () => {
  const random = new Random(seed);
  const answers = new SameAnswers(relations, context);
  const filters = new DialectFilters(random, {
    relations,
    dialect: soffidDialect,
    texts: valuesOf(isText),
    numbers: [...valuesOf(isNumber), 0, 1],
    instants: [...valuesOf(isTime), '2021-05-13T04:42:34Z', '1607968334000'],
    quotesAnything: true,
    steps: 3,
  });
  let selective = 0;
  for (let run = 0; run < runs; run += 1) {
    const type = random.of(types);
    const written = { source: filters.filter(type), type, dialect: soffidDialect };
    for (const filled of stores) if (await answers.check(written, filled)) selective += 1;
    answers.checkPrinted(written);
  }
  // Filters that select all or none would agree too easily.
  expect(selective).toBeGreaterThan((runs * stores.length) / 15);
}, 600_000);
