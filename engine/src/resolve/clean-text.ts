import { charCode } from '../char-code.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/**
 * Text fit for every output: Unicode NFC, line breaks as `\n`, no control characters (which no page or message can show), none
 * of the two codes that are no characters (which XML has not) and no halves of surrogate pairs.
 */
export function cleanText(text: string): string {
  if (isClean(text)) return text;
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(CONTROL, '')
    .toWellFormed()
    .normalize('NFC');
}

/** Dashes, quotation marks and currency signs, which texts are full of. */
const isSign = (code: number): boolean => (code >= 0x2010 && code <= 0x2027) || (code >= 0x20a0 && code <= 0x20bf);

/** Everything below U+0300 but control characters is clean as it is, as nearly all text: a loop, since fields are short. */
function isClean(text: string): boolean {
  const { length } = text;
  for (let i = 0; i < length; i++) {
    const code = charCode(text, i);
    if (code >= 0x7f ? code < 0xa0 || (code >= 0x300 && !isSign(code)) : code < 0x20 && code !== 0x09 && code !== 0x0a) return false;
  }
  return true;
}
