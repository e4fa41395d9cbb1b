import type { ReportHint } from '@posthorn/contract';
import type { Source, TlsCount } from './store.ts';

/** Below so many messages a source is noise: a mailing list, a forwarding. */
const few = 3;
/** Hints that are given at once. */
const shown = 5;

/**
 * What the reports of a domain ask for, most messages first: a source that fails both checks either is ours and not set up, or forges; one that
 * passes by one of them only is a mishap away from it.
 */
export function hintsOf(domain: string, sources: readonly Source[], tls: readonly TlsCount[]): ReportHint[] {
  return [...sources.flatMap((source) => ofSource(domain, source)), ...tls.flatMap(ofTls)]
    .sort((a, b) => b.count - a.count)
    .slice(0, shown);
}

function ofSource(domain: string, { source, messages, dkim, spf, failed, signedFor, sentFor }: Source): ReportHint[] {
  if (messages < few) return [];
  const about = { source, domain };
  if (failed >= messages / 2) return [{ code: 'dmarc-fails', count: failed, values: { ...about, sentFor: sentFor.join(', ') || '–' } }];
  if (spf < messages / 2) return [{ code: 'spf-fails', count: messages - spf, values: { ...about, sentFor: sentFor.join(', ') || '–' } }];
  if (dkim < messages / 2)
    return [{ code: 'dkim-fails', count: messages - dkim, values: { ...about, signedFor: signedFor.join(', ') || '–' } }];
  return [];
}

const ofTls = ({ reason, receivers, sessions }: TlsCount): ReportHint[] =>
  reason === '' || sessions === 0
    ? []
    : [{ code: 'tls-fails', count: sessions, values: { reason, receivers: receivers.join(', ') || '–' } }];
