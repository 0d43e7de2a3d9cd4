import { createServer } from 'node:http';

import request from 'supertest';

import { backends } from '../../support/backends';
import type { TestService } from '../../support/service';
import { mountPath, openService, token, userBody } from '../../support/service';

describe.each(backends)('long filters on %s', (_name, open) => {
  let service: TestService;
  let generous: TestService;

  beforeAll(async () => {
    service = await openService(open);
    generous = await openService(async () => ({ store: service.backend.store, close: async () => undefined }), {
      limits: { filterLength: 100_000, filterTerms: 2000 },
      maxUrlLength: 400_000,
    });
    await service.create('/Users', userBody('last', { title: 'T' }));
    await service.create('/Users', userBody('other'));
  });
  afterAll(() => service.close());

  /** Node itself refuses a request line of more than 16 KiB, unless it is told otherwise. */
  const query = ({ listener }: TestService, filter: string): request.Test =>
    request(createServer({ maxHeaderSize: 500_000 }, listener))
      .get(`${mountPath}/Users?filter=${encodeURIComponent(filter)}`)
      .set('Authorization', `Bearer ${token}`);

  test('P-088: a chain of a thousand terms, of either kind, has the result of its terms', async () => {
    const names = async (filter: string): Promise<readonly string[]> =>
      (await query(generous, filter).expect(200)).body.Resources.map(({ userName }: { userName: string }) => userName);
    const chain = (term: string, operator: string, last: string): string => [...new Array(999).fill(term), last].join(` ${operator} `);
    expect(await names(chain('title eq "x"', 'or', 'userName eq "last"'))).toEqual(['last']);
    expect(await names(chain('title eq "x"', 'or', 'userName eq "none"'))).toEqual([]);
    expect(await names(chain('title eq "T"', 'and', 'userName eq "last"'))).toEqual(['last']);
    expect(await names(chain('title eq "T"', 'and', 'userName eq "other"'))).toEqual([]);
  });

  test.each([
    ['ten thousand parentheses', `${'('.repeat(5000)}title pr${')'.repeat(5000)}`],
    ['ten thousand open parentheses', '('.repeat(10_000)],
    ['ten thousand negations', `${'not ('.repeat(10_000)}title pr${')'.repeat(10_000)}`],
    ['ten thousand brackets', `emails${'['.repeat(10_000)}`],
    ['more terms than are allowed', new Array(2001).fill('title pr').join(' or ')],
    ['more characters than are allowed', `title eq "${'x'.repeat(100_000)}"`],
  ])('P-093: %s are refused, and the service goes on', async (_, filter) => {
    const { status, body } = await query(generous, filter);
    expect([status, body.scimType]).toEqual([400, 'invalidFilter']);
    expect((await generous.send('get', '/Users')).body.totalResults).toBe(2);
  });

  test('P-093: by default 32 levels and 100 terms are enough', async () => {
    const statusOf = async (filter: string): Promise<number> => (await query(service, filter)).status;
    const nested = (levels: number): string => `${'('.repeat(levels)}title pr${')'.repeat(levels)}`;
    const chained = (terms: number): string => new Array(terms).fill('title pr').join(' and ');
    expect([await statusOf(nested(32)), await statusOf(nested(33))]).toEqual([200, 400]);
    expect([await statusOf(chained(100)), await statusOf(chained(101))]).toEqual([200, 400]);
  });
});
