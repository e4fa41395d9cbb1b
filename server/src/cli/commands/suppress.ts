import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  algorithms,
  importList,
  type ListReport,
  type ListRequest,
  listedBy,
  listsOf,
  removeList,
  type SuppressionList,
  suppressionKinds,
} from '../../customers/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/platform.ts';
import { startPosthorn } from '../../posthorn.ts';
import type { Command, Io } from '../command.ts';
import { requiredText } from '../common-options.ts';
import { configureFrom } from '../configure-from.ts';

const actor: Actor = { kind: 'system', id: 'cli', name: 'Command line' };

export const suppress: Command = {
  name: 'suppress',
  usage: 'FILE --list NAME --kind KIND --by WHAT --source TEXT --taken DAY | --lists | --remove NAME',
  description: `FILE is CSV with a header: email; phone; number; or name, street, houseNumber, postcode; or, with --hashed, hash. The list becomes what
the file says, all at once: who is not in it any more is free again. Kept are hashes only. Kinds: robinson (advertising, unless the customer
consented), complaint and own (advertising), moved and returned (letters), deceased (everything). A Robinson list past its last
day stops advertising by its channel until a newer one comes. Rows that cannot be understood are counted and named.`,
  options: {
    list: { type: 'string', value: 'NAME', meaning: 'the list to bring in or to renew' },
    kind: { type: 'string', value: 'KIND', meaning: suppressionKinds.join(', ') },
    by: { type: 'string', value: 'WHAT', meaning: `what the rows are: ${listedBy.join(', ')} (customer numbers)` },
    source: { type: 'string', value: 'TEXT', meaning: 'who made the list' },
    taken: { type: 'string', value: 'DAY', meaning: 'the day of its state of knowledge, YYYY-MM-DD' },
    'use-by': { type: 'string', value: 'DAY', meaning: 'the last day on which it may be relied on' },
    hashed: { type: 'string', value: 'HOW', meaning: `rows are hashes: ${algorithms.join(', ')}` },
    country: { type: 'string', value: 'CODE', meaning: 'of phone numbers without a country code; DE if absent' },
    lists: { type: 'boolean', meaning: 'show the lists there are' },
    remove: { type: 'string', value: 'NAME', meaning: 'forget a list with all its entries' },
  },
  async run(args, io) {
    const remove = args.values.remove;
    const deed = args.values.lists === true ? 'lists' : typeof remove === 'string' ? 'remove' : 'import';
    if (args.positionals.length !== (deed === 'import' ? 1 : 0))
      throw new PosthornError('cli.usage', { detail: 'Give one file, --lists, or --remove.' });
    const request = deed === 'import' ? requestOf(args) : undefined;
    const file = args.positionals[0] ?? '';
    if (request !== undefined && !(await stat(file).catch(() => undefined))?.isFile()) {
      throw new PosthornError('cli.usage', { detail: `${file} is not a file that can be read.` });
    }
    const { config, log } = configureFrom(args, { logLevel: process.env.POSTHORN_LOG_LEVEL ?? 'warn' });
    const { platform, close } = await startPosthorn({ config, log, work: false });
    try {
      if (request !== undefined) showReport(await importList(platform, actor, request, createReadStream(file)), request.name, file, io);
      else if (deed === 'remove') await removeList(platform, actor, String(remove));
      else showLists(await listsOf(platform.db), io);
      return 0;
    } finally {
      await close();
    }
  },
};

function requestOf(args: Parameters<Command['run']>[0]): ListRequest {
  const country = typeof args.values.country === 'string' ? args.values.country : 'DE';
  if (!/^[A-Z]{2}$/.test(country))
    throw new PosthornError('cli.usage', { detail: `--country: ${country} is no country code of two letters.` });
  return {
    name: requiredText(args, 'list'),
    kind: oneOf(suppressionKinds, requiredText(args, 'kind'), 'kind'),
    listedBy: oneOf(listedBy, requiredText(args, 'by'), 'by'),
    source: requiredText(args, 'source'),
    takenOn: day(requiredText(args, 'taken'), 'taken'),
    useBy: typeof args.values['use-by'] === 'string' ? day(args.values['use-by'], 'use-by') : null,
    ...(typeof args.values.hashed === 'string' ? { hashedBy: oneOf(algorithms, args.values.hashed, 'hashed') } : {}),
    country,
  };
}

function oneOf<T extends string>(known: readonly T[], value: string, option: string): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new PosthornError('cli.usage', { detail: `--${option}: "${value}" is none of ${known.join(', ')}.` });
  return found;
}

function day(value: string, option: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  // A thirtieth of February becomes a day of March.
  if (date === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value) {
    throw new PosthornError('cli.usage', { detail: `--${option}: "${value}" is no day; write YYYY-MM-DD.` });
  }
  return value;
}

function showReport(report: ListReport, list: string, file: string, io: Io): void {
  const { read, malformed, added, kept, repeated, removed, examples } = report;
  const counts = `${read} rows read; ${added} new, ${kept} known, ${removed} not any more, ${repeated} repeated, ${malformed} not understood.`;
  io.out(io.json ? JSON.stringify({ list, ...report }) : `${list}: ${counts}`);
  if (!io.json) for (const { line, reason } of examples) io.err(`${file}:${line}: ${reason}`);
}

function showLists(lists: readonly SuppressionList[], io: Io): void {
  if (io.json) io.out(JSON.stringify(lists));
  else io.out(lists.length === 0 ? 'There are no lists.' : lists.map(lineOf).join('\n'));
}

const lineOf = ({ name, kind, listedBy: by, entries, source, takenOn, useBy }: SuppressionList): string =>
  `${name}: ${kind}, by ${by}, ${entries} entries; ${source}, as of ${takenOn}${useBy === null ? '' : `, to be used until ${useBy}`}`;
