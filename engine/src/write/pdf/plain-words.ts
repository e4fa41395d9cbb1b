import { isDate, isFigureBetween, STEADY_CODES } from '../../text/figures.ts';
import { hashed, LONGEST_PLAIN, type PlainType, slotOf, standsAt } from '../../text/plain-type.ts';
import type { EmbeddedFont } from './embedded-font.ts';
import { encodedBytes, SPECIAL, writeOnce } from './encoded-word.ts';
import type { PdfOutput } from './pdf-output.ts';

const SLOTS = 1024;
const SPACE = 0x20;
/** What is known of a word, side by side so that it is one look into memory. */
const [HASH, STREAM, PLACE, COUNT, SUM, WEIGHTED, WIDTH, IDEAL] = [0, 1, 2, 3, 4, 5, 6, 7];
const FACTS = 8;
/** The letters of the word that is looked at. */
const LETTERS = new Uint8Array(LONGEST_PLAIN);

/**
 * The words of plain texts in one look and font: those that were written last, with their bytes and where the stream has them, and numbers,
 * most of which come once, and are written as they stand in the text. Words are parts of texts, told apart by their letters: nothing is made for
 * one that is known.
 */
export class PlainWords {
  readonly #type: PlainType;
  readonly #font: EmbeddedFont;
  /** Thousandths of an em per font unit. */
  readonly #scale: number;
  /** Whether a character is drawn by its own code, next to any other such. */
  #steady = new Uint8Array(STEADY_CODES);
  /** What `#steady` was made of. */
  #advances: Int16Array | undefined;
  readonly #texts: string[] = new Array(SLOTS).fill('');
  readonly #bytes: string[] = new Array(SLOTS).fill('');
  readonly #facts = new Float64Array(SLOTS * FACTS);
  /** Where the pen stands after the word that was written last, and where it should: thousandths of an em from its start. */
  width = 0;
  ideal = 0;

  constructor(type: PlainType, font: EmbeddedFont) {
    this.#type = type;
    this.#font = font;
    this.#scale = 1000 / font.face.unitsPerEm;
  }

  static of(type: PlainType, font: EmbeddedFont): PlainWords {
    let words = type.written as PlainWords | undefined;
    if (words === undefined || words.#font !== font) {
      words = new PlainWords(type, font);
      type.written = words;
    }
    const { steady } = type.look.typeface.figures;
    if (words.#advances !== steady) words.#learnFigures(steady);
    return words;
  }

  /** Writes the word of a text that begins at a place; returns where it ends. Where its width is `SPECIAL`, nothing is written. */
  write(out: PdfOutput, text: string, from: number): number {
    const { length } = text;
    const steady = this.#steady;
    let to = from;
    let hash = 0;
    let isSteady = 1;
    for (; to < length; to++) {
      const code = text.charCodeAt(to);
      if (code === SPACE) break;
      hash = hashed(hash, code);
      isSteady &= code < STEADY_CODES ? steady[code]! : 0;
      LETTERS[to - from] = code;
    }
    if (isFigureBetween(text, from, to) && !isDate(text, from, to)) {
      this.#figure(out, text, from, to, isSteady === 1);
      return to;
    }
    const slot = slotOf(hash, SLOTS);
    const at = slot * FACTS;
    const facts = this.#facts;
    if (facts[at + HASH] !== hash || !standsAt(this.#texts[slot]!, text, from, to)) this.#learn(slot, hash, text.slice(from, to));
    this.width = facts[at + WIDTH]!;
    this.ideal = facts[at + IDEAL]!;
    if (this.width === SPECIAL) return to;
    const place = out.length;
    const repeated =
      facts[at + STREAM] === out.stream && out.repeat(facts[at + PLACE]!, facts[at + COUNT]!, facts[at + SUM]!, facts[at + WEIGHTED]!);
    if (!repeated) out.text(this.#bytes[slot]!);
    facts[at + STREAM] = out.stream;
    facts[at + PLACE] = place;
    return to;
  }

  #learn(slot: number, hash: number, text: string): void {
    const word = this.#type.word(text);
    const { bytes, width } = encodedBytes(this.#font, word);
    let sum = 0;
    let weighted = 0;
    for (let i = 0; i < bytes.length; i++) {
      sum += bytes.charCodeAt(i);
      weighted += sum;
    }
    this.#texts[slot] = text;
    this.#bytes[slot] = bytes;
    this.#facts.set([hash, 0, 0, bytes.length, sum, weighted, width, word.width * this.#scale], slot * FACTS);
  }

  /** Writes a number or reference: it is not remembered, nor told as a repetition, whether its face is examined already or not. */
  #figure(out: PdfOutput, text: string, from: number, to: number, isSteady: boolean): void {
    if (!isSteady) {
      const word = this.#type.word(text.slice(from, to));
      this.width = writeOnce(out, this.#font, word);
      this.ideal = word.width * this.#scale;
      return;
    }
    const count = to - from;
    out.bytes(LETTERS, count);
    let units = 0;
    this.width = 0;
    // Of a number alone nobody asks where the pen is.
    for (let i = 0; i < count && count < text.length; i++) {
      this.width += this.#font.widthOf(LETTERS[i]!);
      units += this.#advances![LETTERS[i]!]!;
    }
    this.ideal = units * this.#scale;
  }

  #learnFigures(advances: Int16Array): void {
    const font = this.#font;
    this.#advances = advances;
    this.#steady = Uint8Array.from(advances, (advance, code) => {
      const glyph = advance < 0 ? undefined : this.#type.word(String.fromCharCode(code)).glyphs[0];
      return glyph !== undefined && !font.isWide && font.codeOf(glyph) === code && font.characterOf(code) === code ? 1 : 0;
    });
  }
}
