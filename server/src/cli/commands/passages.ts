import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type Passage, type Rationalisation, rationalise } from '@posthorn/engine/language';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Command, Io } from '../command.ts';
import { textOf } from '../common-options.ts';
import { filesIn } from '../files-in.ts';

export const passages: Command = {
  name: 'passages',
  usage: 'FOLDER… [--threshold 0.71] [--top 20]',
  description: `Reads the texts of all templates and blocks (.json) and plain letters (.txt) in the folders, and tells which passages are equal
or nearly equal, which wording to keep as a block, and how much text that saves. Nothing is changed.`,
  options: {
    threshold: { type: 'string', value: 'SHARE', meaning: 'words in common from which on passages are nearly equal (default 0.71)' },
    top: { type: 'string', value: 'COUNT', meaning: 'clusters to print; --json prints all (default 20)' },
  },
  async run(args, io) {
    if (args.positionals.length === 0) throw new PosthornError('cli.usage', { detail: 'Give a folder with templates, or several.' });
    const threshold = numberOf(textOf(args, 'threshold') ?? '0.71', 'threshold', 0.3, 1);
    const top = numberOf(textOf(args, 'top') ?? '20', 'top', 0, Number.MAX_SAFE_INTEGER);
    const found: Passage<string>[] = [];
    for (const folder of args.positionals) await collect(folder, found);
    const report = rationalise(found, { threshold });
    if (io.json) io.out(JSON.stringify(report));
    else tell(report, top, io);
    return 0;
  },
};

/** @throws PosthornError `cli.usage` */
function numberOf(text: string, option: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new PosthornError('cli.usage', {
      detail: `--${option} is "${text}"; it takes a number from ${least}${most <= 1 ? ` to ${most}` : ''}.`,
    });
  return value;
}

async function collect(folder: string, found: Passage<string>[]): Promise<void> {
  if (!existsSync(folder)) throw new PosthornError('cli.usage', { detail: `There is no "${folder}".` });
  for await (const path of filesIn(folder)) {
    if (path.endsWith('.txt')) {
      for (const text of (await readFile(path, 'utf8')).split(/\n\s*\n/))
        if (text.trim() !== '') found.push({ text: text.trim(), place: path });
    } else if (path.endsWith('.json')) {
      const content = parsed(await readFile(path, 'utf8'));
      if (content !== undefined) for (const [text, at] of textsOf(content, '')) found.push({ text, place: `${path}#${at}` });
    }
  }
}

/** JSON that is no template (a lockfile, a broken file) has no texts of ours. */
function parsed(text: string): unknown {
  try {
    const value = JSON.parse(text) as { format?: unknown; body?: unknown } | null;
    return typeof value === 'object' && value !== null && 'body' in value ? value.body : undefined;
  } catch {
    return undefined;
  }
}

/** The texts of paragraphs, headings, cells …: every `text`, per language where there are several. */
function* textsOf(value: unknown, at: string): Generator<[string, string]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const place = `${at}/${key}`;
    if (key === 'text' && typeof inner === 'string') yield [inner, place];
    else if (key === 'text' && typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
      for (const [language, text] of Object.entries(inner)) if (typeof text === 'string') yield [text, `${place}/${language}`];
    } else yield* textsOf(inner, place);
  }
}

function tell({ clusters, passages, characters }: Rationalisation<string>, top: number, io: Io): void {
  const saved = characters.before === 0 ? 0 : Math.round((100 * (characters.before - characters.after)) / characters.before);
  io.out(
    `${passages.before} passages, ${passages.after} after joining those that are equal or nearly equal: ${saved} % of the text saved.`,
  );
  for (const { proposal, others } of clusters.slice(0, top)) {
    io.out(`\n${others.length + 1} times: ${shortened(proposal.text)}`);
    io.out(`    keep  ${proposal.place}`);
    for (const { passage, similarity } of others) io.out(`    ${`${Math.round(similarity * 100)} %`.padStart(5)} ${passage.place}`);
  }
  if (clusters.length > top) io.out(`\n… and ${clusters.length - top} more (--top).`);
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 140 ? `${line.slice(0, 139)}…` : line;
};
