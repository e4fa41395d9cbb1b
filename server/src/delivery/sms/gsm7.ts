/**
 * The alphabet of short messages: GSM 03.38 default alphabet with its extension table (3GPP TS 23.038, 6.2.1). A character of the extension
 * takes two septets: escape and its own.
 */

const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extension: Readonly<Record<number, string>> = {
  10: '\f',
  20: '^',
  40: '{',
  41: '}',
  47: '\\',
  60: '[',
  61: '~',
  62: ']',
  64: '|',
  101: '€',
};
const escapeCode = 0x1b;

const codes = new Map<string, readonly number[]>([...basic].map((character, code) => [character, [code]]));
codes.delete('\u001b');
for (const [code, character] of Object.entries(extension)) codes.set(character, [escapeCode, Number(code)]);

/** The septets of each character; undefined when one is not in the alphabet. */
export function septetsOf(text: string): readonly (readonly number[])[] | undefined {
  const septets: (readonly number[])[] = [];
  for (const character of text) {
    const code = codes.get(character);
    if (code === undefined) return undefined;
    septets.push(code);
  }
  return septets;
}

/** Reads septets, one in each byte, as message centres hand them over. An unknown escape is a space, as the standard says. */
export function textOfSeptets(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at]! & 0x7f;
    if (code !== escapeCode) text += basic[code];
    else {
      at += 1;
      text += (at < bytes.length ? extension[bytes[at]! & 0x7f] : undefined) ?? ' ';
    }
  }
  return text;
}
