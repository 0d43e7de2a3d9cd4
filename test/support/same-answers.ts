import { applyQuery } from 'scim-router';
import type { Filter, RelatedSource, ResourceStore, ResourceType, ScimContext, StoredResource } from 'scim-router';

import type { FilterDialect } from '../../src/filter/dialect';
import { parseFilterSyntax } from '../../src/filter/parser';
import { printFilter } from '../../src/filter/print';
import type { Relations } from '../../src/filter/relations';
import { resolveFilter } from '../../src/filter/resolve';
import { everything, nothing } from '../knex/fixture';

const limits = { length: 100_000, depth: 100, terms: 10_000 };
const page = { startIndex: 1, count: 1000 };

/** A store, and all that it holds, in its order. */
export interface FilledStore {
  readonly store: ResourceStore;
  readonly resources: ReadonlyMap<ResourceType, readonly StoredResource[]>;
}

export async function readAll(store: ResourceStore, types: readonly ResourceType[], context: ScimContext): Promise<FilledStore> {
  const resources = new Map<ResourceType, readonly StoredResource[]>();
  for (const type of types) resources.set(type, (await store.query({ type, page, projection: everything }, context)).resources);
  return { store, resources };
}

/** A filter as clients write it, and what it is written in. */
export interface WrittenFilter {
  readonly source: string;
  readonly type: ResourceType;
  readonly dialect: FilterDialect;
}

/** Finds stores that select otherwise than the meaning of a filter says. */
export class SameAnswers {
  readonly #relations: Relations;
  readonly #context: ScimContext;

  constructor(relations: Relations, context: ScimContext) {
    this.#relations = relations;
    this.#context = context;
  }

  parse({ source, type, dialect }: WrittenFilter): Filter {
    return resolveFilter(parseFilterSyntax(source, { dialect, limits }), type, { dialect, follow: { relations: this.#relations } });
  }

  /** Expects the store to select what the filter means; whether that is some, but not all. */
  async check(written: WrittenFilter, filled: FilledStore): Promise<boolean> {
    const { source, type } = written;
    const filter = this.parse(written);
    const expected = this.#expectedIds(filled, type, filter);
    const { resources } = await filled.store.query({ type, filter, page, projection: nothing }, this.#context);
    expect({ source, type: type.name, ids: resources.map(({ id }) => id) }).toEqual({ source, type: type.name, ids: expected });
    return expected.length > 0 && expected.length < (filled.resources.get(type)?.length ?? 0);
  }

  /** Expects what is printed of the filter to mean the same. */
  checkPrinted(written: WrittenFilter): void {
    const { dialect } = written;
    const printed = printFilter(this.parse(written), dialect);
    expect(printFilter(this.parse({ ...written, source: printed }), dialect)).toBe(printed);
  }

  /** What the filter means, by looking at every resource. */
  #expectedIds({ resources }: FilledStore, type: ResourceType, filter: Filter): readonly string[] {
    const related: RelatedSource = ({ target }) => resources.get(target) ?? [];
    const request = { type, filter, page, projection: nothing };
    return applyQuery(resources.get(type) ?? [], request, { ...this.#context, related }).resources.map(({ id }) => id);
  }
}
