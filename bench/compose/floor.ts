import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';

/**
 * The least that any writer of these bytes has to do: compress what differs per document, hash the file, append it. Takes a
 * document apart into the streams that the writer compressed for it alone.
 */
export function floorOf(pdf: Uint8Array, sharedObjects: number): () => Uint8Array {
  const bytes = Buffer.from(pdf);
  const streams: Buffer[] = [];
  for (const match of bytes.toString('latin1').matchAll(/\n(\d+) 0 obj\n<<[^\n]*\/FlateDecode[^\n]*\/Length (\d+)>>\nstream\n/g)) {
    const from = match.index + match[0].length;
    if (Number(match[1]) >= sharedObjects) streams.push(inflateSync(bytes.subarray(from, from + Number(match[2]))));
  }
  return () => {
    for (const stream of streams) deflateSync(stream, { level: 2 });
    createHash('sha256').update(bytes).digest();
    return new Uint8Array(bytes);
  };
}
