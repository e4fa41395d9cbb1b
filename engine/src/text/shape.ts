import type { Buffer, GlyphInfo, GlyphPosition } from 'harfbuzzjs';
import { type FontFace, harfBuzzFont } from './font-face.ts';
import { harfBuzz } from './harfbuzz.ts';
import type { ShapedWord, Typeface } from './shaper.ts';

/** What decides how a word is shaped. */
export type ShapingPlan = Pick<Typeface, 'face' | 'features' | 'language' | 'options'>;

/** Longer "words" are shaped in pieces: HarfBuzz gets slow, and clusters are held in 16 bits. */
const LONGEST_WORD = 4_000;

/** One buffer for all words: making one registers a finaliser each time. */
let buffer: Buffer | undefined;

/** Shapes a word with HarfBuzz: some microseconds a letter. Characters that the face lacks get a stand-in. */
export function shape(plan: ShapingPlan, source: string): ShapedWord {
  const capitals = plan.options.capitals ? capitalsOf(source) : undefined;
  const { text, missing } = substituteMissing(plan.face, capitals?.text ?? source);
  const { glyphs, advances, offsets, clusters } = glyphsOf(plan, text);
  // What small capitals stand for is known where no character was replaced.
  const origin = capitals?.text === text ? capitals.origin : undefined;
  let width = 0;
  for (const advance of advances) width += advance;
  return {
    face: plan.face,
    text: origin === undefined ? text : source,
    // Copies are no longer than they have to be.
    glyphs: glyphs.slice(),
    advances: advances.slice(),
    ...(offsets.some((offset) => offset !== 0) ? { offsets: offsets.slice() } : {}),
    clusters: origin === undefined ? clusters.slice() : clusters.map((at) => origin[at] ?? 0),
    width,
    ...(missing === '' ? {} : { missing }),
  };
}

interface Glyphs {
  readonly glyphs: number[];
  readonly advances: number[];
  /** x, y of each glyph. */
  readonly offsets: number[];
  readonly clusters: number[];
}

function glyphsOf({ face, features, language, options }: ShapingPlan, text: string): Glyphs {
  const hb = harfBuzz();
  buffer ??= new hb.Buffer();
  const font = harfBuzzFont(face);
  const hbFeatures = Object.entries(features).map(([tag, value]) => new hb.Feature(tag, value));
  const found: Glyphs = { glyphs: [], advances: [], offsets: [], clusters: [] };
  for (const [start, end] of piecesOf(text, options.rightToLeft === true)) {
    buffer.clearContents();
    buffer.addText(text.slice(start, end));
    buffer.setLanguage(language);
    buffer.guessSegmentProperties();
    buffer.setDirection(options.rightToLeft ? hb.Direction.RTL : hb.Direction.LTR);
    hb.shape(font, buffer, hbFeatures);
    const infos = buffer.getGlyphInfos();
    const positions = buffer.getGlyphPositions();
    for (let i = 0; i < infos.length; i++) {
      const { codepoint, cluster } = infos[i] as GlyphInfo;
      const { xAdvance, xOffset, yOffset } = positions[i] as GlyphPosition;
      found.glyphs.push(codepoint);
      found.advances.push(xAdvance);
      found.offsets.push(xOffset, yOffset);
      found.clusters.push(start + cluster);
    }
  }
  return found;
}

/** Ranges of a text that HarfBuzz gets at a time, from left to right as they are drawn. */
function piecesOf(text: string, rightToLeft: boolean): (readonly [number, number])[] {
  const pieces: (readonly [number, number])[] = [];
  for (let start = 0; start < text.length; start += LONGEST_WORD) pieces.push([start, Math.min(text.length, start + LONGEST_WORD)]);
  return rightToLeft ? pieces.reverse() : pieces;
}

/** A text in capitals, and for each of its code units the place of the letter that it stands for: “ß” becomes “SS”. */
function capitalsOf(source: string): { readonly text: string; readonly origin: readonly number[] } {
  let text = '';
  const origin: number[] = [];
  let at = 0;
  for (const character of source) {
    const capital = character.toUpperCase();
    for (let i = 0; i < capital.length; i++) origin.push(at);
    text += capital;
    at += character.length;
  }
  return { text, origin };
}

/** Characters that are not drawn, so that a font need not have them: controls, joiners, marks of direction, variation selectors. */
const UNDRAWN = /[\p{Cc}\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]|\p{Variation_Selector}/u;
/** Spaces that a font may lack, drawn as its ordinary space. */
const OTHER_SPACES = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/;

/** Whether a face has every character of a text that is drawn, or another of the same meaning. */
export function isDrawable(face: FontFace, text: string): boolean {
  for (const character of text) {
    if (face.has(character.codePointAt(0) ?? 0) || UNDRAWN.test(character) || OTHER_SPACES.test(character)) continue;
    if (standInFor(face, character) === undefined) return false;
  }
  return true;
}

/** Puts a visible stand-in for every character that the face lacks, and drops those that are never drawn. */
function substituteMissing(face: FontFace, source: string): { text: string; missing: string } {
  let text = '';
  let missing = '';
  for (const character of source) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (UNDRAWN.test(character)) {
      // Joiners shape the letters around them, so they are kept where the font knows them.
      if ((codePoint === 0x200c || codePoint === 0x200d) && face.has(codePoint)) text += character;
    } else if (face.has(codePoint)) text += character;
    else if (OTHER_SPACES.test(character)) text += ' ';
    else {
      const standIn = standInFor(face, character);
      if (standIn === undefined) missing += character;
      text += standIn ?? '?';
    }
  }
  return { text, missing };
}

/** A character of the same meaning that the face has: hyphens of other code points, composed or decomposed letters. */
function standInFor(face: FontFace, character: string): string | undefined {
  if ((character === '\u2010' || character === '\u2011') && face.has(0x2d)) return '-';
  for (const form of [character.normalize('NFD'), character.normalize('NFKC')]) {
    if (form !== character && [...form].every((part) => face.has(part.codePointAt(0) ?? 0))) return form;
  }
  return undefined;
}
