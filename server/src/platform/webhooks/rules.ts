import { BlockList, isIP } from 'node:net';

/** Pauses between the attempts, in seconds, as Standard Webhooks recommends: after some three days a message is given up. */
const pauses = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

/**
 * When a message is tried again; undefined when it is given up.
 * @param attempts made so far
 * @param random between 0 and 1: spreads what failed together, a tenth more or less
 */
export function nextAttempt(attempts: number, now: Date, random: number): Date | undefined {
  const pause = pauses[attempts - 1];
  return pause === undefined ? undefined : new Date(now.getTime() + pause * 1000 * (0.9 + 0.2 * random));
}

/** Addresses of this machine and of networks that nobody reaches from outside (RFC 1918, 3927, 4193, 4291, 6598, 6890). */
const inside = new BlockList();
for (const [network, bits] of [
  ...([['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 3]] as const), // biome-ignore format: a table
])
  inside.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [['::', 128], ['::1', 128], ['64:ff9b::', 96], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) // biome-ignore format: a table
  inside.addSubnet(network, bits, 'ipv6');

/** Whether an address lies inside: a webhook that leads there would let its owner reach what the firewall hides. */
export function isInside(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return inside.check(address, 'ipv4');
  // IPv4 in the clothes of IPv6 is looked at as IPv4 by `check` itself.
  return version === 6 && inside.check(address, 'ipv6');
}

/** What is wrong with the address of a webhook; undefined when nothing is. */
export function faultOf(url: string, allowInside: boolean): string | undefined {
  if (!URL.canParse(url)) return 'This is no web address.';
  const { protocol, hostname, username } = new URL(url);
  if (protocol !== 'https:' && !(allowInside && protocol === 'http:')) return 'The address must begin with https://.';
  if (username !== '') return 'The address must not hold a password.';
  const host = hostname.replace(/^\[|\]$/g, '');
  if (!allowInside && (isInside(host) || host === 'localhost' || host.endsWith('.localhost')))
    return 'The address lies inside: only public ones are told.';
  return undefined;
}
