import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createFontFace, type FontFace } from '../font-face.ts';
import { HYPHENATED_LANGUAGES, type Hyphenator, loadHyphenator } from '../hyphenation.ts';
import type { SetLine } from '../set-lines.ts';
import { BREAK_RULES, JUSTIFICATION, type TextStyle } from '../text-style.ts';
import { Typesetter } from '../typesetter.ts';

/** A font and styles for the tests of text and layout. */

const files = createRequire(import.meta.url);

export function fontBytes(file: string, package_ = '@expo-google-fonts/source-sans-3/'): Uint8Array {
  return new Uint8Array(readFileSync(files.resolve(`${package_}${file}`)));
}

export const FONT_FILES = {
  regular: '400Regular/SourceSans3_400Regular.ttf',
  bold: '600SemiBold/SourceSans3_600SemiBold.ttf',
  italic: '400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
  boldItalic: '600SemiBold_Italic/SourceSans3_600SemiBold_Italic.ttf',
} as const;

export function sampleFace(file: string = FONT_FILES.regular): Promise<FontFace> {
  return createFontFace(file, fontBytes(file));
}

export async function sampleStyle(more: Partial<TextStyle> = {}): Promise<TextStyle> {
  const regular = await sampleFace();
  const bold = await sampleFace(FONT_FILES.bold);
  return {
    faces: { regular, bold, italic: regular, boldItalic: bold },
    size: 10,
    leading: 14,
    bold: false,
    italic: false,
    color: '#000000',
    align: 'left',
    direction: 'auto',
    firstIndent: 0,
    hyphenate: true,
    lineBreaking: 'fast',
    justification: JUSTIFICATION,
    breaking: BREAK_RULES,
    features: {},
    tracking: 0,
    tabStops: [],
    ...more,
  };
}

export async function sampleTypesetter(): Promise<Typesetter> {
  const hyphenators = new Map<string, Hyphenator>();
  for (const language of HYPHENATED_LANGUAGES) hyphenators.set(language, (await loadHyphenator(language)) as Hyphenator);
  return new Typesetter(hyphenators);
}

/** The text of a line as printed, its segments joined as they say they go on. */
export function textOfLine(line: SetLine): string {
  let text = '';
  line.segments.forEach((segment, i) => {
    text += segment.words.map((word) => word.text).join(' ');
    if (segment.continues === 'space' && i < line.segments.length - 1) text += ' ';
  });
  return text;
}

/** The text of lines as it was before they were broken: hyphens that a line break put there are gone. */
export function textOfLines(lines: readonly SetLine[]): string {
  let text = '';
  for (const line of lines) {
    for (const segment of line.segments) {
      const words = segment.words.map((word) => word.text).join(' ');
      if (segment.continues === 'hyphenated') text += words.slice(0, -1);
      else text += segment.continues === 'space' ? `${words} ` : words;
    }
  }
  return text;
}
