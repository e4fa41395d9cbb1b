import { isIPv6 } from 'node:net';

/*
 * How often somebody may knock. Counted in the memory of one process: a limit against guessing and flooding, not an account. What costs others
 * something (mails) is counted in the database.
 */

interface Window {
  readonly since: number;
  count: number;
}

const windowMs = 10 * 60_000;
/** Addresses that are remembered at once. */
const most = 50_000;

export class Limit {
  readonly #perWindow: number;
  readonly #windows = new Map<string, Window>();

  /** @param perWindow requests in ten minutes */
  constructor(perWindow: number) {
    this.#perWindow = perWindow;
  }

  /** Counts a request. @returns whether it may go on */
  allows(who: string, now: Date): boolean {
    const at = now.getTime();
    const known = this.#windows.get(who);
    if (known !== undefined && at - known.since < windowMs) {
      known.count += 1;
      return known.count <= this.#perWindow;
    }
    if (this.#windows.size >= most) this.#forget(at);
    this.#windows.set(who, { since: at, count: 1 });
    return true;
  }

  #forget(at: number): void {
    for (const [who, { since }] of this.#windows) if (at - since >= windowMs) this.#windows.delete(who);
    // All of them are fresh: somebody has very many addresses. The oldest go first.
    for (const who of this.#windows.keys()) {
      if (this.#windows.size < most) return;
      this.#windows.delete(who);
    }
  }
}

/** Who knocks: an address; of IPv6 the network, since one household has all of it. */
export function knocker(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = (part: string | undefined): string[] => (part ? part.split(':') : []);
  const given = [...groups(head), ...groups(tail)].length;
  const all = tail === undefined ? groups(head) : [...groups(head), ...Array<string>(8 - given).fill('0'), ...groups(tail)];
  return all.slice(0, 4).join(':');
}
