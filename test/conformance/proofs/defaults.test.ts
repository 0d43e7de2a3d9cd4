import type { Change } from 'scim-router';

import { backends } from '../../support/backends';
import type { TestService } from '../../support/service';
import { openService, userBody } from '../../support/service';

/** The host's default: who does not say otherwise is active. */
function beforeWrite(change: Change): void {
  if (change.operation === 'create') change.attributes = { active: true, ...change.attributes };
}

describe.each(backends)('defaults of the host on %s', (_name, open) => {
  let service: TestService;
  beforeAll(async () => {
    service = await openService(open, { hooks: { beforeWrite } });
  });
  afterAll(() => service.close());

  test('P-021: an omitted attribute may get a default', async () => {
    const created = await service.create('/Users', userBody('omitted'));
    expect(created['active']).toBe(true);
    expect((await service.send('get', `/Users/${created['id']}`)).body.active).toBe(true);
    expect((await service.create('/Users', userBody('said', { active: false })))['active']).toBe(false);
  });

  test('P-119: a default is filtered as the value that the client was shown', async () => {
    await service.create('/Users', userBody('filtered-default'));
    await service.create('/Users', userBody('filtered-false', { active: false }));
    const found = async (filter: string): Promise<string[]> =>
      (await service.send('get', `/Users?filter=userName sw "filtered" and ${filter}`)).body.Resources.map((user: any) => user.userName);
    expect(await found('active eq true')).toEqual(['filtered-default']);
    expect(await found('active eq false')).toEqual(['filtered-false']);
    expect(await found('active eq null')).toEqual([]);
  });
});
