import { backends } from '../support/backends';
import type { TestService } from '../support/service';
import { enterpriseUrn, openService, patchBody, userBody } from '../support/service';

/** Where a client would have whoever follows a reference go. */
const foreign = ['http://169.254.169.254/latest/', 'https://evil.example/Users/1', '//evil.example/x', 'javascript:alert(1)', 'data:text/html,x'];

describe.each(backends)('a $ref to a resource of the service provider, on %s', (_name, open) => {
  let service: TestService;
  let count = 0;
  beforeAll(async () => {
    service = await openService(open);
  }, 60_000);
  afterAll(() => service.close());

  const managerOf = async (id: string): Promise<unknown> => (await service.send('get', `/Users/${id}`)).body[enterpriseUrn]?.manager;

  test.each(foreign)('is not kept as %s, however it is sent', async (uri) => {
    const manager = { value: 'some-id', $ref: uri };
    const { id } = await service.create('/Users', userBody(`ref${(count += 1)}`, { [enterpriseUrn]: { manager } }));
    const urn = `${enterpriseUrn}:manager`;
    const operations = [
      { op: 'add', path: urn, value: manager },
      { op: 'replace', path: `${urn}.$ref`, value: uri },
      { op: 'add', value: { [urn]: manager } },
      { op: 'add', value: { [enterpriseUrn]: { manager } } },
      { op: 'replace', path: urn, value: { $ref: uri } },
    ];
    expect(await managerOf(id)).toEqual({ value: 'some-id' });
    for (const operation of operations) {
      expect((await service.send('patch', `/Users/${id}`, patchBody(operation))).status).toBeLessThan(500);
      expect(JSON.stringify(await managerOf(id) ?? null)).not.toContain(uri);
    }
  });

  test('may be relative, as in the example of RFC 7643 §8.3; what refers to the outside stays as it is', async () => {
    const { id } = await service.create('/Users', userBody('relative', { profileUrl: 'https://example.com/me', [enterpriseUrn]: { manager: { value: 'x', $ref: '../Users/x' } } }));
    expect(await managerOf(id)).toEqual({ value: 'x', $ref: '../Users/x' });
    expect((await service.send('get', `/Users/${id}`)).body.profileUrl).toBe('https://example.com/me');
  });
});
