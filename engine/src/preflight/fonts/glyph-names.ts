/**
 * What glyph names stand for: the Adobe Glyph List and the rules of its specification for names that are not in it (`uni20AC`,
 * `u1F600`, `f_i`, `a.swash`), and the predefined encodings that give codes names.
 */
import { lazy } from '../lazy.ts';
import * as encodings from './data/encodings.ts';
import { adobeGlyphList, zapfDingbatsList } from './data/glyph-list.ts';

/** Glyph names by code; holes where an encoding has no glyph. */
export type Encoding = ReadonlyArray<string | undefined>;

const runsByName = {
  StandardEncoding: encodings.standardEncodingRuns,
  MacRomanEncoding: encodings.macRomanEncodingRuns,
  WinAnsiEncoding: encodings.winAnsiEncodingRuns,
  MacExpertEncoding: encodings.macExpertEncodingRuns,
  Symbol: encodings.symbolEncodingRuns,
  ZapfDingbats: encodings.zapfDingbatsEncodingRuns,
  CffExpert: encodings.cffExpertEncodingRuns,
} as const;

export type EncodingName = keyof typeof runsByName;

const encodingCache = new Map<EncodingName, Encoding>();
const glyphList = lazy(() => unfoldList(adobeGlyphList));
const dingbats = lazy(() => unfoldList(zapfDingbatsList));

/** Whether a name is one of the encodings a font dictionary may name (StandardEncoding is none of them, but readers know it). */
export function isPredefinedEncoding(name: string): name is 'MacRomanEncoding' | 'WinAnsiEncoding' | 'MacExpertEncoding' {
  return name === 'MacRomanEncoding' || name === 'WinAnsiEncoding' || name === 'MacExpertEncoding';
}

/** @returns the encoding's glyph names by code. */
export function encodingNamed(name: EncodingName): Encoding {
  let encoding = encodingCache.get(name);
  if (!encoding) {
    encoding = unfoldRuns(runsByName[name]);
    encodingCache.set(name, encoding);
  }
  return encoding;
}

function unfoldRuns(runs: string): Encoding {
  const names: (string | undefined)[] = new Array(256).fill(undefined);
  let code = 0;
  for (const word of runs.split(' ')) {
    if (/^\d+$/.test(word)) code = Number(word);
    else names[code++] = word;
  }
  return names;
}

/** Undoes the front coding of the glyph lists. */
function unfoldList(text: string): Map<string, string> {
  const list = new Map<string, string>();
  let previous = '';
  for (const word of text.split(' ')) {
    const comma = word.lastIndexOf(',');
    previous = previous.slice(0, Number.parseInt(word[0]!, 36)) + word.slice(1, comma);
    const points = word.slice(comma + 1).split('_');
    list.set(previous, String.fromCodePoint(...points.map((hex) => Number.parseInt(hex, 16))));
  }
  return list;
}

const listedText = (name: string): string | undefined => glyphList().get(name);

/** Whether a name is in the Adobe Glyph List itself, or is of the forms its specification adds (`uniXXXX`, `uXXXXXX`). */
export function isListedGlyphName(name: string): boolean {
  return listedText(name) !== undefined || hexForm(name) !== null;
}

/** Code points of a `uniXXXX…` or `uXXXX[XX]` name, or null. Surrogates and what lies above U+10FFFF are no characters. */
function hexForm(name: string): number[] | null {
  const uni = /^uni((?:[0-9A-F]{4})+)$/.exec(name)?.[1];
  const points = uni ? uni.match(/.{4}/g)!.map((hex) => Number.parseInt(hex, 16)) : [];
  const single = /^u([0-9A-F]{4,6})$/.exec(name)?.[1];
  if (single) points.push(Number.parseInt(single, 16));
  return points.length > 0 && points.every((point) => point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) ? points : null;
}

/**
 * The text a glyph name stands for, by the Adobe Glyph List specification: what follows the first full stop is dropped, parts joined
 * by underscores are looked up one by one.
 * @returns null where no part stands for anything (e.g. `g123`, `.notdef`).
 */
export function textOfGlyphName(name: string): string | null {
  const whole = listedText(name);
  if (whole !== undefined) return whole;
  const base = name.split('.', 1)[0]!;
  const text = base
    .split('_')
    .map((part) => listedText(part) ?? dingbats().get(part) ?? String.fromCodePoint(...(hexForm(part) ?? [])))
    .join('');
  return text === '' ? null : text;
}
