import { readFile, stat } from 'node:fs/promises';
import { importMailKeys, type MailKeyReport } from '../../customers/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/platform.ts';
import { startPosthorn } from '../../posthorn.ts';
import type { Command, Io } from '../command.ts';
import { configureFrom } from '../configure-from.ts';

const actor: Actor = { kind: 'system', id: 'cli', name: 'Command line' };
/** Nobody's key is larger; a CSV of some hundred thousand is. */
const mostBytes = 500_000_000;

export const mailKeysCommand: Command = {
  name: 'mail-keys',
  usage: 'FILE…',
  description: `Each FILE is a certificate (S/MIME: .pem, .crt, .cer), a public key (OpenPGP: .asc, .gpg), or CSV with the columns number and key. A key in a
file of its own is kept for every customer who has an e-mail address that it names; one out of CSV for the customer of that number, if the address is theirs. Mails to
these addresses are encrypted from then on, as the rules under Deliverability say. What cannot be used is named with its reason. Exit code 1 when something was
refused.`,
  options: {},
  async run(args, io) {
    if (args.positionals.length === 0) throw new PosthornError('cli.usage', { detail: 'Give files with keys.' });
    for (const file of args.positionals) await refuseUnreadable(file);
    const { config, log } = configureFrom(args, { logLevel: process.env.POSTHORN_LOG_LEVEL ?? 'warn' });
    const { platform, close } = await startPosthorn({ config, log, work: false });
    try {
      const report = await importMailKeys(platform, actor, filesOf(args.positionals));
      show(report, io);
      return report.refused.length === 0 ? 0 : 1;
    } finally {
      await close();
    }
  },
};

async function refuseUnreadable(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile() || found.size > mostBytes)
    throw new PosthornError('cli.usage', { detail: `${file} is not a file that can be read.` });
}

async function* filesOf(names: readonly string[]): AsyncGenerator<{ name: string; bytes: Uint8Array }> {
  for (const name of names) yield { name, bytes: await readFile(name) };
}

function show(report: MailKeyReport, io: Io): void {
  const { read, kept, refused } = report;
  io.out(io.json ? JSON.stringify(report) : `${read} keys read; kept for ${kept} customers, ${refused.length} refused.`);
  if (!io.json) for (const { place, reason } of refused) io.err(`${place}: ${reason}`);
}
