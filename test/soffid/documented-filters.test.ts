import type { Attributes } from 'scim-router';

import cases from './documented-filters.json';
import { soffidBackends } from './support/open-soffid';
import type { BehaviourService } from './support/behaviour-services';
import { openBehaviourService } from './support/behaviour-services';

/** A filter of the documents, or of their kind, and the ids of the demo data that it selects. */
interface FilterCase {
  readonly id: string;
  readonly type: string;
  readonly filter: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Whether the order is part of the answer. */
  readonly inOrder?: boolean;
  readonly matches: readonly number[] | 'all';
  /** The link in `meta.links` of the resource `of` that is this filter. */
  readonly link?: string;
  readonly of?: string;
}

const filterCases = cases as unknown as readonly FilterCase[];
const users = 23;

/** In no documented resource, but what A9 looks for. */
const memberOfWorld = { type: 'UserGroup', id: 900_001, attributes: { user: 'dilbert', group: 'world', primaryGroup: false, disabled: false } };

describe.each(soffidBackends)('the filters of the documents select what they must, on %s', (_name, open) => {
  let service: BehaviourService;
  beforeAll(async () => {
    service = await openBehaviourService(open, { resources: [memberOfWorld] });
  }, 120_000);
  afterAll(() => service.close());

  const get = async (url: string): Promise<{ readonly status: number; readonly body: Attributes }> => {
    const { status, body } = await service.send({ method: 'GET', url, headers: { Authorization: 'Bearer client' }, body: undefined });
    return { status, body: body as Attributes };
  };
  const idsIn = (body: Attributes): readonly number[] => (body['Resources'] as readonly Attributes[]).map(({ id }) => Number(id));

  test.each(filterCases)('$id: $type?filter=$filter', async ({ type, filter, query, inOrder = false, matches }) => {
    const { status, body } = await get(`${service.baseUrl}/${type}?${new URLSearchParams({ filter, ...query }).toString()}`);
    expect([status, body['detail']]).toEqual([200, undefined]);
    if (matches === 'all') expect(body['totalResults']).toBe(users);
    else expect(inOrder ? idsIn(body) : idsIn(body).toSorted((one, other) => one - other)).toEqual(matches);
  });

  test.each(filterCases.filter(({ link }) => link !== undefined))('$id is the link of $of', async ({ of = '', link = '', type, filter, matches }) => {
    const { body: resource } = await get(`${service.baseUrl}/${of}`);
    const { links = {} } = resource['meta'] as { readonly links?: Readonly<Record<string, string>> };
    const url = new URL(links[link] ?? '');
    expect([url.pathname.split('/').at(-1), url.searchParams.get('filter')]).toEqual([type, filter]);
    const { status, body } = await get(url.href);
    expect([status, idsIn(body).toSorted((one, other) => one - other)]).toEqual([200, matches]);
  });
});
