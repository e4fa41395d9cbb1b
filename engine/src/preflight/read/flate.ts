import { Inflate } from 'fflate';

/** Pushed at once; bounds what one push can swell to. */
const SLICE = 16 * 1024;

/**
 * Inflates zlib data as far as they can be read: damaged or cut-off data give what came before the damage.
 * @param limit longest result; what is longer is cut off with a fault
 */
export function inflateLeniently(bytes: Uint8Array, limit: number): { bytes: Uint8Array; fault?: string } {
  const hasHeader = bytes.length >= 2 && (bytes[0]! & 0x0f) === 8 && ((bytes[0]! << 8) | bytes[1]!) % 31 === 0;
  const chunks: Uint8Array[] = [];
  let length = 0;
  let fault: string | undefined = hasHeader ? undefined : 'the data have no zlib header';
  const inflater = new Inflate((chunk) => {
    chunks.push(chunk);
    length += chunk.length;
  });
  try {
    for (let at = hasHeader ? 2 : 0; at < bytes.length && length <= limit; at += SLICE) inflater.push(bytes.subarray(at, at + SLICE));
  } catch {
    fault = 'the compressed data are damaged';
  }
  if (length > limit) fault = `the data are longer than ${limit} bytes`;
  const out = new Uint8Array(Math.min(length, limit));
  let at = 0;
  for (const chunk of chunks) {
    if (at >= out.length) break;
    out.set(chunk.subarray(0, out.length - at), at);
    at += chunk.length;
  }
  return fault === undefined ? { bytes: out } : { bytes: out, fault };
}
