import type { Diagnostic } from '../../diagnostics.ts';
import { septets } from './alphabet.ts';
import { transliterate } from './transliterate.ts';

/** The text of an SMS with what it costs: its alphabet and how many segments it takes. */
export interface SmsText {
  readonly text: string;
  readonly encoding: 'gsm7' | 'ucs2';
  readonly segments: number;
}

/** Septets in one message and in each part of a longer one, whose header takes seven. */
const GSM7 = { single: 160, part: 153 };
/** UTF-16 units likewise. */
const UCS2 = { single: 70, part: 67 };

/** Characters that look right in the GSM alphabet with another character: typographic signs of running text. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ '’': "'", '‘': "'", '‚': "'", '“': '"', '”': '"', '„': '"', '–': '-', '—': '-', '−': '-', '…': '...' },
  ...{ '\u00a0': ' ', '\u202f': ' ', '\u2009': ' ', '\u00ad': '' },
};

export interface SmsOptions {
  /** Puts characters that the cheaper alphabet lacks as the nearest in it, where all can be. */
  readonly transliterate?: boolean;
  /** Gives a short address for a web address in the text. */
  readonly shortenLink?: (address: string) => string;
}

/** Web addresses in running text, without the punctuation behind them. */
const ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'’]/g;

/**
 * Prepares text for SMS: blanks and quotation marks are made plain where that saves the whole message from the costlier
 * alphabet, then alphabet and segments are counted. A segment never cuts a character in two.
 */
export function writeSms(source: string, options: SmsOptions = {}): SmsText {
  const { shortenLink } = options;
  const trimmed = source
    .replaceAll('\t', ' ')
    .replace(/[^\S\n]+\n/g, '\n')
    .trim();
  const text = shortenLink === undefined ? trimmed : trimmed.replace(ADDRESS, (address) => shortenLink(address));
  const plain = text.replace(/[’‘‚“”„–—−…\u00a0\u202f\u2009\u00ad]/g, (c) => PLAIN[c]!);
  const cheap = septetsOf(plain) === undefined && options.transliterate === true ? (transliterate(plain) ?? plain) : plain;
  const sizes = septetsOf(cheap);
  if (sizes !== undefined) return { text: cheap, encoding: 'gsm7', segments: segments(sizes, GSM7) };
  return { text, encoding: 'ucs2', segments: segments(unitsOf(text), UCS2) };
}

/** Septets of every character; undefined where one is outside the alphabet. */
function septetsOf(text: string): number[] | undefined {
  const sizes: number[] = [];
  for (const character of text) {
    const size = septets(character);
    if (size === undefined) return undefined;
    sizes.push(size);
  }
  return sizes;
}

const unitsOf = (text: string): number[] => Array.from(text, (c) => c.length);

function segments(sizes: readonly number[], limits: typeof GSM7): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= limits.single) return total === 0 ? 0 : 1;
  let count = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > limits.part) {
      count += 1;
      used = 0;
    }
    used += size;
  }
  return count;
}

/** The finding that a message costs more than its template allows. */
export function tooLong(count: number, most: number): Diagnostic {
  const message = `The SMS costs ${count} segments; the template allows ${most}.`;
  const hint = 'Shorten the text, or let "transliterate" save the costlier alphabet.';
  return { severity: 'warning', code: 'sms.too-long', message, place: { part: 'template', pointer: '/sms/text' }, hint };
}
