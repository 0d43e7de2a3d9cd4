import { inspect } from 'node:util';

import type { PasswordPolicy, ScimContext, ScimRouterOptions } from 'scim-router';
import { Group, InvalidValueError, User, defineResourceType, importSchema, scryptPasswords } from 'scim-router';
import { createTestContext } from 'scim-router/testing';

import { backends } from '../support/backends';
import type { OpenBackend } from '../support/backends';
import { enterpriseUrn, groupBody, openService, patchBody, patchUrn, userBody, userUrn } from '../support/service';
import type { TestService } from '../support/service';

const everything = { kind: 'all', includes: () => true } as const;
const clear = 'CANARY-pw-9f31c2Zz';

async function storedPassword({ backend }: TestService, id: string, type = User as Parameters<TestService['backend']['store']['get']>[0]['type']): Promise<unknown> {
  const resource = await backend.store.get({ type, id, projection: everything }, createTestContext());
  return resource?.attributes['password'];
}

/** Every way to set a password: the request, and the id of the resource it concerns. */
const writes: readonly (readonly [string, (service: TestService, password: unknown) => Promise<{ status: number; text: string; id: string }>])[] = [
  ['POST', async (service, password) => sentTo(await service.send('post', '/Users', userBody('ada', { password })))],
  ['POST in other letter case', async (service, PASSWORD) => sentTo(await service.send('post', '/Users', userBody('ada', { PASSWORD })))],
  [
    'POST by URN',
    async (service, password) => sentTo(await service.send('post', '/Users', userBody('ada', { [`${userUrn}:password`]: password }))),
  ],
  ['PUT', async (service, password) => onUser(service, (path) => service.send('put', path, userBody('ada', { password })))],
  [
    'PATCH add',
    async (service, value) => onUser(service, (path) => service.send('patch', path, patchBody({ op: 'add', path: 'password', value }))),
  ],
  [
    'PATCH replace by URN',
    async (service, value) =>
      onUser(service, (path) => service.send('patch', path, patchBody({ op: 'replace', path: `${userUrn}:password`, value }))),
  ],
  [
    'PATCH with a value object',
    async (service, password) =>
      onUser(service, (path) => service.send('patch', path, patchBody({ op: 'replace', value: { title: 'T', password } }))),
  ],
  [
    'PATCH with others',
    async (service, value) =>
      onUser(service, (path) =>
        service.send('patch', path, patchBody({ op: 'add', path: 'title', value: 'T' }, { op: 'replace', path: 'Password', value })),
      ),
  ],
];

function sentTo({ status, text, body }: { status: number; text: string; body: any }): { status: number; text: string; id: string } {
  return { status, text, id: String(body.id) };
}

async function onUser(service: TestService, write: (path: string) => PromiseLike<{ status: number; text: string }>) {
  const { id } = await service.create('/Users', userBody('ada'));
  const { status, text } = await write(`/Users/${id}`);
  return { status, text, id: String(id) };
}

async function withService<T>(open: OpenBackend, options: ScimRouterOptions, use: (service: TestService) => Promise<T>): Promise<T> {
  const service = await openService(open, options);
  try {
    return await use(service);
  } finally {
    await service.close();
  }
}

