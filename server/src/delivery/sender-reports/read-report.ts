import type { ReportParts } from '../bounces/report-parts.ts';
import { readDmarc } from './read-dmarc.ts';
import { readTls } from './read-tls.ts';
import { type SenderReport, Unreadable } from './types.ts';
import { unpack } from './unpack.ts';

/** Attachments that are tried: a report is one. */
const tried = 3;

/**
 * The report about a domain that a mail brings, by its attachment, whatever the mail says around it. Undefined when it brings none, or one that
 * cannot be read. @param tell is told why an attachment that looked like one is none
 */
export function senderReportIn({ files }: Pick<ReportParts, 'files'>, tell: (why: string) => void): SenderReport | undefined {
  for (const { bytes } of files.slice(0, tried)) {
    try {
      const text = unpack(bytes);
      return text.trimStart().startsWith('{') ? readTls(text) : readDmarc(text);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      tell(error.message);
    }
  }
  return undefined;
}
