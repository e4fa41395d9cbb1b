import { Resolver } from 'node:dns/promises';
import type { Config } from '../../platform/config/index.ts';

/** What is asked of the DNS: injectable, so that tests ask their own. */
export interface Dns {
  /** TXT records, each joined; none where there is no such name. @throws Error when no answer comes */
  txt(name: string): Promise<string[]>;
  /** Whether the name has an address. */
  hasAddress(name: string): Promise<boolean>;
}

const nothing = new Set(['ENOTFOUND', 'ENODATA', 'NOTFOUND', 'NODATA']);

/** The DNS of this machine, or of the servers that are set. */
export function openDns({ dnsServers }: Pick<Config, 'dnsServers'>): Dns {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  if (dnsServers !== undefined) resolver.setServers(dnsServers.split(/[\s,]+/).filter(Boolean));
  const asked = async <T>(question: Promise<T[]>): Promise<T[]> => {
    try {
      return await question;
    } catch (error) {
      if (nothing.has((error as NodeJS.ErrnoException).code ?? '')) return [];
      throw error;
    }
  };
  return {
    txt: async (name) => (await asked(resolver.resolveTxt(name))).map((pieces) => pieces.join('')),
    hasAddress: async (name) =>
      (await asked<unknown>(resolver.resolve4(name))).length + (await asked<unknown>(resolver.resolve6(name))).length > 0,
  };
}
