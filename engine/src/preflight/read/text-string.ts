/** PDFDocEncoding where it differs from Latin-1: codes 18 to 1F and 80 to A0 (ISO 32000-1, Annex D.3). */
const docEncoding: Readonly<Record<number, string>> = Object.fromEntries([
  ...[...'˘ˇˆ˙˝˛˚˜'].map((character, i) => [0x18 + i, character] as const),
  ...[...'•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€'].map((character, i) => [0x80 + i, character] as const),
]);

/** Says the language of what follows (7.9.2.2.2): a code between two escape characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
const LANGUAGE_ESCAPE = /\u001b[a-zA-Z]{2,}\u001b/g;

/** Reads a text string: UTF-16 with a byte order mark, UTF-8 with one, else PDFDocEncoding (ISO 32000-1, 7.9.2.2). */
export function decodeTextString(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, false);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, true);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes.subarray(3));
  let text = '';
  for (const byte of bytes) text += docEncoding[byte] ?? String.fromCharCode(byte);
  return text;
}

function decodeUtf16(bytes: Uint8Array, littleEndian: boolean): string {
  let text = '';
  for (let i = 2; i + 1 < bytes.length; i += 2)
    text += String.fromCharCode(littleEndian ? bytes[i]! | (bytes[i + 1]! << 8) : (bytes[i]! << 8) | bytes[i + 1]!);
  return text.replace(LANGUAGE_ESCAPE, '');
}
