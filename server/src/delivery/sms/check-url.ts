/** What is wrong with the address of a gateway: passwords and texts of customers go there, so it must be https, or this machine. */
export function checkUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return 'url: an address that begins with https:// is expected';
  const { protocol, hostname } = new URL(value);
  const here = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  return protocol === 'https:' || (protocol === 'http:' && here) ? undefined : 'url: https:// is needed outside of this machine';
}
