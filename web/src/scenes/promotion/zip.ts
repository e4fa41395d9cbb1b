/** A file to be packed. */
export interface Packed {
  /** With `/` between folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** 1 January 1980: what is packed has no time, so that the same files are the same archive. */
const NO_TIME = [0, 0x21] as const;
/** Names are UTF-8. */
const UTF8 = 0x0800;

/** A ZIP archive of files as they are (APPNOTE 4.3), for folders that are sent to the server. */
export function zipOf(files: readonly Packed[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const { name, bytes } of files) {
    const path = new TextEncoder().encode(name);
    const what = [20, UTF8, 0, ...NO_TIME, crc32(bytes), bytes.length, bytes.length, path.length, 0] as const;
    const local = record(0x04034b50, 'SSSSSLLLSS', what);
    parts.push(local, path, new Uint8Array(bytes));
    directory.push(record(0x02014b50, 'SSSSSSLLLSSSSSLL', [20, ...what, 0, 0, 0, 0, at]), path);
    at += local.length + path.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = record(0x06054b50, 'SSSSLLS', [0, 0, files.length, files.length, size, at, 0]);
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}

/** Numbers of two (`S`) or four (`L`) bytes after a signature, little-endian. */
function record(signature: number, form: string, values: readonly number[]): Uint8Array<ArrayBuffer> {
  const sizes = [...form].map((kind) => (kind === 'S' ? 2 : 4));
  const bytes = new Uint8Array(4 + sizes.reduce((sum, size) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  let at = 4;
  sizes.forEach((size, i) => {
    if (size === 2) view.setUint16(at, values[i]!, true);
    else view.setUint32(at, values[i]!, true);
    at += size;
  });
  return bytes;
}
