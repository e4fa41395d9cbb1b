import { gunzipSync } from 'node:zlib';
import { unzip } from '../../platform/files/index.ts';
import { Unreadable } from './types.ts';

/** Bytes of a report when it is unpacked: those of the largest senders have some hundred kilobytes. A file that swells beyond is none. */
const mostBytes = 10_000_000;
/** What a ZIP with a report may hold besides. */
const mostEntries = 100;

/** A report out of its file: plain, gzip, or the one file in a ZIP. @throws Unreadable when it is damaged or swells beyond all measure */
export function unpack(bytes: Uint8Array): string {
  return new TextDecoder().decode(plain(bytes)).replace(/^\uFEFF/, '');
}

function plain(bytes: Uint8Array): Uint8Array {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes, { maxOutputLength: mostBytes });
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return onlyFile(bytes);
  } catch (cause) {
    throw cause instanceof Unreadable ? cause : new Unreadable(`it cannot be unpacked: ${(cause as Error).message}`);
  }
  if (bytes.length > mostBytes) throw new Unreadable('it is too large');
  return bytes;
}

/** The first file is taken before a second is unpacked. */
function onlyFile(bytes: Uint8Array): Uint8Array {
  let taken = false;
  const first = (name: string): boolean => {
    if (taken || name.endsWith('/')) return false;
    taken = true;
    return true;
  };
  const [file] = unzip(bytes, { bytes: mostBytes, files: mostEntries }, first).values();
  if (file === undefined) throw new Unreadable('the ZIP is empty');
  return file;
}
