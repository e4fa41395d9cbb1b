import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';

/**
 * The least that any writer of these bytes has to do: compress at level 1 what differs per document, hash the file, copy it to
 * where it is appended. Takes a document apart into the streams that the writer compressed for it alone: those that another
 * document of the kind does not have byte for byte.
 */
export function floorOf(pdf: Uint8Array, other: Uint8Array): () => Uint8Array {
  const bytes = Buffer.from(pdf);
  const shared = new Set(compressedStreams(Buffer.from(other)).map((stream) => stream.toString('latin1')));
  const own = compressedStreams(bytes)
    .filter((stream) => !shared.has(stream.toString('latin1')))
    .map((stream) => inflateSync(stream));
  const target = Buffer.alloc(64 * 1024 * 1024);
  let at = 0;
  return () => {
    for (const stream of own) deflateSync(stream, { level: 1 });
    createHash('sha256').update(bytes).digest();
    if (at + bytes.length > target.length) at = 0;
    bytes.copy(target, at);
    at += bytes.length;
    return bytes;
  };
}

function compressedStreams(bytes: Buffer): Buffer[] {
  const streams: Buffer[] = [];
  for (const match of bytes
    .toString('latin1')
    .matchAll(
      /<<[^\n]*?\/FlateDecode[^\n]*?\/Length (\d+)[^\n]*?>>\s*stream\r?\n|<<[^\n]*?\/Length (\d+)[^\n]*?\/FlateDecode[^\n]*?>>\s*stream\r?\n/g,
    )) {
    const from = match.index + match[0].length;
    streams.push(bytes.subarray(from, from + Number(match[1] ?? match[2])));
  }
  return streams;
}
