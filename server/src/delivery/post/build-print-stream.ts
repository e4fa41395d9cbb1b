import { PassThrough } from 'node:stream';
import type { PostProduct } from '@posthorn/contract';
import { createPrintStream, ForeignPdfError, type PrintStream } from '@posthorn/engine';
import { customersById } from '../../customers/index.ts';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { communicationsById, findRun, type RunComposed } from '../../production/index.ts';
import { announce } from '../announce.ts';
import { renditionsFor } from '../own-renditions.ts';
import { deliveriesById, insertReceipts, moveDeliveries } from '../store.ts';
import { lettersOf } from './letters/store.ts';
import {
  failStream,
  finishStream,
  type MailPiece,
  type PiecePlace,
  type PrintStreamRow,
  piecesAfter,
  planStream,
  streamsToBuild,
} from './store.ts';

/** Envelopes read at once. */
const sliceSize = 200;

/** Where the two files of a stream lie in the object store. */
export const pdfKey = (streamId: string) => `print-streams/${streamId}.pdf`;
export const indexKey = (streamId: string) => `print-streams/${streamId}.jsonl`;

/** A line of the index beside the stream: what the printer and the inserter need to know of one envelope. */
interface IndexLine {
  readonly sequence: number;
  readonly communicationId: string;
  readonly reference: string;
  readonly customerNumber: string;
  readonly address: readonly string[];
  readonly firstPage: number;
  readonly pages: number;
  readonly sheets: number;
  /** As what it is posted; absent for a plain letter. */
  readonly product?: PostProduct;
  /** All its letters, where there are several: all pages of one, and then of the next, each on sheets of its own. */
  readonly letters?: readonly Pick<IndexLine, 'communicationId' | 'reference' | 'firstPage' | 'pages' | 'sheets'>[];
}

interface Built {
  readonly places: readonly PiecePlace[];
  readonly printed: readonly MailPiece[];
  readonly unreadable: readonly { readonly piece: MailPiece; readonly error: string }[];
}

/**
 * Builds the print stream of the letters of a run that lie in none yet, from the archived PDFs. What it holds, and in which order, is
 * fixed before; so the job can be repeated after a crash and writes the same bytes to the same place. The letters count as printed
 * when the stream and its index are stored.
 */
export async function buildPrintStreams(platform: Platform, { runId, month }: RunComposed, signal: AbortSignal): Promise<void> {
  await transaction(platform.db, { log: platform.log }, (trx) => planStream(trx, runId, month, platform.clock()));
  for (const stream of await streamsToBuild(platform.db, runId)) await buildStream(platform, stream, signal);
}

async function buildStream(platform: Platform, stream: PrintStreamRow, signal: AbortSignal): Promise<void> {
  const run = await findRun(platform.db, stream.runId);
  const pipe = new PassThrough({ highWaterMark: 1024 * 1024 });
  // A build that stops before the store has begun to read would otherwise have its error heard by nobody, which ends the process.
  pipe.on('error', () => {});
  const writer = createPrintStream((bytes) => drained(pipe, bytes), {
    title: run?.name ?? stream.runId,
    language: 'en',
    duplex: platform.config.printDuplex,
    now: stream.createdAt.toISOString(),
  });
  const stored = platform.objects.put(pdfKey(stream.id), pipe, { mediaType: 'application/pdf' });
  // The failure that counts is that of the writing below; this one follows from it.
  stored.catch(() => {});
  const lines: IndexLine[] = [];
  try {
    const built = await appendAll(platform, stream, writer, lines, signal);
    if (built.printed.length === 0) {
      pipe.destroy(new Error('no letter could be read'));
      await settle(platform, stream, built, undefined);
      return;
    }
    const totals = await writer.finish();
    pipe.end();
    const { sha256 } = await stored;
    await platform.objects.put(indexKey(stream.id), indexOf(lines), { mediaType: 'application/jsonl' });
    await settle(platform, stream, built, { ...totals, sha256 });
  } catch (error) {
    pipe.destroy(error as Error);
    throw error;
  }
}

async function appendAll(
  platform: Platform,
  stream: PrintStreamRow,
  writer: PrintStream,
  lines: IndexLine[],
  signal: AbortSignal,
): Promise<Built> {
  const built = { places: [] as PiecePlace[], printed: [] as MailPiece[], unreadable: [] as { piece: MailPiece; error: string }[] };
  for (let last = 0; ; ) {
    const pieces = await piecesAfter(platform.db, stream.id, last, sliceSize);
    if (pieces.length === 0) return built;
    last = pieces.at(-1)!.sequence;
    const facts = await factsOf(platform, pieces);
    for (const envelope of Map.groupBy(pieces, (piece) => piece.sequence).values()) {
      signal.throwIfAborted();
      const line = await appendEnvelope(writer, envelope, facts, built);
      if (line !== undefined) lines.push(line);
    }
  }
}

