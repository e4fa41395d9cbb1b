const SPECIAL = /[&<>"']/;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text fit to stand between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[&<>"']/g, (c) => ENTITIES[c]!) : text;
}

/** Line breaks of escaped text, shown, and tabs as wide spaces: screens have no tab stops. */
export function withBreaks(escaped: string): string {
  const broken = escaped.includes('\n') ? escaped.replaceAll('\n', '<br>') : escaped;
  return broken.includes('\t') ? broken.replaceAll('\t', '&emsp;') : broken;
}

/**
 * The same in ASCII only, other characters as numeric references. Messages are written so: no gateway can garble them, and
 * strings of one byte a character are put together and encoded several times faster.
 */
export function escapeAscii(text: string): string {
  return toAscii(escapeHtml(text));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them
const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** Markup with its characters beyond ASCII as numeric references. */
export function toAscii(markup: string): string {
  if (!BEYOND_ASCII.test(markup)) return markup;
  return markup.replace(/\P{ASCII}/gu, (c) => `&#${c.codePointAt(0)};`);
}
