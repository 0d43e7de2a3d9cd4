import { clientAddressOf, clientNetwork } from '../../src/http/client-network';

describe('what a client is counted by', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['0:0:0:0:0:ffff:c000:0201', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8::5:0:0:192.0.2.1', '2001:db8:0:5::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['', ''],
    ['unix socket', 'unix socket'],
    ['x'.repeat(5000), 'x'.repeat(64)],
  ])('RFC 4291 §2.2, §2.5: of %s it is %s', (address, network) => {
    expect(clientNetwork(address)).toBe(network);
  });
});

describe('the address that a request comes from', () => {
  const from = (ip: string | undefined, remoteAddress?: string): string | undefined => clientAddressOf({ ip, socket: { remoteAddress } });

  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8::5', '2001:db8::5'],
    ['x'.repeat(5000), 'x'.repeat(64)],
  ])('RFC 4291 §2.5.5.2: %s is %s', (address, shown) => {
    expect(from(address)).toBe(shown);
  });

  test('without a host application that knows it, it is that of the connection, if there is one', () => {
    expect(from(undefined, '::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(from('192.0.2.1', '127.0.0.1')).toBe('192.0.2.1');
    expect(from(undefined)).toBeUndefined();
  });
});
