import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ConsentField, type ConsentImportReport, consentFields, importConsents } from '../../customers/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/platform.ts';
import { startPosthorn } from '../../posthorn.ts';
import type { Command, Io, ParsedArgs } from '../command.ts';
import { requiredText } from '../common-options.ts';
import { configureFrom } from '../configure-from.ts';

const actor: Actor = { kind: 'system', id: 'cli', name: 'Command line' };

export const importConsentsCommand: Command = {
  name: 'import-consents',
  usage: 'FILE --source TEXT [--channel C] [--way W] [--purpose P] [--text NAME] [--columns FIELD=NAME,…]',
  description: `FILE is CSV with a header. Each row says whose consent it is (number, or email where one customer alone has it), for which channel (email, sms,
phone, post, portal) and purpose (advertising if absent), when (at: YYYY-MM-DD or ISO 8601), how (way: paper, in-person, phone, web-form, app, e-mail, sms) and what
proves it (proof: form, folder, recording); act (granted if absent; withdrawn, objected, …), confirmedAt (double opt-in), until, ip, phone and text (name of a
wording kept here) may be there. What all rows share can be said by options. Bad rows are kept with their reason and stop no other; the same
file again notes nothing twice. Exit code 1 when rows were refused.`,
  options: {
    source: { type: 'string', value: 'TEXT', meaning: 'who made the file: part of the proof' },
    columns: { type: 'string', value: 'LIST', meaning: `how columns are called where not as the fields: ${consentFields.join(', ')}` },
    channel: { type: 'string', value: 'CHANNEL', meaning: 'of rows that name none' },
    way: { type: 'string', value: 'WAY', meaning: 'of rows that name none' },
    purpose: { type: 'string', value: 'PURPOSE', meaning: 'of rows that name none' },
    text: { type: 'string', value: 'NAME', meaning: 'wording of rows that name none' },
  },
  async run(args, io) {
    const [file, more] = args.positionals;
    if (file === undefined || more !== undefined) throw new PosthornError('cli.usage', { detail: 'Give one file.' });
    if (!(await stat(file).catch(() => undefined))?.isFile())
      throw new PosthornError('cli.usage', { detail: `${file} is not a file that can be read.` });
    const request = { file: basename(file), source: requiredText(args, 'source'), columns: columnsOf(args), defaults: defaultsOf(args) };
    const { config, log } = configureFrom(args, { logLevel: process.env.POSTHORN_LOG_LEVEL ?? 'warn' });
    const { platform, close } = await startPosthorn({ config, log, work: false });
    try {
      const report = await importConsents(platform, actor, request, createReadStream(file));
      show(report, file, io);
      return report.refused === 0 ? 0 : 1;
    } finally {
      await close();
    }
  },
};

function columnsOf(args: ParsedArgs): { readonly [F in ConsentField]?: string } {
  const given = typeof args.values.columns === 'string' ? args.values.columns.split(',') : [];
  return Object.fromEntries(
    given.map((pair) => {
      const at = pair.indexOf('=');
      const field = consentFields.find((one) => one === pair.slice(0, at).trim());
      if (field === undefined)
        throw new PosthornError('cli.usage', {
          detail: `--columns: "${pair}" does not begin with one of ${consentFields.join(', ')} and "=".`,
        });
      return [field, pair.slice(at + 1).trim()];
    }),
  );
}

function defaultsOf({ values }: ParsedArgs): { readonly [name: string]: string } {
  const given = ['channel', 'way', 'purpose', 'text'].map((name) => [name, values[name]] as const);
  return Object.fromEntries(given.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

function show({ examples, ...report }: ConsentImportReport, file: string, io: Io): void {
  const { read, noted, known, refused } = report;
  io.out(
    io.json ? JSON.stringify({ ...report, examples }) : `${read} rows read; ${noted} noted, ${known} known already, ${refused} refused.`,
  );
  if (!io.json) for (const { line, field, reason } of examples) io.err(`${file}:${line}: ${field}: ${reason}`);
}