describe.each(backends)('passwords on %s', (_name, open) => {
  const passwords = scryptPasswords({ cost: 2 ** 10 });

  test.each(writes)('RFC 7643 §9.2: by default the password of a %s is accepted and dropped', async (_write, write) => {
    await withService(open, {}, async (service) => {
      const { status, text, id } = await write(service, clear);
      expect([200, 201]).toContain(status);
      expect(text).not.toContain('assword');
      expect(await storedPassword(service, id)).toBeUndefined();
      expect((await service.send('get', '/ServiceProviderConfig')).body.changePassword).toEqual({ supported: false });
    });
  });

  test.each(writes)('RFC 7643 §4.1.1: with a policy the password of a %s is hashed, and never shown', async (_write, write) => {
    await withService(open, { passwords }, async (service) => {
      const { status, text, id } = await write(service, clear);
      expect([200, 201]).toContain(status);
      const hash = String(await storedPassword(service, id));
      expect(hash).toMatch(/^\$scrypt\$/);
      expect(await passwords.verify(clear, hash)).toBe(true);
      for (const query of ['', '?attributes=password', `?attributes=userName,${userUrn}:PASSWORD`]) {
        const answers = [await service.send('get', `/Users/${id}${query}`), await service.send('get', `/Users${query}`)];
        for (const answer of answers) expect(answer.text).not.toMatch(/CANARY|scrypt|assword/);
      }
      expect(text).not.toMatch(/CANARY|scrypt|assword/);
      expect((await service.send('get', '/ServiceProviderConfig')).body.changePassword).toEqual({ supported: true });
    });
  });

  test('a stored hash stays as it is when other attributes change', async () => {
    await withService(open, { passwords }, async (service) => {
      const { id } = await service.create('/Users', userBody('ada', { password: clear }));
      const hash = await storedPassword(service, id);
      await service.send('patch', `/Users/${id}`, patchBody({ op: 'replace', path: 'title', value: 'T' }));
      await service.send('patch', `/Users/${id}`, patchBody({ op: 'replace', value: { [enterpriseUrn]: { department: 'D' } } }));
      await service.send('put', `/Users/${id}`, userBody('ada', { nickName: 'A' }));
      await service.send('put', `/Users/${id}`, userBody('ada', { password: null }));
      await service.send('put', `/Users/${id}`, userBody('ada', { password: '' })).expect(400);
      expect(await storedPassword(service, id)).toBe(hash);
      // What a PATCH without effect reads is the hash; it must not become a password.
      const { body } = await service.send('get', `/Users/${id}`);
      await service.send('put', `/Users/${id}`, body);
      expect(await storedPassword(service, id)).toBe(hash);
    });
  });

  test('knowing a hash is not knowing a password', async () => {
    await withService(open, { passwords }, async (service) => {
      const { id } = await service.create('/Users', userBody('ada', { password: clear }));
      const hash = String(await storedPassword(service, id));
      await service.send('patch', `/Users/${id}`, patchBody({ op: 'replace', path: 'password', value: hash })).expect(200);
      const again = String(await storedPassword(service, id));
      expect(again).not.toBe(hash);
      expect(await passwords.verify(hash, again)).toBe(true);
    });
  });

  test('RFC 7644 §3.5.2.2: a PATCH removes the password; of several the last counts', async () => {
    await withService(open, { passwords }, async (service) => {
      const { id } = await service.create('/Users', userBody('ada', { password: clear }));
      const operations = ['one', 'two', 'three'].map((value) => ({ op: 'replace', path: 'password', value }));
      await service.send('patch', `/Users/${id}`, patchBody(...operations)).expect(200);
      expect(await passwords.verify('three', String(await storedPassword(service, id)))).toBe(true);
      await service.send('patch', `/Users/${id}`, patchBody({ op: 'remove', path: 'password' })).expect(200);
      expect(await storedPassword(service, id)).toBeUndefined();
    });
  });

  test('RFC 8265 §4.2: the policy gets the prepared password, what the request makes of the resource, and its context', async () => {
    const seen: unknown[] = [];
    const policy: PasswordPolicy = {
      check: (password, { userName, title, password: never }, { principal }: ScimContext) => void seen.push({ password, userName, title, never, principal: principal.id }),
      hash: (password) => `hash of ${password.length}`,
    };
    await withService(open, { passwords: policy }, async (service) => {
      const password = 'Jose\u0301\u3000x';
      const prepared = 'Jos\u00e9 x';
      const { id } = await service.create('/Users', userBody('ada', { password, title: 'A' }));
      await service.send('put', `/Users/${id}`, userBody('ada', { password, title: 'B' })).expect(200);
      await service.send('patch', `/Users/${id}`, patchBody({ op: 'add', value: { password } }, { op: 'replace', path: 'title', value: 'C' })).expect(200);
      const expected = { password: prepared, userName: 'ada', never: undefined, principal: 'client' };
      expect(seen).toEqual(['A', 'B', 'C'].map((title) => ({ ...expected, title })));
      expect(await storedPassword(service, id)).toBe('hash of 6');
    });
  });

  test('RFC 7644 §3.12: a refused password is 400 invalidValue, and nothing changes', async () => {
    const policy: PasswordPolicy = {
      check(password) {
        if (password.length < 8) throw new InvalidValueError('password must have at least 8 characters');
      },
      hash: () => 'hash',
    };
    await withService(open, { passwords: policy }, async (service) => {
      const { id, meta } = await service.create('/Users', userBody('ada'));
      const refused = [
        await service.send('post', '/Users', userBody('bob', { password: 'short' })),
        await service.send('put', `/Users/${id}`, userBody('ada', { password: 'short', title: 'T' })),
        await service.send('patch', `/Users/${id}`, patchBody({ op: 'add', value: { title: 'T', password: 'short' } })),
        await service.send('post', '/Users', userBody('bob', { password: 'con\u0007trol' })),
        await service.send('patch', `/Users/${id}`, patchBody({ op: 'add', path: 'password', value: 'zero\u200bwidth' })),
        await service.send('post', '/Users', userBody('bob', { password: 12345678 })),
      ];
      for (const { status, body } of refused) {
        expect([status, body.scimType]).toEqual([400, 'invalidValue']);
        expect(body.detail).toMatch(/^password /);
        expect(body.detail).not.toMatch(/short|control|12345678/);
      }
      expect((await service.send('get', `/Users/${id}`)).body.meta.version).toBe(meta.version);
      expect((await service.send('get', '/Users')).body.totalResults).toBe(1);
    });
  });

  test('nobody makes the service provider hash for nothing', async () => {
    let hashes = 0;
    const policy: PasswordPolicy = { hash: () => `hash ${(hashes += 1)}` };
    await withService(open, { passwords: policy }, async (service) => {
      const { id } = await service.create('/Users', userBody('ada'));
      await service.send('put', '/Users/unknown', userBody('ada', { password: clear })).expect(404);
      await service.send('patch', '/Users/unknown', patchBody({ op: 'add', path: 'password', value: clear })).expect(404);
      const stale = { 'If-Match': 'W/"stale"' };
      await service.send('put', `/Users/${id}`, userBody('ada', { password: clear }), stale).expect(412);
      await service.send('patch', `/Users/${id}`, patchBody({ op: 'add', path: 'password', value: clear }), stale).expect(412);
      await service.send('post', '/Users', { schemas: [userUrn, 'urn:unknown'], userName: 'bob', password: clear }).expect(400);
      expect(hashes).toBe(0);
    });
  });

  test('hooks see hashes, never passwords', async () => {
    const seen: string[] = [];
    const hooks = {
      beforeWrite: (change: unknown) => void seen.push(inspect(change, { depth: 9 })),
      afterWrite: (change: unknown, result: unknown) => void seen.push(inspect([change, result], { depth: 9 })),
      onCommitted: (change: unknown, result: unknown) => void seen.push(inspect([change, result], { depth: 9 })),
    };
    await withService(open, { passwords, hooks }, async (service) => {
      const { id } = await service.create('/Users', userBody('ada', { password: clear }));
      await service.send('put', `/Users/${id}`, userBody('ada', { password: `${clear}2` })).expect(200);
      await service.send('patch', `/Users/${id}`, patchBody({ op: 'replace', path: 'password', value: `${clear}3` })).expect(200);
      expect(seen).toHaveLength(9);
      for (const text of seen) expect(text).not.toContain('CANARY');
      expect(await passwords.verify(`${clear}3`, String(await storedPassword(service, id)))).toBe(true);
    });
  });

  test('a policy that would store the password itself is a fault, and stores nothing', async () => {
    const faults: unknown[] = [];
    await withService(open, { passwords: { hash: (password) => password }, onError: (error) => void faults.push(error) }, async (service) => {
      const { status, text } = await service.send('post', '/Users', userBody('ada', { password: clear }));
      expect(status).toBe(500);
      expect(text).not.toContain('CANARY');
      expect(String(faults[0])).toMatch(/^TypeError: options.passwords.hash/);
      expect((await service.send('get', '/Users')).body.totalResults).toBe(0);
    });
  });

  test('more passwords at a time than may wait are 503 with Retry-After', async () => {
    const slow = scryptPasswords({ cost: 2 ** 14, maxConcurrent: 1, queue: 1 });
    await withService(open, { passwords: slow, onError: () => undefined }, async (service) => {
      const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => service.send('post', '/Users', userBody(`u${index}`, { password: clear }))));
      const refused = answers.filter(({ status }) => status === 503);
      expect(refused.length).toBeGreaterThan(0);
      for (const { headers } of refused) expect(headers['retry-after']).toBe('1');
      expect((await service.send('get', '/Users')).body.totalResults).toBe(6 - refused.length);
    });
  });

  test('RFC 7644 §7.5.2: a filter or an order by password is refused, whatever the policy', async () => {
    await withService(open, { passwords }, async (service) => {
      await service.create('/Users', userBody('ada', { password: clear }));
      for (const filter of [`password eq "${clear}"`, 'password pr', 'password sw "$scrypt"', 'not (password gt "D")']) {
        const { status, text } = await service.send('get', `/Users?filter=${encodeURIComponent(filter)}`);
        expect([filter, status]).toEqual([filter, 400]);
        expect(text).not.toContain('CANARY');
      }
      expect((await service.send('get', '/Users?sortBy=password')).status).toBe(400);
    });
  });

  describe('of other resource types', () => {
    const urn = 'urn:example:params:scim:schemas:Mailbox';
    // As another service provider publishes it: nothing says that these are passwords but their names.
    const schema = importSchema({
      id: urn,
      name: 'Mailbox',
      attributes: [
        { name: 'address', type: 'string', required: true, uniqueness: 'server' },
        { name: 'password', type: 'string', required: true, mutability: 'writeOnly', returned: 'never' },
      ],
    });
    const Mailbox = defineResourceType({ name: 'Mailbox', endpoint: '/Mailboxes', schema });
    const body = (more: object): object => ({ schemas: [urn], address: 'a@example.com', ...more });

    test('a writeOnly attribute named password is one, also when the schema comes from elsewhere', async () => {
      await withService(open, { passwords, resourceTypes: [User, Group, Mailbox] }, async (service) => {
        const { id } = await service.create('/Mailboxes', body({ password: clear }));
        expect(await passwords.verify(clear, String(await storedPassword(service, id, Mailbox)))).toBe(true);
        await service.send('put', `/Mailboxes/${id}`, body({ address: 'b@example.com' })).expect(200);
        expect(await passwords.verify(clear, String(await storedPassword(service, id, Mailbox)))).toBe(true);
      });
    });

    test('RFC 7643 §2.2: a required password is demanded of a POST, though it may be dropped', async () => {
      await withService(open, { resourceTypes: [Mailbox] }, async (service) => {
        const { status, body: error } = await service.send('post', '/Mailboxes', body({}));
        expect([status, error.scimType, error.detail]).toEqual([400, 'invalidValue', 'password is required']);
        const { id } = await service.create('/Mailboxes', body({ password: clear }));
        expect(await storedPassword(service, id, Mailbox)).toBeUndefined();
        await service.send('put', `/Mailboxes/${id}`, body({ address: 'b@example.com' })).expect(200);
      });
    });
  });

  test('members that change together with nothing else need no password', async () => {
    await withService(open, { passwords }, async (service) => {
      const { id } = await service.create('/Users', userBody('ada', { password: clear }));
      const group = await service.create('/Groups', groupBody('g'));
      await service.send('patch', `/Groups/${group['id']}`, { schemas: [patchUrn], Operations: [{ op: 'add', path: 'members', value: [{ value: id }] }] }).expect(204);
      expect(await passwords.verify(clear, String(await storedPassword(service, id)))).toBe(true);
    });
  });
});

test.each([[null], [{}], ['hash'], [{ hash: 'scrypt' }]])('options.passwords %j is a TypeError at start', async (passwords) => {
  const [, open] = backends[0]!;
  await expect(openService(open, { passwords: passwords as never })).rejects.toThrow(/options\.passwords/);
});
