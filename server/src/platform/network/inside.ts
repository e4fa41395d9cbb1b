import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Addresses of this machine and of networks that nobody reaches from outside (RFC 1918, 3927, 4193, 4291, 6598, 6890). */
const inside = new BlockList();
for (const [network, bits] of [
  ...([['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 3]] as const), // biome-ignore format: a table
])
  inside.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [['::', 128], ['::1', 128], ['64:ff9b::', 96], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) // biome-ignore format: a table
  inside.addSubnet(network, bits, 'ipv6');

/** Whether an address lies inside: who may name it could reach what the firewall hides. */
export function isInside(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return inside.check(address, 'ipv4');
  // IPv4 in the clothes of IPv6 is looked at as IPv4 by `check` itself.
  return version === 6 && inside.check(address, 'ipv6');
}

/** What is wrong with an address that others gave us to call; undefined when nothing is. */
export function addressFault(url: string, allowInside: boolean): string | undefined {
  if (!URL.canParse(url)) return 'This is no web address.';
  const { protocol, hostname, username } = new URL(url);
  if (protocol !== 'https:' && !(allowInside && protocol === 'http:')) return 'The address must begin with https://.';
  if (username !== '') return 'The address must not hold a password.';
  const host = hostname.replace(/^\[|\]$/g, '');
  if (!allowInside && (isInside(host) || host === 'localhost' || host.endsWith('.localhost')))
    return 'The address lies inside: only public ones are called.';
  return undefined;
}

/** Names are looked up when it is connected, and checked then: one that was public a moment ago may lead inside now. */
export const publicLookup: LookupFunction = (hostname, options, done) =>
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '');
    const found = addresses.find(({ address }) => isInside(address));
    if (found !== undefined) return done(Object.assign(new Error(`${hostname} leads inside`), { code: 'EACCES' }), '');
    if (options.all) return (done as unknown as (error: null, all: typeof addresses) => void)(null, addresses);
    return done(null, addresses[0]!.address, addresses[0]!.family);
  });
