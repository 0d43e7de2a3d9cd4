import assert from 'node:assert/strict';
import type { ResourceType } from '../schema/resource-type';
import type { CursorPosition, QueryResult } from '../store/resource-store';
import type { TestQuery, TestStore } from './test-store';

/** A list that is gone through page by page, as a client does it with cursors (RFC 9865 §2). */
export class ListWalk {
  readonly #store: TestStore;
  readonly #type: ResourceType;
  readonly #query: TestQuery;

  constructor(store: TestStore, type: ResourceType, query: TestQuery) {
    this.#store = store;
    this.#type = type;
    this.#query = query;
  }

  first(): Promise<QueryResult> {
    return this.#store.query(this.#type, { ...this.#query, cursor: {} });
  }

  next(page: QueryResult | undefined): Promise<QueryResult> {
    return this.#store.query(this.#type, { ...this.#query, cursor: { after: fromClient(page?.next) } });
  }

  previous(page: QueryResult | undefined): Promise<QueryResult> {
    return this.#store.query(this.#type, { ...this.#query, cursor: { before: fromClient(page?.previous) } });
  }

  /** All pages from the first to the last. */
  async pages(): Promise<readonly QueryResult[]> {
    const pages = [await this.first()];
    for (let last = pages[0]; last?.next !== undefined; last = pages.at(-1)) {
      assert.ok(pages.length < 100, 'the list does not end');
      pages.push(await this.next(last));
    }
    return pages;
  }

  /** The pages before a page, in the order of the list. */
  async pagesBefore(from: QueryResult | undefined): Promise<readonly QueryResult[]> {
    const pages: QueryResult[] = [];
    for (let page = from; page?.previous !== undefined; page = pages[0]) {
      assert.ok(pages.length < 100, 'the list does not begin');
      pages.unshift(await this.previous(page));
    }
    return pages;
  }
}

/** A position as it comes back from a client: it has been JSON in between. */
export function fromClient(position: CursorPosition | undefined): CursorPosition {
  assert.ok(position !== undefined, 'there is no page on this side');
  return JSON.parse(JSON.stringify(position)) as CursorPosition;
}

export function idsOfPage(page: QueryResult | undefined): readonly string[] {
  return (page?.resources ?? []).map(({ id }) => id);
}

export function idsOfPages(pages: readonly QueryResult[]): readonly string[] {
  return pages.flatMap(idsOfPage);
}
