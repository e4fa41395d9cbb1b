import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
// Not through the room's face, which brings the server along.
import { bundleFromFolder } from '../../content/bundle-from-folder.ts';
import type { TemplateFolder } from '../../content/types.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Command, Io, ParsedArgs } from '../command.ts';
import { requiredText, textOf, wholeOf } from '../common-options.ts';
import { composeAgain } from '../compose/compose-again.ts';
import { composeRecords, type Outcome, TemplateFaults } from '../compose/compose-records.ts';
import type { FileFormat } from '../compose/messages.ts';
import { fileOutput, type Output, printStreamOutput } from '../compose/outputs.ts';
import { type AnswersFile, readAnswers, unusedAnswers } from '../compose/read-answers.ts';
import { readRaw } from '../compose/read-data.ts';
import { createProgress } from '../progress.ts';

const formats: readonly FileFormat[] = ['pdf', 'png', 'docx', 'email', 'text', 'html', 'sms', 'chat', 'push'];
/** Records that could not be composed are shown one by one up to this number. */
const shownFailures = 20;

export const compose: Command = {
  name: 'compose',
  usage: 'TEMPLATE --data FILE --out DIR',
  description: `TEMPLATE is a template.json (or its folder) with brand.json and blocks/ beside it. FILE is JSON Lines, JSON (.json) or CSV
(.csv). Each document is a file named by its reference; with --single-stream all are one print-stream.pdf, with
print-stream.jsonl telling whose pages are where. Records that cannot be composed are named on standard error: exit code 1.`,
  options: {
    data: { type: 'string', value: 'FILE', meaning: 'records: JSON Lines, JSON or CSV' },
    out: { type: 'string', value: 'DIR', meaning: 'where to write; made if it is not there' },
    answers: {
      type: 'string',
      value: 'FILE',
      meaning: 'what clerks say to the zones of an interactive template: JSON Lines, by order or document number',
    },
    format: {
      type: 'string',
      value: 'FORMAT',
      meaning: 'pdf (default), png (a picture of each page), docx, email, text, html, sms, chat or push',
    },
    'single-stream': { type: 'boolean', meaning: 'one print stream instead of a file per record (pdf only)' },
    watch: { type: 'boolean', meaning: 'compose again whenever the template, its blocks, brand or the data change; Ctrl-C ends it' },
    jobs: { type: 'string', value: 'N', meaning: 'threads (default: one per processor, fewer for little data)' },
  },
  async run(args, io) {
    const [path, ...rest] = args.positionals;
    if (path === undefined || rest.length > 0) throw new PosthornError('cli.usage', { detail: 'Give one template.' });
    const request = {
      path,
      data: requiredText(args, 'data'),
      out: requiredText(args, 'out'),
      answers: textOf(args, 'answers'),
      format: formatOf(args),
      single: args.values['single-stream'] === true,
      jobs: wholeOf(args, 'jobs', 1),
    };
    if (request.single && request.format !== 'pdf')
      throw new PosthornError('cli.usage', { detail: '--single-stream goes with --format pdf only.' });
    if (args.values.watch !== true) return await composeOnce(request, io);
    const folder = (await stat(path).catch(() => undefined))?.isDirectory() ? path : dirname(path);
    for (const place of [folder, dirname(request.data)]) {
      if (!(await stat(place).catch(() => undefined))?.isDirectory())
        throw new PosthornError('content.folder-missing', { detail: `There is no folder ${place} to watch.` });
    }
    return await composeAgain({ folder, file: request.data, except: request.out }, () => composeOnce(request, io), io);
  },
};

interface Request {
  readonly path: string;
  readonly data: string;
  readonly out: string;
  readonly answers: string | undefined;
  readonly format: FileFormat;
  readonly single: boolean;
  readonly jobs: number | undefined;
}

