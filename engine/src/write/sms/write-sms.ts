/** The text of an SMS with what it costs: its alphabet and how many segments it takes. */
export interface SmsText {
  readonly text: string;
  readonly encoding: 'gsm7' | 'ucs2';
  readonly segments: number;
}

/** The default alphabet of GSM 03.38 (3GPP TS 23.038, 6.2.1); each takes one septet. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** The extension table; each takes an escape and a septet. */
const EXTENSION = new Set('\f^{}\\[~]|€');

/** Septets in one message and in each part of a longer one, whose header takes seven. */
const GSM7 = { single: 160, part: 153 };
/** UTF-16 units likewise. */
const UCS2 = { single: 70, part: 67 };

/** Characters that look right in the GSM alphabet with another character: typographic signs of running text. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ '’': "'", '‘': "'", '‚': "'", '“': '"', '”': '"', '„': '"', '–': '-', '—': '-', '−': '-', '…': '...' },
  ...{ '\u00a0': ' ', '\u202f': ' ', '\u2009': ' ', '\u00ad': '' },
};

/**
 * Prepares text for SMS: blanks and quotation marks are made plain where that saves the whole message from the costlier
 * alphabet, then alphabet and segments are counted. A segment never cuts a character in two.
 */
export function writeSms(source: string): SmsText {
  const trimmed = source
    .replaceAll('\t', ' ')
    .replace(/[^\S\n]+\n/g, '\n')
    .trim();
  const plain = trimmed.replace(/[’‘‚“”„–—−…\u00a0\u202f\u2009\u00ad]/g, (c) => PLAIN[c]!);
  const septets = septetsOf(plain);
  if (septets !== undefined) return { text: plain, encoding: 'gsm7', segments: segments(septets, GSM7) };
  return { text: trimmed, encoding: 'ucs2', segments: segments(unitsOf(trimmed), UCS2) };
}

/** Septets of every character; undefined where one is outside the alphabet. */
function septetsOf(text: string): number[] | undefined {
  const sizes: number[] = [];
  for (const c of text) {
    if (BASIC.has(c)) sizes.push(1);
    else if (EXTENSION.has(c)) sizes.push(2);
    else return undefined;
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
