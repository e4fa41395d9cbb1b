import { on } from 'node:events';
import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { CompositionError, compile, type DataRecord, type Diagnostic, type Program, type SharedResources } from '@posthorn/engine';
import type { Answer, Composed, FileFormat, Readiness, Task, ThreadData } from './messages.ts';
import { unreadable } from './unreadable.ts';

/** What a line that is no record has instead of one. */
class Unreadable {
  readonly problem: string;
  constructor(problem: string) {
    this.problem = problem;
  }
}

/** A thread that compiles the template once and composes what it is sent. */
const { bundle, format, single } = workerData as ThreadData;
const port = parentPort!;
/** Names of what pieces of a print stream share that the other end has. */
const sent = new Set<string>();
const formats = format === 'email' ? (['email', 'pdf'] as const) : [format === 'png' ? 'pdf' : format];
const program = await compile(bundle, { formats }).catch((error: unknown) => {
  if (!(error instanceof CompositionError)) throw error;
  port.postMessage({ faults: error.diagnostics.filter(({ severity }) => severity === 'error') } satisfies Readiness);
});
// The thread will be ended from outside, which would lose what was compiled.
flushCompileCache();
if (program !== undefined) await work(program);

/** One task after the other: composing e-mail waits in between. */
async function work(ready: Program): Promise<void> {
  port.postMessage({ faults: [] } satisfies Readiness);
  for await (const [task] of on(port, 'message')) await perform(ready, task as Task);
}

async function perform(ready: Program, task: Task): Promise<void> {
  const answer: Composed[] = [];
  for (const source of task) {
    const record = typeof source === 'string' ? parsed(source) : source;
    answer.push(record instanceof Unreadable ? unreadable(record.problem) : await composed(ready, record, format));
  }
  const buffers = answer.flatMap((one) =>
    'bytes' in one ? [one.bytes, ...(one.pictures ?? [])].map(({ buffer }) => buffer as ArrayBuffer) : [],
  );
  port.postMessage(answer satisfies Answer, [...new Set(buffers)]);
}

function parsed(json: string): DataRecord | Unreadable {
  try {
    const value: unknown = JSON.parse(json);
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isRecord ? (value as DataRecord) : new Unreadable('It is not a JSON object.');
  } catch (error) {
    return new Unreadable(`It is not valid JSON: ${(error as Error).message}.`);
  }
}

async function composed(program: Program, record: DataRecord, wanted: FileFormat): Promise<Composed> {
  try {
    const rendition = program.compose(record, wanted === 'png' ? 'pdf' : wanted, single ? { forPrintStream: true } : {});
    const about = { reference: program.reference(record), language: rendition.language, pages: 0, title: '' };
    switch (rendition.format) {
      case 'pdf':
        return {
          ...{ ...about, pages: rendition.pages, title: rendition.title, bytes: owned(rendition.bytes) },
          ...newlyShared(rendition.shared),
          ...(wanted === 'png' ? { pictures: await pictures(rendition.bytes) } : undefined),
        };
      case 'docx':
        return { ...about, title: rendition.title, bytes: owned(rendition.bytes) };
      case 'html':
        return { ...about, title: rendition.title, bytes: owned(Buffer.from(rendition.html)) };
      case 'email':
        return { ...about, title: rendition.subject, bytes: owned(await message(program, record, rendition)) };
      case 'chat': {
        const images = rendition.images.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) }));
        return {
          ...about,
          title: rendition.message.title,
          bytes: owned(Buffer.from(`${JSON.stringify(rendition.message, null, 2)}\n`)),
          images,
        };
      }
      default:
        return { ...about, bytes: owned(Buffer.from(rendition.text)) };
    }
  } catch (error) {
    if (error instanceof CompositionError) return { diagnostics: error.diagnostics };
    const fault: Diagnostic = {
      severity: 'error',
      code: 'engine.fault',
      message: `The engine failed on this record: ${(error as Error).message}`,
      place: { part: 'data', pointer: '' },
      hint: 'This is a fault in Posthorn; please report it with the template and the record.',
    };
    return { diagnostics: [fault] };
  }
}

function newlyShared(shared: SharedResources | undefined): { shared: SharedResources } | undefined {
  if (shared === undefined || sent.has(shared.name)) return undefined;
  sent.add(shared.name);
  return { shared };
}

/** The pages of a PDF as PNG; what draws them is loaded when it is first asked for. */
async function pictures(pdf: Uint8Array): Promise<Uint8Array[]> {
  const { pagePictures } = await import('@posthorn/engine/preview');
  return (await pagePictures(pdf)).map(({ png }) => owned(png));
}

/** Bytes alone in their buffer, so that the buffer can move to the other thread. */
function owned(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}

type Email = Extract<ReturnType<Program['compose']>, { format: 'email' }>;

/** The e-mail as a file that mail programs open, without sender and recipient: who that is, is for delivery to say. */
async function message(program: Program, record: DataRecord, email: Email): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const letter = email.attachLetter ? program.compose(record, 'pdf') : undefined;
  const attachments = email.inlineImages.map(({ cid, mediaType, bytes }) => ({
    cid,
    contentType: mediaType,
    content: Buffer.from(bytes),
    filename: false as const,
  }));
  const attached =
    letter?.format === 'pdf'
      ? [{ filename: `${letter.title}.pdf`, contentType: 'application/pdf', content: Buffer.from(letter.bytes) }]
      : [];
  const { subject, html, text } = email;
  return await new MailComposer({ subject, html, text, attachments: [...attachments, ...attached] }).compile().build();
}
