import type { GlyphFacts } from '../fonts/font.ts';
import type { PdfDict } from '../read/values.ts';
import type { GraphicsState } from './graphics-state.ts';

type Matrix = [number, number, number, number, number, number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];
const maxText = 50_000_000;

/**
 * Follows the text position through a content stream and gathers text by marked-content sequence, with a blank where text goes on at a
 * distance or in another line. Positions are in text space before the current transformation: only distances within a text object count.
 */
export class TextCollector {
  readonly #texts = new Map<PdfDict, Map<number, string[]>>();
  #size = 0;
  #line: Matrix = identity;
  #at: Matrix = identity;
  /** Where the text shown last ended, and how large it was. */
  #last: { x: number; y: number; size: number } | undefined;

  begin(): void {
    this.#line = identity;
    this.#at = identity;
  }

  setMatrix(matrix: readonly number[]): void {
    this.#line = [...matrix.slice(0, 6)] as Matrix;
    this.#at = this.#line;
  }

  move(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.#line;
    this.#line = [a, b, c, d, x * a + y * c + e, x * b + y * d + f];
    this.#at = this.#line;
  }

  /** A number in a `TJ` array. */
  kern(amount: number, state: GraphicsState): void {
    this.#advance((-amount / 1000) * state.fontSize * state.scaling);
  }

  /** Shows one glyph; its text goes to the sequence of `mcid` in `owner`, if there is one. */
  show(glyph: GlyphFacts, state: GraphicsState, owner: PdfDict | undefined, mcid: number | undefined): void {
    if (owner !== undefined && mcid !== undefined && this.#size < maxText) this.#append(glyph.text ?? '\ufffd', state, owner, mcid);
    const width = ((glyph.declaredWidth ?? 500) / 1000) * state.fontSize + state.charSpacing;
    this.#advance((width + (glyph.code === 32 && glyph.cid === undefined ? state.wordSpacing : 0)) * state.scaling);
    this.#last = { x: this.#at[4], y: this.#at[5], size: this.#heightOf(state) };
  }

  textOf(owner: PdfDict, mcid: number): string {
    return this.#texts.get(owner)?.get(mcid)?.join('') ?? '';
  }

  /** Height of the font in text space. */
  #heightOf(state: GraphicsState): number {
    return Math.abs(state.fontSize * (Math.hypot(this.#at[2], this.#at[3]) || 1)) || 1;
  }

  #advance(by: number): void {
    const [a, b, c, d, e, f] = this.#at;
    this.#at = [a, b, c, d, e + by * a, f + by * b];
  }

  #append(text: string, state: GraphicsState, owner: PdfDict, mcid: number): void {
    let texts = this.#texts.get(owner);
    if (!texts) {
      texts = new Map();
      this.#texts.set(owner, texts);
    }
    let parts = texts.get(mcid);
    if (!parts) {
      parts = [];
      texts.set(mcid, parts);
    }
    const before = parts.at(-1);
    const gap = before !== undefined && !/\s$/.test(before) && !/^\s/.test(text) && this.#isApart(state);
    parts.push(gap ? ` ${text}` : text);
    this.#size += text.length;
  }

  /** Whether the text position has left where the last text ended by more than letters stand apart. */
  #isApart(state: GraphicsState): boolean {
    const last = this.#last;
    if (!last) return false;
    const size = Math.min(last.size, this.#heightOf(state));
    return Math.abs(this.#at[5] - last.y) > size * 0.5 || Math.abs(this.#at[4] - last.x) > size * 0.18;
  }
}
