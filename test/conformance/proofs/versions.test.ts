import { backends } from '../../support/backends';
import type { TestService } from '../../support/service';
import { openService, patchBody, userBody } from '../../support/service';

describe.each(backends)('versions on %s (RFC 7644 §3.14)', (_name, open) => {
  let service: TestService;
  beforeAll(async () => {
    service = await openService(open);
  });
  afterAll(() => service.close());

  test.each(['put', 'patch', 'delete'] as const)('exactly one of two changes with one tag passes: %s', async (method) => {
    for (let round = 0; round < 5; round += 1) {
      const { id, meta } = await service.create('/Users', userBody(`${method}-${round}`));
      const change = (title: string) => {
        const body = { put: userBody(`${method}-${round}`, { title }), patch: patchBody({ op: 'replace', path: 'title', value: title }), delete: undefined };
        return service.send(method, `/Users/${id}`, body[method], { 'If-Match': meta.version });
      };
      const statuses = (await Promise.all([change('a'), change('b')])).map(({ status }) => status).sort((a, b) => a - b);
      expect(statuses).toEqual(method === 'delete' ? [204, expect.any(Number)] : [200, 412]);
      // The resource that the slower DELETE names is gone, or is no longer that version.
      if (method === 'delete') expect([404, 412]).toContain(statuses[1]);
    }
  });
});
