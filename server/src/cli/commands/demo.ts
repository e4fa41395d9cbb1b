import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startPosthorn } from '../../posthorn.ts';
import type { Command, ParsedArgs } from '../command.ts';
import { textOf, wholeOf } from '../common-options.ts';
import { configureFrom } from '../configure-from.ts';
import { type DemonstrationReport, runDemonstration } from '../demonstration.ts';
import { serverOptions, serveUntilAborted } from '../run-server.ts';

const shop = join(import.meta.dirname, '../../../../examples/shop');

export const demo: Command = {
  name: 'demo',
  usage: '[--data DIR] [--records N] [--no-serve] [--port 8080] [--open]',
  description: `Nothing leaves this machine: mails and SMS go to a catcher, and the workplace shows them. Doing it again on the same
data directory changes nothing. With --json the report is one JSON object on standard output.`,
  options: {
    ...serverOptions,
    records: { type: 'string', value: 'NUMBER', meaning: 'invoices to compose (default: all of the example)' },
    'no-serve': { type: 'boolean', meaning: 'end when the work is done' },
    open: { type: 'boolean', meaning: 'open the workplace in the browser' },
  },
  async run(args, io) {
    const { config, log } = configureFrom(args, {
      demonstration: true,
      port: textOf(args, 'port'),
      host: textOf(args, 'host'),
      // Progress is on the screen; news of normal work would stand between it.
      logLevel: process.env.POSTHORN_LOG_LEVEL ?? 'warn',
    });
    // Also when it serves nothing: beside another server, mails of one could leave by the way of the other.
    const posthorn = await startPosthorn({ config, log, work: true, server: true });
    try {
      // People want to look while it works, so the workplace opens first.
      const served = args.values['no-serve'] ? undefined : await serveUntilAborted(posthorn, config, io);
      if (served !== undefined && args.values.open) openBrowser(served.url);
      const report = await runDemonstration(posthorn.platform, { example: shop, ...recordsOf(args), signal: io.signal });
      if (io.json) io.out(JSON.stringify(report));
      else for (const line of sentences(report)) io.err(line);
      await served?.closed;
      return 0;
    } finally {
      await posthorn.close();
    }
  },
};

function recordsOf(args: ParsedArgs): { readonly records?: number } {
  const records = wholeOf(args, 'records', 1);
  return records === undefined ? {} : { records };
}

function sentences(report: DemonstrationReport): string[] {
  const counts = (of: { readonly [name: string]: number }) =>
    Object.entries(of)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
  return [
    `${report.linesRead} lines read, ${report.linesQuarantined} of them in quarantine.`,
    `${report.composed} communications composed and archived in ${report.seconds} s: ${counts(report.routed)}${report.failed > 0 ? `; ${report.failed} failed` : ''}.`,
    `Deliveries: ${counts(report.delivered)}.`,
  ];
}

/** Where there is a screen; elsewhere the address has been printed. */
function openBrowser(url: string): void {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
