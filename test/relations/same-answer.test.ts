import { MemoryStore, applyQuery } from 'scim-router';
import type { Filter, RelatedSource, ResourceStore, ResourceType, StoredResource } from 'scim-router';

import { type FilterDialect, rfcDialect } from '../../src/filter/dialect';
import { parseFilterSyntax } from '../../src/filter/parser';
import { printFilter } from '../../src/filter/print';
import { resolveFilter } from '../../src/filter/resolve';
import { resolveRelations } from '../../src/filter/resolve-relations';
import { createKnexStore } from '../../src/knex/knex-store';
import { soffidDialect } from '../../src/soffid/soffid-dialect';
import { Random } from '../fuzz/random';
import { contextOf, everything, nothing } from '../knex/fixture';
import { DialectFilters } from '../support/dialect-filters';
import { createDatabase, type TestDatabase } from '../support/postgres';
import { createLabData, labWords } from './lab-data';
import { labTypes } from './lab-types';

const runs = Number(process.env['SCIM_RELATION_RUNS'] ?? 10_000);
const seed = Number(process.env['SCIM_RELATION_SEED'] ?? Date.now() % 1_000_000);
const relations = resolveRelations(labTypes);
const limits = { length: 100_000, depth: 100, terms: 10_000 };
const context = contextOf(labTypes);
const page = { startIndex: 1, count: 1000 };

const dialects: readonly FilterDialect[] = [soffidDialect, { ...rfcDialect, maxNames: 8, nestedBrackets: true }];

/** A store, and all that it holds, in its order. */
interface Filled {
  readonly store: ResourceStore;
  readonly resources: ReadonlyMap<ResourceType, readonly StoredResource[]>;
}

let database: TestDatabase;
let stores: readonly Filled[];

beforeAll(async () => {
  database = await createDatabase();
  const knexStore = createKnexStore(database.knex);
  await knexStore.migrate(labTypes);
  stores = [await fill(knexStore), await fill(new MemoryStore())];
  await database.knex.raw('analyze');
}, 60_000);

afterAll(() => database.close(), 30_000);

async function fill(store: ResourceStore): Promise<Filled> {
  await createLabData(store, context, 7644);
  const resources = new Map<ResourceType, readonly StoredResource[]>();
  for (const type of labTypes) resources.set(type, (await store.query({ type, page, projection: everything }, context)).resources);
  return { store, resources };
}

/** What the filter means, by looking at every resource. */
function expectedIds({ resources }: Filled, type: ResourceType, filter: Filter): readonly string[] {
  const request = { type, filter, page, projection: nothing };
  const related: RelatedSource = ({ target }) => resources.get(target) ?? [];
  return applyQuery(resources.get(type) ?? [], request, { ...context, related }).resources.map(({ id }) => id);
}

function parse(source: string, type: ResourceType, dialect: FilterDialect): Filter {
  return resolveFilter(parseFilterSyntax(source, { dialect, limits }), type, { dialect, follow: { relations } });
}

async function idsOf(store: ResourceStore, type: ResourceType, filter: Filter): Promise<readonly string[]> {
  const { resources } = await store.query({ type, filter, page, projection: nothing }, context);
  return resources.map(({ id }) => id);
}

test(`any filter selects the same resources in SQL and in memory, also along relations (seed ${seed})`, async () => {
  const random = new Random(seed);
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
    const filter = parse(source, type, dialect);
    // The memory store works by the same predicate; what it does of its own is tried by fewer.
    for (const filled of run % 5 === 0 ? stores : stores.slice(0, 1)) {
      const expected = expectedIds(filled, type, filter);
      const found = await idsOf(filled.store, type, filter);
      expect({ source, type: type.name, ids: found }).toEqual({ source, type: type.name, ids: expected });
      if (expected.length > 0 && expected.length < (filled.resources.get(type)?.length ?? 0)) selective += 1;
    }
    const printed = printFilter(filter, dialect);
    expect(printFilter(parse(printed, type, dialect), dialect)).toBe(printed);
  }
  // Filters that select all or none would agree too easily.
  expect(selective).toBeGreaterThan(runs / 4);
}, 300_000);
