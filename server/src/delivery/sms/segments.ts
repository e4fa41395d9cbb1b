import { septetsOf } from './gsm7.ts';

/** What a part may hold: 140 bytes, of which a header takes 6 when there are several (3GPP TS 23.040, 9.2.3.24.1). */
const limits = {
  gsm7: { single: 160, part: 153 },
  ucs2: { single: 70, part: 67 },
} as const;

/** A text as it goes out: in one alphabet, cut into parts. */
export interface Segmented {
  readonly encoding: keyof typeof limits;
  /** Bytes of each part: a septet in each byte, or UTF-16 in network order. */
  readonly parts: readonly Buffer[];
}

/** Cuts a text into parts, never within a character: neither an escape sequence nor a surrogate pair is torn. */
export function segmented(text: string): Segmented {
  const septets = septetsOf(text);
  if (septets !== undefined) return { encoding: 'gsm7', parts: cut(septets, limits.gsm7).map((part) => Buffer.from(part)) };
  const units = [...text].map((character) => Array.from({ length: character.length }, (_, at) => character.charCodeAt(at)));
  return { encoding: 'ucs2', parts: cut(units, limits.ucs2).map(bigEndian) };
}

export const segmentsOf = (text: string): number => segmented(text).parts.length;

function cut(characters: readonly (readonly number[])[], { single, part }: { readonly single: number; readonly part: number }): number[][] {
  const length = characters.reduce((sum, one) => sum + one.length, 0);
  if (length <= single) return [characters.flat()];
  const parts: number[][] = [[]];
  for (const character of characters) {
    if (parts.at(-1)!.length + character.length > part) parts.push([]);
    parts.at(-1)!.push(...character);
  }
  return parts;
}

function bigEndian(units: readonly number[]): Buffer {
  const bytes = Buffer.alloc(units.length * 2);
  for (const [at, unit] of units.entries()) bytes.writeUInt16BE(unit, at * 2);
  return bytes;
}
