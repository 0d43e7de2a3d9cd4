import { basicAuth, anyOf, bearerAuth } from 'scim-router';

import { FailureThrottle } from '../../src/http/failure-throttle';
import type { MountedRequest } from '../../src/http/base-url';
import { backends } from '../support/backends';
import { openService } from '../support/service';
import type { TestService } from '../support/service';

const basic = (name: string, password: string): string => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

describe('failed authentications', () => {
  let service: TestService;
  const verified: string[] = [];
  beforeEach(async () => {
    verified.length = 0;
    const authorizer = anyOf(
      bearerAuth((token) => (token === 'the-right-token' ? { id: 'bearer' } : undefined)),
      basicAuth((name, password) => {
        verified.push(name);
        return password === 'right' ? { id: name } : undefined;
      }),
    );
    service = await openService(backends[0]![1], { authorizer });
  });
  afterEach(() => service.close());

  const ask = (authorization: string) => service.send('get', '/Users', undefined, { Authorization: authorization });
  const fail = async (times: number, authorization: (index: number) => string): Promise<readonly number[]> => {
    const statuses: number[] = [];
    for (let index = 0; index < times; index += 1) statuses.push((await ask(authorization(index))).status);
    return statuses;
  };

  test('RFC 7644 §7.7: 20 of one user name are answered with 401, further ones with 429 and Retry-After, unverified', async () => {
    expect(new Set(await fail(20, (index) => basic('svc', `guess${index}`)))).toEqual(new Set([401]));
    const response = await ask(basic('svc', 'guess'));
    expect([response.status, response.headers['retry-after'], response.body.status]).toEqual([429, expect.stringMatching(/^[1-9][0-9]*$/), '429']);
    expect((await ask(basic('svc', 'right'))).status).toBe(429);
    expect(verified).toHaveLength(20);
  });

  test('nobody locks out another client: other user names and accepted tokens are served throughout', async () => {
    await fail(25, () => basic('svc', 'guess'));
    expect((await ask(basic('okta', 'right'))).status).toBe(200);
    expect((await ask('Bearer the-right-token')).status).toBe(200);
    expect(new Set(await fail(20, (index) => `Bearer wrong${index}`))).toEqual(new Set([401]));
    expect((await ask('Bearer wrong')).status).toBe(429);
    expect((await ask('Bearer the-right-token')).status).toBe(200);
  });

  test('a request without a credential is no attempt', async () => {
    const statuses = await fail(30, () => '');
    expect(new Set(statuses)).toEqual(new Set([401]));
  });

  test('a success forgets the failures before it', async () => {
    await fail(19, () => basic('svc', 'guess'));
    expect((await ask(basic('svc', 'right'))).status).toBe(200);
    expect(await fail(1, () => basic('svc', 'guess'))).toEqual([401]);
  });

  test('throttle: false turns the limit off', async () => {
    const open = await openService(backends[0]![1], { throttle: false });
    for (let index = 0; index < 25; index += 1) {
      expect((await open.send('get', '/Users', undefined, { Authorization: 'Bearer wrong' })).status).toBe(401);
    }
  });
});

describe('the back-off', () => {
  const request = (name: string, address = '192.0.2.1'): MountedRequest => ({ headers: { authorization: basic(name, 'x') }, ip: address }) as unknown as MountedRequest;
  let now: number;
  let throttle: FailureThrottle;
  beforeEach(() => {
    now = 0;
    throttle = new FailureThrottle({ failures: 3 }, () => now);
  });
  const wait = (name: string, address?: string): number => {
    try {
      throttle.check(request(name, address));
      return 0;
    } catch (error) {
      return Number((error as { headers: Record<string, string> }).headers['Retry-After']);
    }
  };

  test('takes a minute, then twice as long with each failure, and at most a quarter of an hour', () => {
    for (let index = 0; index < 3; index += 1) throttle.fail(request('svc'));
    const waits = [60, 120, 240, 480, 900, 900].map((expected) => {
      expect(wait('svc')).toBe(expected);
      now += expected * 1000;
      expect(wait('svc')).toBe(0);
      throttle.fail(request('svc'));
      return expected;
    });
    expect(waits).toHaveLength(6);
  });

  test('is forgotten after a while without failures', () => {
    for (let index = 0; index < 3; index += 1) throttle.fail(request('svc'));
    now += 60_000 + 120_000;
    throttle.fail(request('svc'));
    expect(wait('svc')).toBe(0);
  });

  test('counts failures that are a minute apart separately', () => {
    for (let index = 0; index < 10; index += 1) {
      throttle.fail(request('svc'));
      now += 31_000;
      expect(wait('svc')).toBe(0);
    }
  });

  test('is about one address', () => {
    for (let index = 0; index < 3; index += 1) throttle.fail(request('svc'));
    expect([wait('svc'), wait('svc', '192.0.2.2'), wait('other')]).toEqual([60, 0, 0]);
  });

  test('is about the /64 of an IPv6 address (RFC 4291 §2.5.1): another of the same subnet is no way round it', () => {
    for (let index = 0; index < 3; index += 1) throttle.fail(request('svc', `2001:db8:1:2::${index}`));
    expect([wait('svc', '2001:db8:1:2:ffff::9'), wait('svc', '2001:db8:1:3::1')]).toEqual([60, 0]);
  });

  test('takes an IPv4-mapped address (RFC 4291 §2.5.5.2) for the IPv4 address that it is', () => {
    for (let index = 0; index < 3; index += 1) throttle.fail(request('svc', '::ffff:192.0.2.1'));
    expect([wait('svc', '192.0.2.1'), wait('svc', '::ffff:192.0.2.2')]).toEqual([60, 0]);
  });

  test('remembers a bounded number of user names', () => {
    for (let index = 0; index < 3; index += 1) throttle.fail(request('svc'));
    for (let index = 0; index < 20_000; index += 1) throttle.fail(request(`name${index}`));
    expect(wait('svc')).toBe(0);
    for (let index = 0; index < 2; index += 1) throttle.fail(request('name19999'));
    expect(wait('name19999')).toBe(60);
  });
});
