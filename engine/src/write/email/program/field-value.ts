import { charCode } from '../../../char-code.ts';
import { cleanText } from '../../../resolve/clean-text.ts';
import type { State } from '../../../resolve/context.ts';
import type { RunsEvaluator } from '../../../resolve/inline.ts';
import { isText, type SketchField } from '../../../resolve/plan.ts';
import { escapeAsciiText } from '../../html/escape.ts';
import { isNarrow } from '../../text/wrap.ts';
import { plainText } from '../../text/write-text.ts';
import type { BodyWriter } from '../body-writer.ts';

/** What a character is written as: itself (0), a reference (1), or nothing that is told by looking at it alone (2). */
const KINDS = Uint8Array.from({ length: 0x20c0 }, (_, code) => {
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return 2;
  if (code < 0x7f) return '&<>"\''.includes(String.fromCharCode(code)) ? 1 : 0;
  return code < 0x300 || (code >= 0x2010 && code <= 0x2027) || code >= 0x20a0 ? 1 : 2;
});

/** Gives the text of a field as the record has it. */
export type Getter = (state: State) => string | undefined;

/** What fills a mark, made ready. */
export type Filling = Getter | { readonly runs: RunsEvaluator };

export const fillingOf = (field: SketchField): Filling => (isText(field) ? (field.raw ?? field) : field);

/**
 * The value of a field as a message needs it: cleaned, escaped for HTML, and whether all its characters take one column of text. One
 * object for all values, looked at before the next is read: fields are what a message costs.
 */
export class FieldValue {
  text = '';
  html = '';
  narrow = true;
  readonly #writer: BodyWriter;

  constructor(writer: BodyWriter) {
    this.#writer = writer;
  }

  read(filling: Filling, state: State): void {
    if (typeof filling !== 'function') {
      const runs = filling.runs(state);
      this.text = plainText(runs);
      this.html = this.#writer.runs(runs);
      this.narrow = isNarrow(this.text);
      return;
    }
    const value = filling(state) ?? '';
    this.narrow = true;
    const { length } = value;
    let at = 0;
    while (at < length && KINDS[charCode(value, at)] === 0) at++;
    this.text = value;
    this.html = value;
    if (at < length) this.#readOn(value, at);
  }

  /** From the first character on that is not written as it is. */
  #readOn(value: string, first: number): void {
    const { length } = value;
    let html = '';
    let from = 0;
    for (let at = first; at < length; at++) {
      const code = charCode(value, at);
      const kind = KINDS[code];
      if (kind === 0) continue;
      if (kind !== 1) {
        this.#readAnew(value);
        return;
      }
      // Piece by piece: of what is empty, not even the joining is free.
      if (at > from) html += value.slice(from, at);
      html += reference(code);
      from = at + 1;
    }
    this.html = from === length ? html : html + value.slice(from);
  }

  /** Control characters, combining marks, other scripts: the long way. */
  #readAnew(value: string): void {
    this.text = cleanText(value);
    this.html = escapeAsciiText(this.text);
    this.narrow = isNarrow(this.text);
  }
}

/** By code, as they come to be needed; of a fixed length, so that it is no sparse array. */
const references = new Array<string | undefined>(0x20c0).fill(undefined);

const NAMED: Readonly<Record<number, string>> = { 34: '&quot;', 38: '&amp;', 39: '&#39;', 60: '&lt;', 62: '&gt;' };

function reference(code: number): string {
  const known = references[code];
  if (known !== undefined) return known;
  const made = NAMED[code] ?? `&#${code};`;
  references[code] = made;
  return made;
}
