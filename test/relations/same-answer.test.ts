import { MemoryStore } from 'scim-router';
import type { ResourceStore, ResourceType } from 'scim-router';

import { type FilterDialect, rfcDialect } from '../../src/filter/dialect';
import { resolveRelations } from '../../src/filter/resolve-relations';
import { createKnexStore } from '../../src/knex/knex-store';
import { soffidDialect } from '../../src/soffid/soffid-dialect';
import { Random } from '../fuzz/random';
import { contextOf } from '../knex/fixture';
import { DialectFilters } from '../support/dialect-filters';
import { createDatabase, type TestDatabase } from '../support/postgres';
import { type FilledStore, SameAnswers, readAll } from '../support/same-answers';
import { createLabData, labWords } from './lab-data';
import { labTypes } from './lab-types';

const runs = Number(process.env['SCIM_RELATION_RUNS'] ?? 3_000);
const seed = Number(process.env['SCIM_RELATION_SEED'] ?? Date.now() % 1_000_000);
const relations = resolveRelations(labTypes);
const context = contextOf(labTypes);

const dialects: readonly FilterDialect[] = [soffidDialect, { ...rfcDialect, maxNames: 8, nestedBrackets: true }];

let database: TestDatabase;
let stores: readonly FilledStore[];

beforeAll(async () => {
  database = await createDatabase();
  const knexStore = createKnexStore(database.knex);
  await knexStore.migrate(labTypes);
  stores = [await fill(knexStore), await fill(new MemoryStore())];
  await database.knex.raw('analyze');
}, 60_000);

afterAll(() => database.close(), 30_000);

async function fill(store: ResourceStore): Promise<FilledStore> {
  await createLabData(store, context, 7644);
  return readAll(store, labTypes, context);
}

test(`any filter selects the same resources in SQL and in memory, also along relations (seed ${seed})`, async () => {
  const random = new Random(seed);
  const answers = new SameAnswers(relations, context);
  const material = {
    relations,
    texts: [...labWords, 'p1', 'P2', 'u3', 'U4', 'n5', 's', 'U', 'nobody'],
    numbers: [0, 1, 2, -1, 1.5, 10, 1e21, 5e-7],
    steps: 4,
  };
  let selective = 0;
  for (let run = 0; run < runs; run += 1) {
    const dialect = random.of(dialects);
    const instants = ['2011-05-13T04:42:34Z', '2011-05-13T06:42:34.001+02:00', '2030-01-01T00:00:00Z'];
    if (dialect === soffidDialect) instants.push('2011-05-13 04:42:34', '1305261754001', '2011-05-13T04:42:34');
    const type = random.of(labTypes) as ResourceType;
    const quotesAnything = dialect === soffidDialect;
    const source = new DialectFilters(random, { ...material, dialect, instants, quotesAnything }).filter(type);
    for (const filled of stores) if (await answers.check({ source, type, dialect }, filled)) selective += 1;
    answers.checkPrinted({ source, type, dialect });
  }
  // Filters that select all or none would agree too easily.
  expect(selective).toBeGreaterThan((runs * stores.length) / 4);
}, 300_000);
