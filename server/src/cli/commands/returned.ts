import { readFile } from 'node:fs/promises';
import { type ReturnReason, readCodes, recordReturned, returnReasons } from '../../delivery/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import { startPosthorn } from '../../posthorn.ts';
import type { Command, ParsedArgs } from '../command.ts';
import { requiredText } from '../common-options.ts';
import { configureFrom } from '../configure-from.ts';
import { filesIn } from '../files-in.ts';

const actor = { kind: 'system', id: 'cli', name: 'Command line' } as const;

export const returned: Command = {
  name: 'returned',
  usage: 'FILE… --reason moved|unknown|refused|deceased',
  description: `Each FILE is a photograph (PNG or JPEG) of letters that carry their code, a list with one code or one id of a
communication a line (of CSV the first column), or a folder of such. Each letter is noted once. With --json one line per letter: file,
number, state, communicationId, reference. Pictures without a code that could be read are named on standard error; then the exit code
is 1. docs/guides/returned-letters.md says how letters get their code.`,
  options: {
    reason: { type: 'string', value: 'REASON', meaning: 'why they came back: moved, unknown, refused or deceased' },
  },
  async run(args, io) {
    if (args.positionals.length === 0) throw new PosthornError('cli.usage', { detail: 'Give photographs, or a list.' });
    const reason = reasonOf(args);
    const { config, log } = configureFrom(args);
    const posthorn = await startPosthorn({ config, log, work: false });
    let unread = 0;
    try {
      for (const given of args.positionals) {
        for await (const file of filesIn(given)) {
          io.signal.throwIfAborted();
          const numbers = await numbersIn(file);
          if (numbers.length === 0) {
            unread++;
            io.err(`${file}: no code could be read.`);
          }
          for (const letter of await recordReturned(posthorn.platform, actor, numbers, reason)) {
            io.out(io.json ? JSON.stringify({ file, ...letter }) : `${file}: ${letter.number}: ${letter.state}`);
          }
        }
      }
    } finally {
      await posthorn.close();
    }
    return unread > 0 ? 1 : 0;
  },
};

async function numbersIn(file: string): Promise<readonly string[]> {
  const bytes = await readFile(file);
  if (/\.(png|jpe?g)$/i.test(file)) return await readCodes(bytes);
  const cells = bytes
    .toString('utf8')
    .split(/\r?\n/)
    .map((line) => (line.split(/[;,\t]/)[0] ?? '').replaceAll('"', '').trim());
  return cells.filter((cell) => cell !== '');
}

function reasonOf(args: ParsedArgs): ReturnReason {
  const given = requiredText(args, 'reason');
  const reason = returnReasons.find((one) => one === given);
  if (reason === undefined) throw new PosthornError('cli.usage', { detail: `--reason wants ${returnReasons.join(', ')}, not "${given}".` });
  return reason;
}
