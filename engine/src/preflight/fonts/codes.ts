import type { CodespaceRange } from './cmap-file.ts';

/** A character code as it stands in a string. */
export interface Code {
  readonly code: number;
  /** Bytes that it takes. */
  readonly length: number;
}

/** Whether each byte of the code lies between those of the range. */
function inRange(code: number, range: CodespaceRange): boolean {
  for (let shift = 0; shift < range.length; shift++) {
    const divisor = 256 ** shift;
    const byte = Math.floor(code / divisor) % 256;
    if (byte < Math.floor(range.low / divisor) % 256 || byte > Math.floor(range.high / divisor) % 256) return false;
  }
  return true;
}

/**
 * Cuts a string of a composite font into codes (ISO 32000-1, 9.7.6.3). Bytes that fit no codespace are taken in the length of the
 * shortest codespace.
 */
export function* cutCodes(bytes: Uint8Array, codespaces: readonly CodespaceRange[]): Iterable<Code> {
  const shortest = codespaces.reduce((least, range) => Math.min(least, range.length), 4);
  const fallback = codespaces.length === 0 ? 2 : shortest;
  const twoBytes = codespaces.length === 1 && shortest === 2 && codespaces[0]!.low === 0 && codespaces[0]!.high === 0xffff;
  for (let at = 0; at < bytes.length; ) {
    const code = twoBytes ? undefined : codeAt(bytes, at, codespaces);
    const length = code?.length ?? Math.min(fallback, bytes.length - at);
    yield code ?? { code: numberOf(bytes, at, length), length };
    at += length;
  }
}

function codeAt(bytes: Uint8Array, at: number, codespaces: readonly CodespaceRange[]): Code | undefined {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    const code = numberOf(bytes, at, length);
    if (codespaces.some((range) => range.length === length && inRange(code, range))) return { code, length };
  }
  return undefined;
}

function numberOf(bytes: Uint8Array, at: number, length: number): number {
  let code = 0;
  for (let step = 0; step < length; step++) code = code * 256 + bytes[at + step]!;
  return code;
}
