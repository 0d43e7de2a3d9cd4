import { createHash } from 'node:crypto';

import { User } from 'scim-router';
import { createTestContext } from 'scim-router/testing';

import { backends } from '../../support/backends';
import type { TestService } from '../../support/service';
import { openService, userBody } from '../../support/service';

const everything = { kind: 'all', includes: () => true } as const;
const hash = (clear: string): string => createHash('sha256').update(clear).digest('hex');

describe.each(backends)('passwords and PUT on %s', (_name, open) => {
  let service: TestService;
  beforeAll(async () => {
    service = await openService(open, { passwords: { hash } });
  });
  afterAll(() => service.close());

  /** What the host's login would read. */
  const storedPassword = async (id: string): Promise<unknown> =>
    (await service.backend.store.get({ type: User, id, projection: everything }, createTestContext()))?.attributes['password'];

  test('P-201: a PUT with a password sets it', async () => {
    const { id } = await service.create('/Users', userBody('changed', { password: 'first-Pa$$word' }));
    expect(await storedPassword(id)).toBe(hash('first-Pa$$word'));
    expect((await service.send('put', `/Users/${id}`, userBody('changed', { password: 'second-Pa$$word' }))).status).toBe(200);
    expect(await storedPassword(id)).toBe(hash('second-Pa$$word'));
  });

  test('P-210: a PUT without a password keeps it', async () => {
    const { id } = await service.create('/Users', userBody('kept', { password: 'first-Pa$$word', title: 'T' }));
    for (const more of [{ title: 'U' }, { title: 'V', password: null }]) {
      const { status, body } = await service.send('put', `/Users/${id}`, userBody('kept', more));
      expect([status, body.title]).toEqual([200, more.title]);
      expect(await storedPassword(id)).toBe(hash('first-Pa$$word'));
    }
  });
});
