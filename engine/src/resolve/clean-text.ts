// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNCLEAN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|[\u0300-\uffff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/**
 * Text fit for every output: Unicode NFC, line breaks as `\n`, no control characters (which no page or message can show) and
 * no halves of surrogate pairs.
 */
export function cleanText(text: string): string {
  // Everything below U+0300 but control characters is clean as it is: nearly all text takes this way.
  if (!UNCLEAN.test(text)) return text;
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(CONTROL, '')
    .toWellFormed()
    .normalize('NFC');
}
