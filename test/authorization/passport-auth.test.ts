import { Strategy } from 'passport';
import type { StrategyCreatedStatic } from 'passport';
import { BasicStrategy } from 'passport-http';

import type { AuthenticationScheme } from '../../src/authorization/authorizer';
import { passportAuth } from '../../src/authorization/passport-auth';
import type { PassportStrategy } from '../../src/authorization/run-strategy';
import { basic, requestWith } from './request';

const scheme: AuthenticationScheme = {
  type: 'oauth2',
  name: 'OAuth 2.0',
  description: 'Access tokens',
  challenge: 'Bearer realm="scim"',
};
const toPrincipal = (user: unknown) => ({ id: (user as { name: string }).name });
const authenticate = (strategy: PassportStrategy) =>
  passportAuth(strategy, { scheme, toPrincipal }).authenticate(requestWith());

/** A strategy that does one thing with the actions Passport gives it. */
function strategyThat(act: (strategy: StrategyCreatedStatic) => unknown): PassportStrategy {
  class OneStrategy extends Strategy {
    override authenticate(): unknown {
      return act(this);
    }
  }
  return new OneStrategy();
}

describe('passportAuth', () => {
  test('makes a principal of the user of a strategy, without passport.initialize()', async () => {
    const strategy = new BasicStrategy((username, password, done) => {
      done(null, password === 'secret' && { name: username });
    });
    const authorizer = passportAuth(strategy, { scheme, toPrincipal });
    expect(await authorizer.authenticate(requestWith(basic('jensen:secret')))).toEqual({ id: 'jensen' });
    expect(await authorizer.authenticate(requestWith(basic('jensen:wrong')))).toBeUndefined();
    expect(await authorizer.authenticate(requestWith())).toBeUndefined();
  });

  test.each([
    ['fails with a challenge', strategyThat((strategy) => strategy.fail('Bearer', 401))],
    ['fails with a status', strategyThat((strategy) => strategy.fail(400))],
    ['passes', strategyThat((strategy) => strategy.pass())],
    ['redirects', strategyThat((strategy) => strategy.redirect('/login'))],
    ['succeeds without a user', strategyThat((strategy) => strategy.success(undefined as never))],
    ['succeeds with false', strategyThat((strategy) => strategy.success(false))],
  ])('refuses a request when the strategy %s', async (_, strategy) => {
    expect(await authenticate(strategy)).toBeUndefined();
  });

  const fault = new Error('directory is gone');
  test.each([
    ['calls error', strategyThat((strategy) => strategy.error(fault))],
    [
      'throws',
      strategyThat(() => {
        throw fault;
      }),
    ],
    ['rejects', strategyThat(() => Promise.reject(fault))],
  ])('lets the fault through when the strategy %s', async (_, strategy) => {
    await expect(authenticate(strategy)).rejects.toBe(fault);
  });

  test('gives a fault that is no Error as the cause of one', async () => {
    const strategy = strategyThat((actions) => actions.error('gone'));
    await expect(authenticate(strategy)).rejects.toMatchObject({ message: 'The strategy failed', cause: 'gone' });
  });

  test('takes the first answer of a strategy that gives two', async () => {
    const strategy = strategyThat((actions) => {
      actions.fail(401);
      actions.success({ name: 'late' });
    });
    expect(await authenticate(strategy)).toBeUndefined();
  });

  test('keeps concurrent requests on one strategy apart', async () => {
    const strategy = new BasicStrategy((username, _password, done) => {
      setTimeout(() => {
        done(null, { name: username });
      }, username === 'a' ? 10 : 1);
    });
    const authorizer = passportAuth(strategy, { scheme, toPrincipal });
    const principals = ['a', 'b'].map(async (name) => authorizer.authenticate(requestWith(basic(`${name}:x`))));
    expect(await Promise.all(principals)).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect(Object.keys(strategy)).not.toContain('success');
  });

  test('refuses a user that toPrincipal refuses, and takes no user for a principal', async () => {
    const strategy = strategyThat((actions) => actions.success({ name: 'x' }));
    const refusing = passportAuth(strategy, { scheme, toPrincipal: () => undefined });
    expect(await refusing.authenticate(requestWith())).toBeUndefined();
    const mistaken = passportAuth(strategy, { scheme, toPrincipal: (user) => user as never });
    await expect(mistaken.authenticate(requestWith())).rejects.toThrow('passportAuth: toPrincipal must return');
  });

  const strategy = strategyThat((actions) => actions.pass());
  test.each([
    ['no strategy', () => passportAuth(undefined as never, { scheme, toPrincipal }), 'must be a Passport strategy'],
    ['no options', () => passportAuth(strategy, undefined as never), 'options must be an object'],
    ['no scheme', () => passportAuth(strategy, { toPrincipal } as never), 'scheme.type must be a string'],
    ['no toPrincipal', () => passportAuth(strategy, { scheme } as never), 'toPrincipal must be a function'],
    [
      'a scheme without challenge',
      () => passportAuth(strategy, { scheme: { ...scheme, challenge: '' }, toPrincipal }),
      'scheme.challenge must be a string',
    ],
    [
      'a challenge with a line break',
      () => passportAuth(strategy, { scheme: { ...scheme, challenge: 'a\r\nb' }, toPrincipal }),
      'scheme.challenge must be printable ASCII',
    ],
    ['a misspelt option', () => passportAuth(strategy, { scheme, toPrincipal, authz: 1 } as never), 'option "authz"'],
  ])('refuses %s at start', (_, start, message) => {
    expect(start).toThrow(TypeError);
    expect(start).toThrow(message);
  });
});
