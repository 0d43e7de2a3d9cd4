import type { ResourceStore } from 'scim-router';
import { MemoryStore } from 'scim-router';

import { openService, token, userBody } from '../../support/service';

const secrets = ['fixed-secret-in-a-filter', 'fixed-secret-in-a-body', token];

/** A store whose every call fails with nothing of the request in the message. */
function brokenStore(): ResourceStore {
  const fail = (): never => {
    throw new Error('the disk is full');
  };
  return Object.assign(Object.create(new MemoryStore()) as ResourceStore, { query: fail, create: fail, get: fail });
}

describe('what is written to the log (RFC 7644 §7.5.2)', () => {
  const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
  let written: unknown[][];

  beforeEach(() => {
    written = [];
    for (const method of methods) jest.spyOn(console, method).mockImplementation((...args: unknown[]) => void written.push(args));
  });
  afterEach(() => jest.restoreAllMocks());

  test('holds neither URI nor filter nor credential of a request, also where one fails', async () => {
    const service = await openService(async () => ({ store: brokenStore(), close: async () => undefined }));
    const filter = encodeURIComponent('userName eq "fixed-secret-in-a-filter"');
    expect((await service.send('get', `/Users?filter=${filter}`)).status).toBe(500);
    expect((await service.send('post', '/Users', userBody('ada', { password: 'fixed-secret-in-a-body' }))).status).toBe(500);

    const text = written.flat().map((part) => (part instanceof Error ? `${part.stack} ${String(part.cause)}` : String(part))).join('\n');
    expect(text).toContain('the disk is full');
    for (const secret of [...secrets, '/Users', 'filter=']) expect(text).not.toContain(secret);
  });

  test('holds nothing of a request that succeeds', async () => {
    const service = await openService(async () => ({ store: new MemoryStore(), close: async () => undefined }));
    await service.create('/Users', userBody('ada', { password: 'fixed-secret-in-a-body' }));
    await service.send('get', `/Users?filter=${encodeURIComponent('userName eq "fixed-secret-in-a-filter"')}`);
    expect(written).toEqual([]);
  });
});
