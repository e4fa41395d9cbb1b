import { readFile } from 'node:fs/promises';
import { customerSink } from '../../customers/index.ts';
import { type ImportReport, importSource } from '../../intake/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/platform.ts';
import { startPosthorn } from '../../posthorn.ts';
import type { Command, Io } from '../command.ts';
import { requiredText } from '../common-options.ts';
import { configureFrom } from '../configure-from.ts';
import { createProgress, duration } from '../progress.ts';

const actor: Actor = { kind: 'system', id: 'cli', name: 'Command line' };

export const importCommand: Command = {
  name: 'import',
  usage: 'SOURCE --mapping FILE [--dry-run]',
  description: `SOURCE is a file, or a folder whose files fit the mapping. Rows that cannot be loaded go to quarantine, where they can be mended;
files that cannot be read are named: exit code 1. The same file again changes nothing, so an import that was stopped or killed
goes on when it is started again.`,
  options: {
    mapping: { type: 'string', value: 'FILE', meaning: 'how the files are read (JSON, see docs/guides/import.md)' },
    'dry-run': { type: 'boolean', meaning: 'read and try everything, write nothing' },
  },
  async run(args, io) {
    const [path, ...rest] = args.positionals;
    if (path === undefined || rest.length > 0) throw new PosthornError('cli.usage', { detail: 'Give one file or folder.' });
    const mapping = await readMapping(requiredText(args, 'mapping'));
    const { config, log } = configureFrom(args, { logLevel: process.env.POSTHORN_LOG_LEVEL ?? 'warn' });
    const posthorn = await startPosthorn({ config, log, work: false });
    const progress = createProgress('read', 'lines');
    try {
      const report = await importSource(posthorn.platform, actor, {
        path,
        mapping,
        dryRun: args.values['dry-run'] === true,
        sinks: { customers: customerSink },
        signal: io.signal,
        onProgress: (now) => {
          const left = now.secondsLeft === undefined || now.filesDone === now.files ? '' : `, ${duration(now.secondsLeft)} left`;
          progress.update(now.linesRead, undefined, `file ${now.filesDone} of ${now.files}${left}`);
        },
      });
      progress.end(`${report.filesDone} of ${report.files} files`);
      show(report, io);
      return report.failedFiles.length > 0 ? 1 : 0;
    } finally {
      await posthorn.close();
    }
  },
};

async function readMapping(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new PosthornError('import.mapping-invalid', { detail: `${path} cannot be read: ${(cause as Error).message}.`, cause });
  }
}

function show(report: ImportReport, io: Io): void {
  if (io.json) {
    io.out(JSON.stringify(report));
    return;
  }
  const figure = (value: number) => value.toLocaleString('en-GB');
  const { linesRead, linesLoaded, linesUnchanged, linesQuarantined, records, dataset } = report;
  if (report.dryRun) io.out('Dry run: nothing was written.');
  if (report.resumed) io.out('An earlier import of this source had been cut off; this one went on where it stopped.');
  io.out(
    `${figure(linesRead)} lines read: ${figure(linesLoaded)} loaded, ${figure(linesUnchanged)} unchanged, ${figure(linesQuarantined)} in quarantine.`,
  );
  io.out(`${figure(records)} records of "${dataset}" new or changed.`);
  for (const { count, field, code, reason, hint, example } of report.reasons) {
    io.out(`\n${figure(count)} × ${code}${field ? ` (${field})` : ''}: ${reason}.`);
    io.out(`  e.g. ${example.file}, line ${example.line}: ${printable(example.raw)}`);
    if (hint) io.out(`  ${hint}.`);
  }
  for (const { file, code, message, hint } of report.failedFiles) io.out(`\nNot read: ${file}: ${code}: ${message}\n  ${hint}`);
}

/** A raw row may hold anything: nothing that a terminal obeys. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is taken out
const printable = (raw: string): string => raw.slice(0, 160).replace(/[\x00-\x1f\x7f-\x9f]/g, '·');
