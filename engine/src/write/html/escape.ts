import { charCode } from '../../char-code.ts';

type Entities = readonly (string | undefined)[];

const byCode = (entities: Readonly<Record<string, string>>): Entities =>
  Array.from({ length: 0x3f }, (_, code) => entities[String.fromCharCode(code)]);

const MARKUP = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const ENTITIES = byCode(MARKUP);
/** Between tags: line breaks are shown, and tabs are wide spaces, since screens have no tab stops. */
const ENTITIES_AND_BREAKS = byCode({ ...MARKUP, '\n': '<br>', '\t': '&emsp;' });

/** Text fit to stand between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return escaped(text, false, ENTITIES);
}

/**
 * One pass by hand: most texts are short and have nothing to escape, where a regular expression takes longer to enter than the
 * loop takes in all.
 */
function escaped(text: string, ascii: boolean, entities: Entities): string {
  let out = '';
  let from = 0;
  const { length } = text;
  for (let i = 0; i < length; i++) {
    const code = charCode(text, i);
    if (code > 0x3e ? !ascii || code < 0x80 : entities[code] === undefined) continue;
    out += text.slice(from, i);
    if (code <= 0x3e) out += entities[code];
    else {
      const point = text.codePointAt(i) as number;
      if (point > 0xffff) i++;
      out += `&#${point};`;
    }
    from = i + 1;
  }
  return from === 0 ? text : out + text.slice(from);
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
  return escaped(text, true, ENTITIES);
}

/** The same of text that stands between tags: with its line breaks and tabs. */
export function escapeAsciiText(text: string): string {
  return escaped(text, true, ENTITIES_AND_BREAKS);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them
const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** Markup with its characters beyond ASCII as numeric references. */
export function toAscii(markup: string): string {
  if (!BEYOND_ASCII.test(markup)) return markup;
  return markup.replace(/\P{ASCII}/gu, (c) => `&#${c.codePointAt(0)};`);
}