async function composeOnce(request: Request, io: Io): Promise<number> {
  const template = await bundleFromFolder(request.path);
  if (request.single) tellOfSheets(template, io);
  const answers = request.answers === undefined ? undefined : await readAnswers(request.answers);
  const output = await (request.single ? printStreamOutput : fileOutput)(request.out).catch((error: unknown) => {
    throw explainedWrite(error, request.out);
  });
  const jobs = request.jobs ?? (await jobsFor(request.data));
  const making = { format: request.format, parts: output.parts, answers };
  const outcomes = composeRecords(template, making, readRaw(request.data, template.bundle.template.data), {
    jobs,
    signal: io.signal,
  });
  try {
    return await writeAll(outcomes, output, io, answers);
  } catch (error) {
    await output.abandon();
    if (!(error instanceof TemplateFaults)) throw explainedWrite(error, request.out);
    const { diagnostics } = error;
    // It brings the engine along, which otherwise only those load who compose.
    const { describeDiagnostic } = await import('../check/describe-diagnostic.ts');
    for (const fault of diagnostics) io.err(describeDiagnostic(fault, template));
    const many = diagnostics.length === 1 ? '' : 's';
    throw new PosthornError('content.has-errors', { detail: `${request.path} has ${diagnostics.length} error${many}.` });
  }
}

/** In a print stream of one-page cards most of each sheet would stay empty: to be known before paper is used. A booklet is one document. */
function tellOfSheets({ bundle }: TemplateFolder, io: Io): void {
  const imposition = bundle.template.letter?.imposition;
  if (imposition === undefined || imposition.order === 'booklet') return;
  io.err(
    'posthorn: Every document begins a sheet of its own: "imposition" puts the pages of one document side by side, not those of several.',
  );
  io.err(
    '  To fill the sheets with many, make them one record whose list is repeated, with a section for each (docs/reference/layout.md).',
  );
}

/** What keeps us from writing is for the user to mend: no room, no right, a file where a folder should be. */
function explainedWrite(error: unknown, out: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR', 'EFBIG'].includes(code ?? '')) return error;
  return new PosthornError('output.not-writable', { detail: `${out} cannot be written: ${message}.`, cause: error });
}

function formatOf(args: ParsedArgs): FileFormat {
  const format = textOf(args, 'format') ?? 'pdf';
  if (!formats.includes(format as FileFormat))
    throw new PosthornError('cli.usage', { detail: `--format is one of ${formats.join(', ')}, not "${format}".` });
  return format as FileFormat;
}

/** Bytes of data, some tens of records, that are composed before a thread would be ready. */
const littleData = 50_000;

/** A thread takes half a second to get ready: little data needs only one, very little needs none. */
async function jobsFor(path: string): Promise<number> {
  const bytes = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (bytes <= littleData) return 0;
  return Math.max(1, Math.min(availableParallelism(), Math.ceil(bytes / 300_000)));
}

async function writeAll(outcomes: AsyncIterable<Outcome>, output: Output, io: Io, answers?: AnswersFile): Promise<number> {
  const began = performance.now();
  const progress = createProgress('composed', 'documents');
  const totals = { documents: 0, pages: 0, failed: 0 };
  const seen = new Set<string>();
  let records = 0;
  for await (const { number, place, composed } of outcomes) {
    if (!('diagnostics' in composed)) {
      await output.add(composed, number);
      totals.documents++;
      totals.pages += composed.pages;
    } else {
      if (totals.failed++ < shownFailures) for (const diagnostic of composed.diagnostics) io.err(`${place}: ${oneLine(diagnostic)}`);
    }
    if (answers !== undefined && composed.reference !== undefined) seen.add(composed.reference);
    records = number;
    progress.update(number);
  }
  const unused = answers === undefined ? [] : unusedAnswers(answers, records, seen);
  for (const problem of unused.slice(0, shownFailures)) io.err(`answers ${problem}`);
  const bytes = await output.end();
  progress.end(totals.failed > 0 ? `${totals.failed} failed` : '');
  const seconds = Math.round(performance.now() - began) / 1000;
  if (totals.failed > shownFailures) io.err(`… and ${totals.failed - shownFailures} more records that could not be composed.`);
  if (io.json) io.out(JSON.stringify({ documents: totals.documents, pages: totals.pages, bytes, seconds, failed: totals.failed }));
  return totals.failed + unused.length > 0 ? 1 : 0;
}

function oneLine({
  severity,
  code,
  message,
  place,
  hint,
}: {
  severity: string;
  code: string;
  message: string;
  place: { pointer: string };
  hint?: string;
}): string {
  return `${severity} ${code}: ${message}${place.pointer ? ` (${place.pointer})` : ''}${hint ? ` Hint: ${hint}` : ''}`;
}
