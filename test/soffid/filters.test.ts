import { backends } from '../support/backends';
import filters from './filters.json';
import { openSoffid } from './support/open-soffid';
import type { SoffidService } from './support/open-soffid';

describe.each(backends)('filters of Soffid over the demo data, on %s', (_name, open) => {
  let service: SoffidService;
  beforeAll(async () => (service = await openSoffid(open)), 60_000);
  afterAll(() => service.close());

  test.each(filters)('$type: $filter', async ({ type, filter, ids }) => {
    const { status, body } = await service.send('GET', `/${type}?${new URLSearchParams({ filter, sortBy: 'id' }).toString()}`);
    expect({ status, detail: body.detail }).toEqual({ status: 200, detail: undefined });
    expect(body.Resources.map(({ id }: { id: number }) => id)).toEqual(ids);
    expect(body.totalResults).toBe(ids.length);
  });
});
