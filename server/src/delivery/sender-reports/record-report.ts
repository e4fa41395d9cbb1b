import { transaction } from '../../platform/db/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { ReportParts } from '../bounces/report-parts.ts';
import { senderReportIn } from './read-report.ts';
import { keepReport } from './store.ts';

/** Notes the report about a domain that a mail brings, once. @returns undefined when it brings none that can be read */
export async function recordReport(platform: Platform, parts: Pick<ReportParts, 'files'>): Promise<'recorded' | 'known' | undefined> {
  const report = senderReportIn(parts, (reason) => platform.log.debug({ reason }, 'an attachment is no report about a domain'));
  if (report === undefined) return undefined;
  const fresh = await transaction(platform.db, { log: platform.log }, (trx) => keepReport(trx, report, platform.clock()));
  return fresh ? 'recorded' : 'known';
}
