import { isId } from '../platform/db/index.ts';

/*
 * What stands in the DataMatrix of a letter: which record of which run it was composed of, and so which communication it is. It names nobody, is the
 * same whenever the letter is composed again, and has only characters that a DataMatrix packs three into two bytes.
 *
 *     PH · base32 (RFC 4648, without padding) of: run 16 bytes · record 6 bytes · copy 4 bits, 0 for the original
 */

/** The slot of a brand's pages that takes the code. */
export const letterSlot = 'communication';

const prefix = 'PH';
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const bytesInCode = 22;
/** Of the 36 characters, the last has one bit of the record and the four of the copy. */
const form = new RegExp(`^${prefix}[A-Z2-7]{36}$`);

/** What a letter is made from. */
export interface LetterOrigin {
  readonly runId: string;
  readonly recordId: string;
  /** 0 for what goes to the addressee, from 1 on for copies. */
  readonly copy: number;
}

export function letterCode({ runId, recordId, copy = 0 }: Omit<LetterOrigin, 'copy'> & { readonly copy?: number }): string {
  const bytes = Buffer.alloc(bytesInCode);
  bytes.write(runId.replaceAll('-', ''), 'hex');
  bytes.writeUIntBE(Number(recordId), 16, 6);
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  bits = (bits << 4n) | BigInt(copy);
  let code = '';
  for (let at = 0; at < 36; at++) code = alphabet[Number((bits >> BigInt(at * 5)) & 31n)] + code;
  return prefix + code;
}

/** @returns undefined when it is none of our codes */
export function readLetterCode(text: string): LetterOrigin | undefined {
  const code = text.trim().toUpperCase();
  if (!form.test(code)) return undefined;
  let bits = 0n;
  for (const character of code.slice(prefix.length)) bits = (bits << 5n) | BigInt(alphabet.indexOf(character));
  const copy = Number(bits & 15n);
  const hex = (bits >> 4n).toString(16).padStart(bytesInCode * 2, '0');
  const runId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  return isId(runId) ? { runId, recordId: String(Number.parseInt(hex.slice(32), 16)), copy } : undefined;
}
