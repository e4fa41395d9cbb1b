import { readFile } from 'node:fs/promises';
import { type Bounce, readBounce } from '../../delivery/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Command, Io } from '../command.ts';
import { filesIn } from '../files-in.ts';

export const bounce: Command = {
  name: 'bounce',
  usage: 'FILE…',
  description: `Each FILE is a mail as it came (RFC 5322), or a folder of such. Understood are delivery reports by RFC 3464 and in words,
complaints (RFC 5965) and automatic answers (RFC 3834). With --json one line per recipient: file, recipient, status, reply, reason,
hard, diagnostic. The reasons are explained in docs/reference/bounces.md. Mails that are none of these give no line, but are named on
standard error. Exit code 0, or 2 when a file cannot be read.`,
  options: {},
  async run(args, io) {
    if (args.positionals.length === 0) throw new PosthornError('cli.usage', { detail: 'Give one file or several, or a folder of mails.' });
    let unreadable = 0;
    for (const given of args.positionals) {
      for await (const file of filesIn(given)) {
        io.signal.throwIfAborted();
        try {
          tell(file, await readBounce(await readFile(file)), io);
        } catch (error) {
          unreadable++;
          io.err(`${file}: cannot be read: ${(error as Error).message}`);
        }
      }
    }
    return unreadable > 0 ? 2 : 0;
  },
};

function tell(file: string, bounces: readonly Bounce[], io: Io): void {
  if (bounces.length === 0) io.err(`${file}: neither a returned mail nor a complaint nor an automatic answer.`);
  for (const { recipient, status, reply, reason, hard, diagnostic } of bounces) {
    if (io.json) io.out(JSON.stringify({ file, recipient, status, reply, reason, hard, diagnostic }));
    else
      io.out(
        `${file}: ${recipient ?? 'somebody'}: ${reason}${hard ? ', dead address' : ''}${status === undefined ? '' : ` (${status})`}: ${diagnostic.slice(0, 160)}`,
      );
  }
}
