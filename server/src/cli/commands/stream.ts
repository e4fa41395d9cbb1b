import { createWriteStream } from 'node:fs';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createPrintStream, ForeignPdfError, splitPrintStream } from '@posthorn/engine/print-stream';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Command, Io, ParsedArgs } from '../command.ts';
import { textOf } from '../common-options.ts';

/** Digits of a piece's number in file names, so that they sort. */
const DIGITS = 6;

export const stream: Command = {
  name: 'stream',
  usage: 'split STREAM --out DIR | merge FILE… --out STREAM',
  description: `split writes every document of a print stream as a file of its own, with index.jsonl of what was kept with each. merge
joins documents of Posthorn into a print stream, in the order given, with an index beside it (STREAM.jsonl): place, pages, sheets and
weight of each piece. Split and merged again a stream says and shows the same.`,
  options: {
    out: { type: 'string', value: 'PATH', meaning: 'folder for the documents, or file for the stream' },
    duplex: { type: 'boolean', meaning: 'merge: begin every document on a front side' },
    paper: { type: 'string', value: 'GRAMS', meaning: 'merge: weight of the paper per square metre, for that of the pieces' },
    title: { type: 'string', value: 'TEXT', meaning: 'merge: title of the stream (default: its file name)' },
  },
  async run(args, io) {
    const [action, ...files] = args.positionals;
    const out = textOf(args, 'out');
    if (out === undefined || files.length === 0 || (action === 'split' && files.length > 1)) {
      throw new PosthornError('cli.usage', { detail: 'Give a stream to split or documents to merge, and --out.' });
    }
    if (action === 'split') return split(files[0]!, out, io);
    if (action === 'merge') return merge(files, out, args, io);
    throw new PosthornError('cli.usage', { detail: `There is "split" and "merge", not "${action}".` });
  },
};

async function split(file: string, out: string, io: Io): Promise<number> {
  await mkdir(out, { recursive: true });
  const index: string[] = [];
  try {
    for (const { piece, facts, pdf } of splitPrintStream(await readFile(file))) {
      io.signal.throwIfAborted();
      const name = `${String(piece).padStart(DIGITS, '0')}.pdf`;
      await writeFile(join(out, name), pdf);
      index.push(JSON.stringify({ piece, file: name, facts }));
    }
  } catch (error) {
    if (!(error instanceof ForeignPdfError)) throw error;
    throw new PosthornError('cli.usage', { detail: `${file} is no print stream of Posthorn: ${error.message}` });
  }
  await writeFile(join(out, 'index.jsonl'), `${index.join('\n')}\n`);
  io.out(io.json ? JSON.stringify({ documents: index.length, out }) : `${index.length} documents in ${out}`);
  return 0;
}

async function merge(files: readonly string[], out: string, args: ParsedArgs, io: Io): Promise<number> {
  const grams = Number(textOf(args, 'paper') ?? Number.NaN);
  const handle = await open(out, 'w');
  const index = createWriteStream(`${out}.jsonl`);
  try {
    const writer = createPrintStream((chunk) => handle.writeFile(chunk), {
      title: textOf(args, 'title') ?? basename(out),
      language: 'en',
      duplex: args.values.duplex === true,
      ...(Number.isFinite(grams) ? { paper: { grams } } : {}),
    });
    for (const file of files) {
      io.signal.throwIfAborted();
      try {
        const entry = await writer.append(await readFile(file), { File: basename(file) });
        index.write(`${JSON.stringify({ ...entry, file })}\n`);
      } catch (error) {
        if (!(error instanceof ForeignPdfError)) throw error;
        throw new PosthornError('cli.usage', { detail: `${file}: ${error.message}` });
      }
    }
    const totals = await writer.finish();
    io.out(
      io.json ? JSON.stringify({ ...totals, out }) : `${totals.pieces} documents, ${totals.pages} pages, ${totals.sheets} sheets in ${out}`,
    );
    return 0;
  } finally {
    await handle.close();
    await new Promise((resolve) => index.end(resolve));
  }
}
