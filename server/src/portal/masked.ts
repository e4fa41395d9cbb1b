/** An address so that who knows it recognises it and nobody else learns it: a page may be seen by whoever got a forwarded mail. */
export function masked(address: string): string {
  const at = address.lastIndexOf('@');
  if (at > 0) return `${address.slice(0, 1)}•••${address.slice(at)}`;
  return `${address.slice(0, 3)} ••• ${address.slice(-2)}`;
}
