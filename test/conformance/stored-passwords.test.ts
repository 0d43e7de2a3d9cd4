import type { Attributes } from 'scim-router';
import { InvalidValueError, User, scryptPasswords } from 'scim-router';
import { createTestContext } from 'scim-router/testing';

import { backends } from '../support/backends';
import type { TestService, TestServiceOptions } from '../support/service';
import { openService, patchBody, userBody } from '../support/service';

const everything = { kind: 'all', includes: () => true } as const;
const clear = 't1meMa$heen Caf\u00e9';

describe.each(backends)('passwords on %s', (_, open) => {
  const opened: TestService[] = [];
  afterAll(async () => {
    for (const service of opened) await service.close();
  });
  const serve = async (options: TestServiceOptions): Promise<TestService> => {
    const service = await openService(open, options);
    opened.push(service);
    return service;
  };

  /** All that the store has of a user. */
  const stored = async ({ backend }: TestService, id: string): Promise<Attributes> =>
    (await backend.store.get({ type: User, id, projection: everything }, createTestContext()))!.attributes;

  /** The user after each kind of write that sets the password. */
  async function* writes(service: TestService): AsyncIterable<readonly [text: string, attributes: Attributes]> {
    const user = await service.create('/Users', userBody('bjensen', { password: clear, title: 'T' }));
    const id = user['id'] as string;
    yield [JSON.stringify(user), await stored(service, id)];
    const put = await service.send('put', `/Users/${id}`, userBody('bjensen', { password: clear }));
    yield [put.text, await stored(service, id)];
    const patched = await service.send('patch', `/Users/${id}`, patchBody({ op: 'replace', path: 'password', value: clear }));
    yield [patched.text, await stored(service, id)];
    const merged = await service.send('patch', `/Users/${id}`, patchBody({ op: 'add', value: { password: clear, title: 'U' } }));
    yield [merged.text, await stored(service, id)];
  }

  test('RFC 7643 §9.2: a password is stored as a hash and nowhere in clear', async () => {
    const passwords = scryptPasswords({ cost: 1024 });
    const hashes = new Set<unknown>();
    for await (const [text, attributes] of writes(await serve({ passwords }))) {
      expect(JSON.stringify(attributes)).not.toContain('t1meMa');
      expect(text).not.toMatch(/t1meMa|scrypt/);
      const hash = attributes['password'] as string;
      expect(hash).toMatch(/^\$scrypt\$/);
      expect([await passwords.verify(clear, hash), await passwords.verify('t1meMa$heen', hash)]).toEqual([true, false]);
      hashes.add(hash);
    }
    // Each has a salt of its own.
    expect(hashes.size).toBe(4);
  });

  test('RFC 7643 §9.2: without a policy nothing of a password is stored', async () => {
    let count = 0;
    for await (const [text, attributes] of writes(await serve({}))) {
      expect(text).toContain('bjensen');
      expect(text + JSON.stringify(attributes)).not.toContain('t1meMa');
      expect(attributes).not.toHaveProperty('password');
      count += 1;
    }
    expect(count).toBe(4);
  });

  test('RFC 7643 §4.1.1: a password is prepared, then checked, then hashed', async () => {
    const seen: string[] = [];
    const service = await serve({
      passwords: {
        check: (given) => {
          seen.push(`check ${given}`);
          if (given.length < 8) throw new InvalidValueError('password must have at least 8 characters');
        },
        hash: (given) => {
          seen.push(`hash ${given}`);
          return 'hashed';
        },
      },
    });
    const short = await service.send('post', '/Users', userBody('a', { password: 'short' }));
    expect([short.status, short.body.scimType, short.body.detail]).toEqual([400, 'invalidValue', 'password must have at least 8 characters']);
    const { id } = await service.create('/Users', userBody('a', { password: 'Cafe\u0301\u00a0\u3000AU lait' }));
    expect(seen).toEqual(['check short', 'check Caf\u00e9  AU lait', 'hash Caf\u00e9  AU lait']);
    expect(await stored(service, id as string)).toMatchObject({ password: 'hashed' });
  });
});
