import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { Unreadable } from './types.ts';

/** Bytes of a report when it is unpacked: those of the largest senders have some hundred kilobytes. A file that swells beyond is none. */
const mostBytes = 10_000_000;

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

/** The first file is taken before a second is unpacked; the size that it says it has is all that it gets. */
function onlyFile(bytes: Uint8Array): Uint8Array {
  let taken = false;
  const files = Object.values(
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (taken || name.endsWith('/')) return false;
        if (originalSize > mostBytes) throw new Unreadable('it is too large when it is unpacked');
        taken = true;
        return true;
      },
    }),
  );
  if (files[0] === undefined) throw new Unreadable('the ZIP is empty');
  return files[0];
}
