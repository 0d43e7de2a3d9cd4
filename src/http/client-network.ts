import { isIPv6 } from 'node:net';

/** What tells of a request where it comes from. */
interface Origin {
  readonly ip?: string | undefined;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** More than any address has; what a trusted proxy hands on need not be one. */
const longest = 64;

/**
 * What a client is counted by: its IPv4 address, or the first 64 bits of its IPv6 address. Whoever has one IPv6 address
 * has all 2^64 of its subnet (RFC 4291 §2.5.1) and could begin anew with each. An IPv4-mapped address (RFC 4291 §2.5.5.2)
 * is the IPv4 address that it stands for.
 *
 * @example
 * ```ts
 * clientNetwork('2001:db8:1:2:aaaa::7'); // '2001:db8:1:2::/64'
 * clientNetwork('::ffff:192.0.2.1');     // '192.0.2.1'
 * ```
 */
export function clientNetwork(address: string): string {
  if (!isIPv6(address)) return address.slice(0, longest);
  const groups = groupsOf(address);
  return isMapped(groups) ? ipv4Of(groups) : `${groups.slice(0, 4).map((group) => group.toString(16)).join(':')}::/64`;
}

/**
 * The IP address that a request comes from, an IPv4-mapped one as IPv4: what Express says, which knows the proxies that the
 * host application trusts, or else that of the connection.
 */
export function clientAddressOf({ ip, socket }: Origin): string | undefined {
  const address = ip ?? socket.remoteAddress;
  if (address === undefined || !isIPv6(address)) return address?.slice(0, longest);
  const groups = groupsOf(address);
  return isMapped(groups) ? ipv4Of(groups) : address;
}

/** The eight groups of 16 bits of an IPv6 address (RFC 4291 §2.2), without its zone. */
function groupsOf(address: string): readonly number[] {
  const [text = ''] = address.split('%');
  const [before = [], after] = text.split('::').map(written);
  if (after === undefined) return before;
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}

function written(part: string): readonly number[] {
  if (part === '') return [];
  return part.split(':').flatMap((group) => (group.includes('.') ? pairOf(group) : Number.parseInt(group, 16)));
}

/** The last two groups, written as an IPv4 address. */
function pairOf(dotted: string): readonly number[] {
  const [first = 0, second = 0, third = 0, fourth = 0] = dotted.split('.').map(Number);
  return [first * 256 + second, third * 256 + fourth];
}

function isMapped(groups: readonly number[]): boolean {
  return groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
}

function ipv4Of(groups: readonly number[]): string {
  return groups.slice(6).flatMap((group) => [group >> 8, group & 0xff]).join('.');
}
