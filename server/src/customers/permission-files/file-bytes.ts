import { delimiterOf, EncodingWatch, openCsv, utf16Of } from '../../intake/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import { decryptEntry, encryptEntry } from '../../platform/files/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import type { FileRow } from './types.ts';

/** What of a file is sealed as one. */
const pieceBytes = 1_000_000;
/** The largest file that is taken. */
export const largestFile = 200_000_000;

const keyOfPiece = (id: string, piece: number): string => `permission-files/${id}/${piece}`;

type Stores = Pick<Platform, 'objects' | 'keys'>;

/**
 * Keeps a file as it arrives, sealed under a key of its own, in whole lines; UTF-16 as UTF-8.
 * @throws PosthornError `permission-file.too-large`, and what reading CSV throws
 */
export async function keepBytes(
  { objects, keys }: Stores,
  id: string,
  file: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Pick<FileRow, 'bytes' | 'pieces' | 'format' | 'header'>> {
  const sealing = (await keys.forCustomers([id])).get(id)!;
  const watch = new EncodingWatch();
  let [pieces, size] = [0, 0];
  let first: Buffer | undefined;
  for await (const piece of inPieces(asEightBits(bytes))) {
    size += piece.length;
    if (size > largestFile)
      throw new PosthornError('permission-file.too-large', { detail: `${file} has more than ${largestFile / 1e6} MB.` });
    watch.see(piece);
    first ??= piece;
    await objects.put(keyOfPiece(id, pieces++), encryptEntry(sealing, piece).bytes);
  }
  const start = first ?? Buffer.alloc(0);
  const format = { delimiter: delimiterOf(start.toString('latin1').split(/\r?\n/, 1)[0]!), encoding: watch.encoding } as FileRow['format'];
  const { header } = await openCsv(once(start), file, format);
  return { bytes: size, pieces, format, header };
}

/** The bytes again, piece by piece. @param seen is told after each piece how much of the file is read, 0 to 1 */
export async function* bytesOf(
  { objects, keys }: Stores,
  { id, pieces }: FileRow,
  seen?: (share: number) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const sealing = (await keys.forCustomers([id])).get(id)!;
  for (let piece = 0; piece < pieces; piece++) {
    yield decryptEntry(sealing, await objects.get(keyOfPiece(id, piece)));
    await seen?.((piece + 1) / pieces);
  }
}

/** The first piece alone. */
export const beginningOf = (stores: Stores, row: FileRow): AsyncIterable<Uint8Array> =>
  bytesOf(stores, { ...row, pieces: Math.min(1, row.pieces) });

/** Destroys what was brought. Safe to repeat. */
export async function destroyBytes({ objects, keys }: Stores, id: string): Promise<void> {
  await keys.destroy(id);
  for await (const { key } of objects.list(`permission-files/${id}/`)) await objects.delete(key);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** UTF-16 becomes UTF-8; everything else stays as it is. */
async function* asEightBits(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let start: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of bytes) {
    let some: Uint8Array = chunk;
    if (start !== undefined) {
      start = Buffer.concat([start, chunk]);
      if (start.length < 2) continue;
      const encoding = utf16Of(start);
      decoder = encoding && new TextDecoder(encoding);
      [some, start] = [start, undefined];
    }
    yield decoder === undefined ? some : Buffer.from(decoder.decode(some, { stream: true }));
  }
  if (start !== undefined) yield start;
  if (decoder !== undefined) yield Buffer.from(decoder.decode());
}

/** Pieces that end with a line, of about one size. A line that is longer than a piece is cut. */
async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    held.push(Buffer.from(chunk));
    length += chunk.length;
    if (length < pieceBytes) continue;
    const all = Buffer.concat(held);
    const end = all.lastIndexOf('\n') + 1 || all.length;
    yield all.subarray(0, end);
    held = [all.subarray(end)];
    length = all.length - end;
  }
  if (length > 0) yield Buffer.concat(held);
}
