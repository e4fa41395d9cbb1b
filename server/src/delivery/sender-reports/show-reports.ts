import type { DomainReports } from '@posthorn/contract';
import type { Platform } from '../../platform/platform.ts';
import { hintsOf } from './hints.ts';
import { reportersOf, sourcesOf, tlsOf } from './store.ts';

const shownSources = 50;

/** What receivers reported about a domain in the last days. */
export async function showReports(platform: Platform, domain: string, days: number): Promise<DomainReports> {
  const since = new Date(platform.clock().getTime() - days * 86_400_000);
  const [{ reports, reporters }, sources, tls] = await Promise.all([
    reportersOf(platform.db, domain, since),
    sourcesOf(platform.db, domain, since, shownSources),
    tlsOf(platform.db, domain, since),
  ]);
  return {
    ...{ domain, reports, reporters: reporters.slice(0, 50) },
    sources: sources.map(({ signedFor, sentFor, ...source }) => ({ ...source, signedFor: [...signedFor], sentFor: [...sentFor] })),
    tls: {
      succeeded: tls.filter(({ reason }) => reason === '').reduce((sum, { sessions }) => sum + sessions, 0),
      failures: tls.filter(({ reason }) => reason !== '').map(({ receivers, ...one }) => ({ ...one, receivers: [...receivers] })),
    },
    hints: hintsOf(domain, sources, tls),
  };
}