/** @returns its line of the index; nothing when none of its letters could be read */
async function appendEnvelope(
  writer: PrintStream,
  envelope: readonly MailPiece[],
  facts: Awaited<ReturnType<typeof factsOf>>,
  built: { readonly places: PiecePlace[]; readonly printed: MailPiece[]; readonly unreadable: { piece: MailPiece; error: string }[] },
): Promise<IndexLine | undefined> {
  const letters: (NonNullable<IndexLine['letters']>[number] & Pick<IndexLine, 'customerNumber' | 'address' | 'product'>)[] = [];
  for (const piece of envelope) {
    const { sequence, position, communicationId } = piece;
    const { reference, customerNumber, product, letter } = facts(piece);
    try {
      const pdf = await letter();
      // Letters in one envelope are told by its number.
      const together = envelope.length > 1 ? { Envelope: String(sequence) } : {};
      const { firstPage, pages, sheets } = await writer.append(pdf, { Reference: reference, Customer: customerNumber, ...together });
      built.places.push({ sequence, position, firstPage, pages, sheets });
      built.printed.push(piece);
      const special = product === 'letter' ? {} : { product };
      letters.push({
        communicationId,
        reference,
        customerNumber,
        address: piece.address.split('\n'),
        firstPage,
        pages,
        sheets,
        ...special,
      });
    } catch (error) {
      if (!isFinal(error)) throw error;
      built.unreadable.push({ piece, error: error.message });
    }
  }
  const [first] = letters;
  if (first === undefined) return undefined;
  const sum = (of: 'pages' | 'sheets') => letters.reduce((total, one) => total + one[of], 0);
  const line = { sequence: envelope[0]!.sequence, ...first, pages: sum('pages'), sheets: sum('sheets') };
  if (letters.length === 1) return line;
  return { ...line, letters: letters.map(({ customerNumber: _number, address: _address, product: _product, ...one }) => one) };
}

/** What is known of some pieces, read with a few queries. */
async function factsOf(platform: Platform, pieces: readonly MailPiece[]) {
  const ids = pieces.map((one) => one.communicationId);
  const communications = new Map((await communicationsById(platform.db, ids)).map((one) => [one.id, one]));
  const deliveries = new Map(
    (
      await deliveriesById(
        platform.db,
        pieces.map((one) => one.deliveryId),
      )
    ).map((one) => [one.id, one]),
  );
  const renditions = await renditionsFor(platform.db, [...deliveries.values()]);
  const customers = await customersById(platform, [...new Set(pieces.map((one) => one.customerId))]);
  const letters = await lettersOf(platform.db, [...deliveries.keys()]);
  return ({ deliveryId, communicationId, customerId }: MailPiece) => ({
    reference: communications.get(communicationId)?.reference ?? '',
    customerNumber: customers.get(customerId)?.number ?? '',
    product: letters.get(deliveryId)?.product ?? 'letter',
    letter: async () => {
      const delivery = deliveries.get(deliveryId);
      const place = delivery && renditions(delivery).get('pdf');
      if (place === undefined) throw new PosthornError('rendition.not-found', { detail: 'The communication has no letter.' });
      return platform.packs.read(place, customerId);
    },
  });
}

/** Whether only this letter is at fault, for good. Anything else fails the job, which is tried again. */
function isFinal(error: unknown): error is Error {
  if (error instanceof ForeignPdfError) return true;
  const codes = ['pack.key-destroyed', 'pack.damaged', 'object.not-found', 'rendition.not-found'];
  return error instanceof PosthornError && codes.includes(error.code);
}

async function settle(
  platform: Platform,
  stream: PrintStreamRow,
  { places, printed, unreadable }: Built,
  totals: Parameters<typeof finishStream>[3] | undefined,
): Promise<void> {
  const now = platform.clock();
  const ids = (pieces: readonly MailPiece[]) => pieces.map((one) => ({ id: one.deliveryId, month: one.month }));
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    if (totals === undefined) await failStream(trx, stream.id, unreadable[0]?.error ?? 'there are no letters');
    else if (!(await finishStream(trx, stream, places, totals, now))) return;
    const changes = await moveDeliveries(trx, ids(printed), { from: 'queued', to: 'printed' }, now);
    const sequences = new Map(printed.map((one) => [one.deliveryId, one.sequence]));
    const receipts = changes.map(({ deliveryId, month }) => ({
      ...{ deliveryId, month, kind: 'printed' },
      detail: `mail piece ${sequences.get(deliveryId)} of print stream ${stream.number}`,
    }));
    for (const { piece, error } of unreadable) {
      changes.push(...(await moveDeliveries(trx, ids([piece]), { from: 'queued', to: 'failed', error }, now)));
      receipts.push({ deliveryId: piece.deliveryId, month: piece.month, kind: 'failed', detail: error });
    }
    await insertReceipts(trx, receipts, now);
    await announce(platform, trx, changes);
  });
  platform.log.info({ runId: stream.runId, mailPieces: printed.length, ...totals }, 'print stream is ready');
}

async function* indexOf(lines: readonly IndexLine[]): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < lines.length; at += 1000) {
    const text = lines.slice(at, at + 1000).map((line) => `${JSON.stringify(line)}\n`);
    yield Buffer.from(text.join(''));
  }
}

/** Writes, and waits while the other end is slower. */
async function drained(pipe: PassThrough, bytes: Uint8Array): Promise<void> {
  if (pipe.destroyed) throw pipe.errored ?? new Error('the print stream could not be stored');
  if (pipe.write(bytes)) return;
  await new Promise<void>((resolve, reject) => {
    const done = () => {
      pipe.off('drain', done);
      pipe.off('close', done);
      if (pipe.destroyed) reject(pipe.errored ?? new Error('the print stream could not be stored'));
      else resolve();
    };
    pipe.on('drain', done);
    pipe.on('close', done);
  });
}
