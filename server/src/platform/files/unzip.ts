import { inflateRawSync } from 'node:zlib';

/** What is wrong with an archive, as the end of a sentence. */
export class UnzipError extends Error {
  override readonly name = 'UnzipError';
}

/** How much of an archive is taken. */
export interface ZipLimits {
  /** Of all files together when they are unpacked. */
  readonly bytes: number;
  readonly files: number;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  /** Bytes as they lie in the archive. */
  readonly packed: number;
  /** Where its own header begins. */
  readonly at: number;
}

const [localHeader, centralHeader, endOfDirectory, end64, locator64] = [0x04034b50, 0x02014b50, 0x06054b50, 0x06064b50, 0x07064b50];
/** A comment may follow the end of the directory. */
const longestComment = 0xffff;
const [endBytes, locatorBytes, centralBytes, localBytes] = [22, 20, 46, 30];

/**
 * Unpacks a ZIP archive that somebody sent. Nothing that it says of sizes is believed: its files get the room that is left of `limits.bytes` and no
 * more, and no byte of it is unpacked twice, so what swells costs neither time nor memory. Names are as the archive has them: who makes files of
 * them looks at them first.
 * @param wanted which files are unpacked; folders are left out
 * @throws UnzipError
 */
export function unzip(archive: Uint8Array, limits: ZipLimits, wanted: (name: string) => boolean = () => true): Map<string, Uint8Array> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const found = new Map<string, Uint8Array>();
  let [room, packed] = [limits.bytes, 0];
  for (const entry of entriesOf(archive, view, limits.files)) {
    if (entry.name.endsWith('/') || !wanted(entry.name)) continue;
    packed += entry.packed;
    if (packed > archive.length) throw new UnzipError('its files lie in each other');
    const bytes = unpack(archive, view, entry, room);
    room -= bytes.length;
    found.set(entry.name, bytes);
  }
  return found;
}

function entriesOf(archive: Uint8Array, view: DataView, most: number): Entry[] {
  const { count, start } = directoryOf(view);
  if (count > most) throw new UnzipError(`it holds more than ${most} files`);
  const entries: Entry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + centralBytes > view.byteLength || view.getUint32(at, true) !== centralHeader) throw damaged();
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [number, number, number];
    const flags = view.getUint16(at + 8, true);
    const nameEnd = at + centralBytes + name;
    if (nameEnd + extra > view.byteLength) throw damaged();
    entries.push({
      name: Buffer.from(archive.subarray(at + centralBytes, nameEnd)).toString((flags & 0x800) === 0 ? 'latin1' : 'utf8'),
      method: view.getUint16(at + 10, true),
      encrypted: (flags & 1) !== 0,
      ...placeOf(view, at, nameEnd, nameEnd + extra),
    });
    at = nameEnd + extra + comment;
  }
  return entries;
}

/** Where the directory begins and how many files it names; the larger form (ZIP64) where the smaller one says so. */
function directoryOf(view: DataView): { count: number; start: number } {
  const first = Math.max(0, view.byteLength - endBytes - longestComment);
  let end = view.byteLength - endBytes;
  while (end >= first && view.getUint32(end, true) !== endOfDirectory) end--;
  if (end < first) throw new UnzipError('it is no ZIP archive');
  const [count, start] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  if (count !== 0xffff && start !== 0xffffffff) return { count, start };
  const locator = end - locatorBytes;
  if (locator < 0 || view.getUint32(locator, true) !== locator64) return { count, start };
  const larger = Number(view.getBigUint64(locator + 8, true));
  if (larger + 56 > view.byteLength || view.getUint32(larger, true) !== end64) throw damaged();
  return { count: Number(view.getBigUint64(larger + 32, true)), start: Number(view.getBigUint64(larger + 48, true)) };
}

/** Size and place of a file; from the extra field of ZIP64 where they do not fit into 32 bits. */
function placeOf(view: DataView, header: number, extra: number, extraEnd: number): Pick<Entry, 'packed' | 'at'> {
  const small = [24, 20, 42].map((place) => view.getUint32(header + place, true)) as [number, number, number];
  if (!small.includes(0xffffffff)) return { packed: small[1], at: small[2] };
  for (let at = extra; at + 4 <= extraEnd; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    const [, packed, place] = small.map((value) => {
      if (value !== 0xffffffff) return value;
      if (next + 8 > extraEnd) throw damaged();
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    }) as [number, number, number];
    return { packed, at: place };
  }
  throw damaged();
}

function unpack(archive: Uint8Array, view: DataView, { at, packed, method, encrypted }: Entry, room: number): Uint8Array {
  if (encrypted) throw new UnzipError('it is encrypted');
  if (at + localBytes > view.byteLength || view.getUint32(at, true) !== localHeader) throw damaged();
  const start = at + localBytes + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + packed > archive.length) throw damaged();
  const bytes = archive.subarray(start, start + packed);
  if (method === 0) {
    if (bytes.length > room) throw tooLarge();
    return bytes.slice();
  }
  if (method !== 8) throw new UnzipError(`it is packed in a way that is not read here (${method})`);
  try {
    // Nothing at all cannot be asked for.
    const unpacked = inflateRawSync(bytes, { maxOutputLength: Math.max(1, room) });
    if (unpacked.length > room) throw tooLarge();
    return unpacked;
  } catch (error) {
    if (error instanceof UnzipError) throw error;
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : damaged();
  }
}

const tooLarge = (): UnzipError => new UnzipError('it is too large when it is unpacked');
const damaged = (): UnzipError => new UnzipError('it is damaged');
