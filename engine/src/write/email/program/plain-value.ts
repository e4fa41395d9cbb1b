import { charCode } from '../../../char-code.ts';

const MARKUP = '&<>"\'';
const PLAIN = Uint8Array.from({ length: 0x80 }, (_, code) =>
  code >= 0x20 && code < 0x7f && !MARKUP.includes(String.fromCharCode(code)) ? 1 : 0,
);

/**
 * Whether text is printable ASCII without markup, as the values of most fields are: it is written as it is, and every character
 * takes one column. One look at each character instead of several, since fields are what a message costs.
 */
export function isPlain(text: string): boolean {
  const { length } = text;
  for (let i = 0; i < length; i++) if (PLAIN[charCode(text, i)] !== 1) return false;
  return true;
}
