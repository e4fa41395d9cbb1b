import { channelStates, type Delivery, deliveriesIn, resolveUnknown } from '../../delivery/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { startPosthorn } from '../../posthorn.ts';
import type { Command, Io, ParsedArgs } from '../command.ts';
import { requiredText, textOf, wholeOf } from '../common-options.ts';
import { configureFrom } from '../configure-from.ts';

const operator = { kind: 'system', id: 'cli', name: 'Command line' } as const;

export const deliveries: Command = {
  name: 'deliveries',
  usage: 'unknown | failed | channels | resolve ID --fate sent|not_sent --note TEXT',
  description: `A delivery is unknown when its message was handed over whole and no answer came. Ask the log of the mail server or the
gateway for its Message-ID; then "resolve" it. "not_sent" sends the same message again.`,
  options: {
    fate: { type: 'string', value: 'FATE', meaning: 'sent, or not_sent: then it is sent again' },
    note: { type: 'string', value: 'TEXT', meaning: 'how you know; kept with the delivery' },
    limit: { type: 'string', value: 'NUMBER', meaning: 'how many to list (default: 100)' },
    after: { type: 'string', value: 'ID', meaning: 'list those after this one' },
  },
  async run(args, io) {
    const { config, log } = configureFrom(args);
    const posthorn = await startPosthorn({ config, log, work: false });
    try {
      await act(posthorn.platform, args, io);
      return 0;
    } finally {
      await posthorn.close();
    }
  },
};

async function act(platform: Platform, args: ParsedArgs, io: Io): Promise<void> {
  const [action, id] = args.positionals;
  if (action === 'unknown' || action === 'failed') {
    const rows = await deliveriesIn(platform.db, action, textOf(args, 'after'), wholeOf(args, 'limit', 1) ?? 100);
    if (io.json) io.out(JSON.stringify({ rows }));
    else for (const row of rows) io.out(lineOf(row));
  } else if (action === 'channels') {
    const rows = await channelStates(platform.db);
    if (io.json) io.out(JSON.stringify({ rows }));
    else for (const row of rows) io.out(`${row.channel}  ${row.up ? 'up' : `down since ${row.since.toISOString()}: ${row.error}`}`);
  } else if (action === 'resolve' && id !== undefined) {
    const delivery = await resolveUnknown(platform, operator, id, { fate: fateOf(args), note: requiredText(args, 'note') });
    io.out(io.json ? JSON.stringify(delivery) : lineOf(delivery));
  } else {
    throw new PosthornError('cli.usage', { detail: `"${args.positionals.join(' ')}" is none of unknown, failed, channels, resolve ID.` });
  }
}

function fateOf(args: ParsedArgs): 'sent' | 'not_sent' {
  const fate = requiredText(args, 'fate');
  if (fate === 'sent' || fate === 'not_sent') return fate;
  throw new PosthornError('cli.usage', { detail: `--fate wants sent or not_sent, not "${fate}".` });
}

function lineOf({ id, channel, address, state, changedAt, messageId, lastError }: Delivery): string {
  const [firstLine = ''] = address.split('\n');
  return [id, channel, state, changedAt.toISOString(), firstLine, messageId ?? '', lastError ?? ''].join('  ').trimEnd();
}
