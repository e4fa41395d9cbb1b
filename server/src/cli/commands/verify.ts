import { type VerifyReport, verifyArchive } from '../../archive/index.ts';
import { startPosthorn } from '../../posthorn.ts';
import type { Command } from '../command.ts';
import { wholeOf } from '../common-options.ts';
import { configureFrom } from '../configure-from.ts';
import { createProgress, type Progress } from '../progress.ts';

const units = { audit: 'entries', communications: 'communications', recompose: 'communications', packs: 'packs' } as const;
const labels = { audit: 'Audit chain', communications: 'Archive', recompose: 'Composing again', packs: 'Packs' } as const;

export const verify: Command = {
  name: 'verify',
  usage: '[--recompose NUMBER] [--data DIR]',
  description: `Checks the chain of audit entries; the counters of all runs; that every communication has its renditions and every pack,
rendition and sent mail its hash. With --recompose so many communications, chosen at random, are composed again from
their archived data and compared byte for byte. Nothing is changed. Packs that nobody refers to are counted; they are left
by cancelled work and not wrong.`,
  options: {
    recompose: { type: 'string', value: 'NUMBER', meaning: 'compose so many communications again and compare (default: 0)' },
  },
  async run(args, io) {
    const { config, log } = configureFrom(args, { logLevel: process.env.POSTHORN_LOG_LEVEL ?? 'warn' });
    const posthorn = await startPosthorn({ config, log, work: false });
    try {
      const lines = new Map<keyof typeof units, Progress>();
      const report = await verifyArchive(posthorn.platform, {
        recompose: wholeOf(args, 'recompose') ?? 0,
        progress: (step, done, total) => {
          const line = lines.get(step) ?? createProgress(labels[step], units[step]);
          lines.set(step, line);
          line.update(done, total);
          if (done >= total) line.end();
        },
      });
      if (io.json) io.out(JSON.stringify(report));
      else for (const line of sentences(report)) io.out(line);
      return report.intact ? 0 : 1;
    } finally {
      await posthorn.close();
    }
  },
};

function sentences(report: VerifyReport): readonly string[] {
  const { auditEntries, communications, renditions, packs, bytes, erased, reproduced, unreferencedPacks, findings, findingsTotal } = report;
  const summary = [
    `${auditEntries} audit entries, ${communications} communications, ${renditions} renditions in ${packs} packs, ${(bytes / 1e6).toFixed(1)} MB hashed.`,
    ...(erased === 0 ? [] : [`${erased} communications are erased.`]),
    ...(reproduced === 0 ? [] : [`${reproduced} communications composed again with the same bytes.`]),
    ...(unreferencedPacks === 0 ? [] : [`${unreferencedPacks} packs are referred to by nobody.`]),
  ];
  if (report.intact) return [...summary, 'Everything is intact.'];
  const more = findingsTotal - findings.length;
  return [
    ...summary,
    `${findingsTotal} findings:`,
    ...findings.map((finding) => `  ${finding.kind}  ${finding.subject}: ${finding.detail}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
