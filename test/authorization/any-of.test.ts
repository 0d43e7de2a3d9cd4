import { anyOf } from '../../src/authorization/any-of';
import type { Access, AuthenticationScheme, Authorizer } from '../../src/authorization/authorizer';
import { basicAuth } from '../../src/authorization/basic-auth';
import { bearerAuth } from '../../src/authorization/bearer-auth';
import { staticBearer } from '../../src/authorization/static-bearer';
import type { Principal } from '../../src/store/context';
import { basic, requestWith } from './request';

const shared: Principal = Object.freeze({ id: 'shared', tenant: 'a' });
const bearer = bearerAuth(() => shared, { authorize: () => false });
const password = basicAuth(() => shared, { authorize: () => true });
const accessOf = (principal: Principal | undefined) => ({ context: { principal } }) as Access;

describe('anyOf', () => {
  test('RFC 9110 §11.6.1: names the challenge of every scheme, once', () => {
    const challenges = anyOf(bearer, password, bearer).schemes.map((scheme) => scheme.challenge);
    expect(challenges).toEqual(['Bearer realm="scim"', 'Basic realm="scim", charset="UTF-8"']);
  });

  test('RFC 7643 §5: at most one scheme is primary', () => {
    const primary = (name: string) => bearerAuth(() => undefined, { scheme: { name, primary: true } });
    const schemes = anyOf(primary('one'), primary('two')).schemes;
    expect(schemes.map((scheme: AuthenticationScheme) => scheme.primary)).toEqual([true, false]);
  });

  test.each([
    ['bearer first', anyOf(bearer, password)],
    ['basic first', anyOf(password, bearer)],
  ])('asks authorize of the authorizer that accepted, even for one shared principal: %s', async (_, both) => {
    const byToken = await both.authenticate(requestWith('Bearer abc'));
    const byPassword = await both.authenticate(requestWith(basic('a:b')));
    expect([byToken, byPassword]).toEqual([shared, shared]);
    for (let round = 0; round < 2; round += 1) {
      expect(await both.authorize(accessOf(byToken))).toBe(false);
      expect(await both.authorize(accessOf(byPassword))).toBe(true);
      await both.authenticate(requestWith('Bearer abc'));
      await both.authenticate(requestWith(basic('a:b')));
    }
  });

  test('refuses a request that no authorizer accepts, and access for a stranger', async () => {
    const both = anyOf(staticBearer('0123456789abcdef'), basicAuth(() => undefined));
    expect(await both.authenticate(requestWith('Bearer wrong'))).toBeUndefined();
    expect(await both.authorize(accessOf({ id: 'bearer' }))).toBe(false);
  });

  test('asks in order and stops at the first that accepts', async () => {
    const second = jest.fn(() => ({ id: 'second' }));
    const both = anyOf(
      bearerAuth((token) => (token === 'one' ? { id: 'first' } : undefined)),
      bearerAuth(second),
    );
    expect(await both.authenticate(requestWith('Bearer one'))).toEqual({ id: 'first' });
    expect(second).not.toHaveBeenCalled();
    expect(await both.authenticate(requestWith('Bearer two'))).toEqual({ id: 'second' });
  });

  test('lets a fault through instead of asking the next', async () => {
    const fault = new Error('database is gone');
    const both = anyOf(
      bearerAuth(() => Promise.reject(fault)),
      bearerAuth(() => ({ id: 'second' })),
    );
    await expect(both.authenticate(requestWith('Bearer x'))).rejects.toBe(fault);
  });

  test.each([
    ['no authorizer', () => anyOf(), 'give at least one authorizer'],
    ['something else', () => anyOf({} as Authorizer), 'an authorizer has schemes, authenticate and authorize'],
    ['undefined', () => anyOf(undefined as never), 'an authorizer has schemes, authenticate and authorize'],
  ])('refuses %s at start', (_, start, message) => {
    expect(start).toThrow(TypeError);
    expect(start).toThrow(message);
  });
});
